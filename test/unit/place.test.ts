import { describe, expect, test } from 'vitest';
import { isTrusted, parseEndpoint } from '../../src/domain/network/endpoint.ts';
import { showPlaces } from '../../src/ui/place.ts';

describe('a path as it is shown', () => {
  const around = { cwd: '/home/u/app', home: '/home/u' };
  test.each([
    ['/home/u/app/.env', '.env'],
    ['/home/u/app/config/.env', 'config/.env'],
    ['/home/u/.env', '~/.env'],
    ['/home/u/application/.env', '~/application/.env'],
    ['/home/u/app', '~/app'],
    ['/home/u', '/home/u'],
    ['/home/uu/.env', '/home/uu/.env'],
    ['/srv/.env', '/srv/.env'],
    ['/home/u/app/~prod.env', '~prod.env'],
    ['/home/u/app/-', '-'],
    ['/home/u/app/..env', '..env'],
    ['/home/u/app/...', '...'],
    ['/home/u/..env', '~/..env'],
    ['/home/u/app/~/.env', './~/.env'],
    ['/home/u/app/~', './~'],
  ])('%s: %s', (absolute, shown) => expect(showPlaces(around)({ absolute })).toBe(shown));

  test('a folder called ~ is not taken for the home folder', () => {
    const [inHome, inFolder] = ['/home/u/x/.env', '/home/u/app/~/x/.env'].map((absolute) =>
      showPlaces(around)({ absolute }),
    );
    expect(inHome).not.toBe(inFolder);
  });

  test('from the home folder itself, and where there is none', () => {
    expect(showPlaces({ cwd: '/home/u', home: '/home/u' })({ absolute: '/home/u/.env' })).toBe('.env');
    expect(showPlaces({ cwd: '/', home: '' })({ absolute: '/x/.env' })).toBe('x/.env');
    expect(showPlaces({ cwd: '/app', home: '' })({ absolute: '/x/.env' })).toBe('/x/.env');
  });
});

test('a file is trusted for being the same file, not for being shown alike', () => {
  const at = (absolute: string) => ({ type: 'file', absolute, line: 1 }) as const;
  const parsed = parseEndpoint('https://relay.example/v1', at('/home/u/app/~/x/.env'));
  if (!parsed.ok) throw new Error('refused');
  expect(isTrusted(parsed.endpoint, at('/home/u/x/.env'))).toBe(false);
  expect(isTrusted(parsed.endpoint, at('/home/u/app/~/x/.env'))).toBe(true);
});
