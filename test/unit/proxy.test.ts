import { describe, expect, test } from 'vitest';
import { routeFor } from '../../src/domain/network/proxy.ts';

const api = 'https://api.openai.com/v1/models';

function proxyFor(env: Record<string, string>, url = api) {
  const route = routeFor(url, env);
  if (route.type !== 'proxy') throw new Error(JSON.stringify(route));
  return route.proxy;
}

describe('which variable', () => {
  test.each<[Record<string, string>, string]>([
    [{ HTTPS_PROXY: 'http://a:1' }, 'HTTPS_PROXY'],
    [{ https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, 'https_proxy'],
    [{ https_proxy: ' ', HTTPS_PROXY: 'http://b:1' }, 'HTTPS_PROXY'],
    [{ ALL_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, 'HTTPS_PROXY'],
    [{ all_proxy: 'http://a:1', HTTP_PROXY: 'http://b:1' }, 'all_proxy'],
  ])('%j', (env, variable) => {
    expect(proxyFor(env).variable).toBe(variable);
  });

  test.each<Record<string, string>>([
    {},
    { HTTP_PROXY: 'http://a:1', http_proxy: 'http://a:1' },
    { HTTPS_PROXY: '' },
    { npm_config_proxy: 'http://a:1', npm_config_https_proxy: 'http://a:1' },
  ])('%j: none', (env) => {
    expect(routeFor(api, env)).toEqual({ type: 'direct' });
  });

  test('http has its own', () => {
    expect(proxyFor({ HTTP_PROXY: 'http://a:1' }, 'http://relay.example/').hostname).toBe('a');
  });
});

describe('how its address is read', () => {
  test.each([
    ['proxy:3128', { masked: 'http://proxy:3128', hostname: 'proxy', port: 3128, secure: false }],
    ['proxy', { masked: 'http://proxy', port: 80 }],
    ['https://proxy', { masked: 'https://proxy', port: 443, secure: true }],
    ['http://[::1]:3128/', { masked: 'http://[::1]:3128', hostname: '::1', port: 3128 }],
    ['http://u:p@proxy:3128', { masked: 'http://…@proxy:3128', hasCredentials: true }],
    ['u:p@ss@proxy:3128', { masked: 'http://…@proxy:3128', hostname: 'proxy' }],
    ['http://u@proxy', { masked: 'http://…@proxy', hasCredentials: true }],
  ])('%s', (address, expected) => {
    expect(proxyFor({ HTTPS_PROXY: address })).toMatchObject(expected);
  });

  test('user and password are kept, and shown nowhere', () => {
    const proxy = proxyFor({ HTTPS_PROXY: 'http://jane:hunter2@proxy.example:3128/path' });
    expect(proxy.address.reveal()).toBe('http://jane:hunter2@proxy.example:3128');
    expect(JSON.stringify(proxy)).not.toMatch(/hunter2|jane/);
  });

  test.each([
    ['socks5://u:hunter2@proxy:1080', 'socks'],
    ['SOCKS5H://proxy:1080', 'socks'],
    ['socks://proxy', 'socks'],
    ['socks4a://proxy', 'socks'],
    ['ftp://proxy', 'scheme'],
    ['http://', 'address'],
    ['http://proxy:99999', 'address'],
    ['http://u:hunter2#x@proxy:3128', 'address'],
    ['http://u:hunter2%zz@proxy:3128', 'address'],
  ])('%s cannot be used', (address, problem) => {
    const route = routeFor(api, { HTTPS_PROXY: address });
    expect(route).toMatchObject({ type: 'unusable', problem, variable: 'HTTPS_PROXY' });
    expect(JSON.stringify(route)).not.toContain('hunter2');
  });
});

describe('this machine', () => {
  test.each([
    'http://localhost:1/v1',
    'http://127.0.0.1/v1',
    'http://127.9.9.9/v1',
    'http://[::1]:8/v1',
    'https://x.localhost/v1',
  ])('%s is reached directly', (url) => {
    const env = { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://a:1', ALL_PROXY: 'http://a:1' };
    expect(routeFor(url, env)).toEqual({ type: 'direct' });
  });
});

describe('NO_PROXY', () => {
  const route = (url: string, exceptions: string, name = 'NO_PROXY') =>
    routeFor(url, { HTTPS_PROXY: 'http://a:1', [name]: exceptions }).type;

  test.each([
    [api, '*'],
    [api, 'api.openai.com'],
    [api, 'OpenAI.com'],
    [api, '.openai.com'],
    [api, '*.openai.com'],
    [api, 'x.example, .openai.com'],
    [api, 'x.example .openai.com'],
    [api, 'api.openai.com:443'],
    ['https://relay.example:8443/', 'relay.example:8443'],
    ['https://10.1.2.3/', '10.1.2.3'],
    ['https://10.1.2.3/', '10.0.0.0/8'],
    ['https://10.1.2.3/', '0.0.0.0/0'],
    ['https://[2001:db8::1]/', '2001:db8:0::1'],
    ['https://[2001:db8::1]/', '[2001:DB8::1]'],
    ['https://[2001:db8::1]:8443/', '[2001:db8::1]:8443'],
  ])('%s is excepted by %s', (url, exceptions) => {
    expect(route(url, exceptions)).toBe('direct');
    expect(route(url, exceptions, 'no_proxy')).toBe('direct');
  });

  test.each([
    [api, ''],
    [api, ','],
    [api, '.'],
    [api, 'ai.com'],
    [api, 'penai.com'],
    [api, 'evil.api.openai.com'],
    [api, 'api.openai.com:8443'],
    ['https://relay.example:8443/', 'relay.example:443'],
    ['https://10.1.2.3/', '2.3'],
    ['https://10.1.2.3/', '11.0.0.0/8'],
    ['https://10.1.2.3/', '10.0.0.0/99'],
    ['https://10.1.2.3/', '10.0.0.0/x'],
    ['https://[2001:db8::1]/', '2001:db8::2'],
    ['https://[2001:db8::1]/', '[2001:db8::1]:8443'],
  ])('%s is not excepted by %s', (url, exceptions) => {
    expect(route(url, exceptions)).toBe('proxy');
  });

  test('lower case wins where both are set', () => {
    const env = { HTTPS_PROXY: 'http://a:1', no_proxy: 'x.example', NO_PROXY: '*' };
    expect(routeFor(api, env).type).toBe('proxy');
  });
});
