import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyOrigin } from '../../src/domain/loading/place.ts';
import {
  defaultEndpoint,
  type Endpoint,
  type EndpointSource,
  isTrusted,
  parseEndpoint,
  shownAddress,
} from '../../src/domain/network/endpoint.ts';
import { growth } from '../support/work.ts';

const shell: EndpointSource = { type: 'environment', name: 'OPENAI_BASE_URL' };

function accepted(text: string, source = shell): Endpoint {
  const parsed = parseEndpoint(text, source);
  if (!parsed.ok) throw new Error(`refused: ${JSON.stringify(parsed)}`);
  return parsed.endpoint;
}

function refusal(text: string) {
  const parsed = parseEndpoint(text, shell);
  if (parsed.ok) throw new Error(`accepted: ${parsed.endpoint.baseURL}`);
  return parsed;
}

describe('what is accepted', () => {
  test.each([
    ['https://api.openai.com/v1', 'https://api.openai.com/v1', 'api.openai.com', true],
    ['  https://api.openai.com/v1/\n', 'https://api.openai.com/v1', 'api.openai.com', true],
    ['HTTPS://API.OpenAI.com:443/v1//', 'https://api.openai.com/v1', 'api.openai.com', true],
    ['https://us.api.openai.com/v1', 'https://us.api.openai.com/v1', 'us.api.openai.com', true],
    ['https://relay.example/openai/v1', 'https://relay.example/openai/v1', 'relay.example', false],
    ['https://relay.example', 'https://relay.example', 'relay.example', false],
    ['https://Relay.example:8443/V1', 'https://relay.example:8443/V1', 'relay.example:8443', false],
    ['http://localhost:11434/v1', 'http://localhost:11434/v1', 'localhost:11434', false],
    ['http://127.1.2.3/v1', 'http://127.1.2.3/v1', '127.1.2.3', false],
    ['http://0x7f.1:80/v1', 'http://127.0.0.1/v1', '127.0.0.1', false],
    ['http://[0:0::1]:1234', 'http://[::1]:1234', '[::1]:1234', false],
    ['http://llm.localhost/v1', 'http://llm.localhost/v1', 'llm.localhost', false],
  ])('%s', (text, baseURL, host, official) => {
    expect(accepted(text)).toEqual({ baseURL, host, official, source: shell });
  });

  test.each(['', '   ', '\t\n'])('blank text (%j) is the default, as in the SDK', (text) => {
    expect(accepted(text)).toBe(defaultEndpoint);
  });
});

describe('look-alikes are not official', () => {
  test.each([
    'https://api.openai.com.evil.example/v1',
    'https://api.openai.com./v1',
    'https://evilapi.openai.com/v1',
    'https://a.b.api.openai.com/v1',
    'https://.api.openai.com/v1',
    'https://xn--80ak6aa92e.api.openai.com/v1',
    'https://\u0430pi.openai.com/v1',
    'https://api.openai.co/v1',
    'https://api-openai.com/v1',
    'https://openai.com/v1',
    'https://api.openai.com:8443/v1',
    'http://api.openai.com.localhost/v1',
  ])('%s', (text) => {
    const parsed = parseEndpoint(text, shell);
    expect(parsed.ok && parsed.endpoint.official).toBe(false);
  });

  test('whatever is put around the name', () => {
    const piece = fc.stringMatching(/^[a-z0-9.-]{1,12}$/);
    fc.assert(
      fc.property(piece, (text) => {
        const parsed = parseEndpoint(`https://api.openai.com${text}/v1`, shell);
        expect(parsed.ok && parsed.endpoint.official).toBe(false);
      }),
      { numRuns: process.env['CI'] ? 3000 : 300 },
    );
  });
});

test.each([
  ['https://relay.example/v1?key=abc', 'https://relay.example/v1?…'],
  ['https://relay.example/v1#abc', 'https://relay.example/v1#…'],
  ['https://me:pa?ss@relay.example/v1?a=b@c', 'https://…@c'],
  ['https://me:pa#ss@relay.example/v1', 'https://…@relay.example/v1'],
  ['https://relay.example/v1', 'https://relay.example/v1'],
])('%s is shown without what may be a secret', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});

describe('what is refused, with what would be right', () => {
  test.each<[string, string, string | undefined]>([
    ['api.openai.com/v1', 'no_scheme', 'https://api.openai.com/v1'],
    ['localhost:11434/v1', 'no_scheme', 'http://localhost:11434/v1'],
    ['relay.example', 'no_scheme', 'https://relay.example'],
    ['"https://api.openai.com/v1"', 'quotes', 'https://api.openai.com/v1'],
    ["'relay.example/v1'", 'quotes', 'https://relay.example/v1'],
    ['htps://relay.example/v1', 'scheme', 'https://relay.example/v1'],
    ['https:///relay.example/v1', 'scheme', 'https://relay.example/v1'],
    ['https://', 'scheme', undefined],
    ['ftp://relay.example/v1', 'scheme', 'https://relay.example/v1'],
    ['https://relay.example/v1?api-version=1', 'query', 'https://relay.example/v1'],
    ['https://relay.example/v1#', 'query', 'https://relay.example/v1'],
    ['https://relay .example/v1', 'characters', undefined],
    ['https://relay.example/\nv1', 'characters', undefined],
    ['https:\\\\relay.example', 'characters', undefined],
    ['https://relay\u200b.example/v1', 'characters', undefined],
    ['https://relay.example:6000/v1', 'port', undefined],
    ['https://relay.example:99999/v1', 'host', undefined],
    ['https://[::1/v1', 'host', undefined],
    ['null', 'placeholder', 'https://api.openai.com/v1'],
    ['undefined', 'placeholder', 'https://api.openai.com/v1'],
  ])('%j: %s', (text, problem, suggestion) => {
    const { cause, facts } = refusal(text);
    expect(cause).toBe('base_url_invalid');
    expect(facts).toMatchObject({ reason: problem, suggestion });
  });

  test.each([
    ['https://user:secret@relay.example/v1', 'https://relay.example/v1'],
    ['https://api.openai.com@evil.example/v1', 'https://evil.example/v1'],
    ['https://api.openai.com:443@evil.example', 'https://evil.example'],
    ['https://user:se@cret@relay.example/v1', 'https://relay.example/v1'],
  ])('credentials: %s', (text, suggestion) => {
    const { cause, facts } = refusal(text);
    expect(cause).toBe('base_url_invalid');
    expect(facts).toMatchObject({ reason: 'credentials', suggestion });
    expect(JSON.stringify(facts)).not.toMatch(/secret|cret|user/);
  });

  test('an @ in the path is no way to hide a host', () => {
    expect(refusal('https://evil.example/@api.openai.com/v1').facts).toMatchObject({ reason: 'credentials' });
  });

  test('a key in the place of an address is not repeated', () => {
    const { facts } = refusal(`sk-${'proj'}-${'x'.repeat(60)}`);
    expect(facts).toEqual({ reason: 'key' });
  });

  test.each([
    ['https://api.openai.com', 'https://api.openai.com/v1'],
    ['https://api.openai.com/', 'https://api.openai.com/v1'],
    ['https://eu.api.openai.com/v1/v1', 'https://eu.api.openai.com/v1'],
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/models/', 'https://api.openai.com/v1'],
    ['https://relay.example/api/v1/chat/completions', 'https://relay.example/api/v1'],
    ['http://localhost:1234/v1/responses', 'http://localhost:1234/v1'],
  ])('wrong path: %s', (text, suggestion) => {
    expect(refusal(text)).toMatchObject({ cause: 'base_url_wrong_path', facts: { suggestion } });
  });

  test.each([
    ['http://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['http://api.openai.com', 'https://api.openai.com/v1'],
    ['http://relay.example/v1', 'https://relay.example/v1'],
    ['http://192.168.1.5:8080/v1', 'https://192.168.1.5:8080/v1'],
    ['http://0.0.0.0:11434/v1', 'http://127.0.0.1:11434/v1'],
    ['http://localhost.evil.example/v1', 'https://localhost.evil.example/v1'],
    ['http://127.0.0.1.evil.example/v1', 'https://127.0.0.1.evil.example/v1'],
    ['http://[::ffff:127.0.0.1]/v1', 'https://[::ffff:7f00:1]/v1'],
  ])('plain http: %s', (text, suggestion) => {
    expect(refusal(text)).toMatchObject({ cause: 'base_url_insecure', facts: { suggestion } });
  });
});

describe('any text at all', () => {
  test('never throws, and what is accepted is accepted again, unchanged', () => {
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc
        .constantFrom('"', "'", '@', '//', 'https://', 'sk-')
        .chain((start) => fc.string().map((rest) => start + rest)),
    );
    fc.assert(
      fc.property(text, (address) => {
        const parsed = parseEndpoint(address, shell);
        if (!parsed.ok) return;
        const { baseURL, source } = parsed.endpoint;
        expect(parseEndpoint(baseURL, source)).toEqual(parsed);
        expect(baseURL).not.toMatch(/[@?#\s]|\/$/);
      }),
      { numRuns: process.env['CI'] ? 5000 : 300 },
    );
  });

  test.each(['"', '/', 'a', '@', 'https://', 'h:', '.'])('a long run of %j is no address', (piece) => {
    for (const text of [piece.repeat(1_000_000), piece.repeat(1900)]) expect(refusal(text).ok).toBe(false);
    expect(growth((size) => parseEndpoint(piece.repeat(size), shell))).toBeLessThan(2.2);
    expect(growth((size) => parseEndpoint(`https://${piece.repeat(size)}`, shell), 400)).toBeLessThan(2.2);
  });
});

describe('who may be sent a key', () => {
  const file = (path: string): EndpointSource => ({ type: 'file', absolute: path, line: 2 });
  const keyFrom = (path: string): KeyOrigin => ({ type: 'file', absolute: path, line: 1 });
  const stranger = 'https://relay.example/v1';

  test.each<[string, string, EndpointSource, KeyOrigin, boolean]>([
    ['the option', stranger, { type: 'option' }, { type: 'prompt' }, true],
    ['a shell variable', stranger, shell, keyFrom('/p/.env'), true],
    ['the file of the key', stranger, file('/p/.env'), keyFrom('/p/.env'), true],
    ['another file', stranger, file('/p/.env'), keyFrom('/p/.env.local'), false],
    [
      'a file, key from the shell',
      stranger,
      file('/p/.env'),
      { type: 'environment', name: 'OPENAI_API_KEY' },
      false,
    ],
    ['a file, key from stdin', stranger, file('/p/.env'), { type: 'stdin' }, false],
    ['a file, key typed in', stranger, file('/p/.env'), { type: 'prompt' }, false],
    ['a file that names OpenAI', 'https://eu.api.openai.com/v1', file('/p/.env'), { type: 'prompt' }, true],
    ['a file that names this machine', 'http://localhost:8080/v1', file('/p/.env'), { type: 'prompt' }, true],
    [
      'a file with a look-alike',
      'https://api.openai.com.evil.example/v1',
      file('/a'),
      { type: 'prompt' },
      false,
    ],
    ['a file with a trailing dot', 'https://api.openai.com./v1', file('/a'), { type: 'prompt' }, false],
    ['a file with 127 in a name', 'https://127.0.0.1.evil.example/v1', file('/a'), { type: 'stdin' }, false],
  ])('named by %s', (_, address, source, key, trusted) => {
    expect(isTrusted(accepted(address, source), key)).toBe(trusted);
  });

  test('the default', () => {
    expect(isTrusted(defaultEndpoint, { type: 'prompt' })).toBe(true);
  });
});
