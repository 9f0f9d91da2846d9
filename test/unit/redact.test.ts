import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskKey } from '../../src/domain/secrets/mask.ts';
import { createRedactor } from '../../src/domain/secrets/redact.ts';
import { matchesRedacted } from '../../src/domain/secrets/redacted.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { keyBuilders, notKeys, otherKeys, randomText } from '../support/keys.ts';
import { findLeaks } from '../support/leaks.ts';

const numRuns = process.env['CI'] ? 1000 : 100;

const base64 = (text: string) => Buffer.from(text).toString('base64');
const knowing = (...secrets: string[]) => {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  return (text: string) => redactor.redact(text);
};

/** Of every kind, and one that nothing but being told can recognise. */
const secrets = [
  ...Object.values(keyBuilders).map((build) => build(31)),
  ...Object.values(otherKeys).map((build) => build(32)),
  randomText(40, 33).toLowerCase().replace(/\d/g, 'q'),
  'correct-horse-battery-staple',
];

const disguises: readonly (readonly [string, (secret: string) => string])[] = [
  ['plain', (s) => s],
  ['header', (s) => `Authorization: Bearer ${s}`],
  ['header in JSON', (s) => JSON.stringify({ headers: { authorization: `Bearer ${s}` } })],
  ['JSON in JSON', (s) => JSON.stringify(JSON.stringify({ authorization: `Bearer ${s}` }))],
  ['fetch error', (s) => `Headers.append: "Bearer ${s}" is an invalid header value.`],
  ['URL', (s) => `https://api.example/v1?api_key=${encodeURIComponent(s)}&x=1`],
  ['user in URL', (s) => `https://user:${s}@api.example/`],
  ['URL-encoded header', (s) => encodeURIComponent(`Bearer ${s}`)],
  ['base64', base64],
  ['base64 of a header', (s) => base64(`Bearer ${s}`)],
  ['base64 of basic credentials', (s) => `Basic ${base64(`:${s}`)}`],
  ['base64 with something before', (s) => base64(`ab:${s}`)],
  ['base64url', (s) => Buffer.from(s).toString('base64url')],
  ['hex', (s) => Buffer.from(s).toString('hex')],
  ['upper hex', (s) => Buffer.from(s).toString('hex').toUpperCase()],
  ['half of it', (s) => `got ${s.slice(0, Math.ceil(s.length / 2))}...`],
  ['the end of it', (s) => `got ...${s.slice(-16)}`],
  ['stuck between letters', (s) => `KEY${s}END`],
  ['twice', (s) => `${s}${s}`],
  ['after an escape', (s) => `line\\n${s}\\n`],
];

describe('known secrets', () => {
  test.each(disguises)('%s', (_, disguise) => {
    for (const secret of secrets) {
      const text = `before ${disguise(secret)} after`;
      expect(findLeaks(text, [secret]), 'the leak finder sees it').not.toEqual([]);
      const redacted = knowing(secret)(text);
      expect(findLeaks(redacted, [secret])).toEqual([]);
      expect(redacted.startsWith('before ')).toBe(true);
      expect(redacted.endsWith(' after')).toBe(true);
    }
  });

  test('a plain key is shown in the usual masked form', () => {
    const key = keyBuilders.project();
    expect(knowing(key)(`key ${key}, again ${key}`)).toBe(`key ${maskKey(key)}, again ${maskKey(key)}`);
  });

  test('a key with damage is masked with it and without it', () => {
    const key = keyBuilders.project(5);
    const wrapped = `${key.slice(0, 70)}\n${key.slice(70)}`;
    for (const damaged of [
      wrapped,
      `"${key}"`,
      ` ${key}\n`,
      `{"OPENAI_API_KEY": "${key}"}`,
      `\u201c${key}\u201d`,
    ]) {
      const redact = knowing(damaged);
      for (const text of [
        key,
        damaged,
        JSON.stringify(damaged),
        encodeURIComponent(damaged),
        base64(key),
        key.slice(20, 60),
      ]) {
        expect(findLeaks(redact(`got ${text}.`), [key])).toEqual([]);
      }
    }
  });

  test('a pasted file does not make ordinary words secret', () => {
    const key = keyBuilders.project(6);
    const redact = knowing(
      `curl https://api.openai.com/v1/chat/completions -H "Authorization: Bearer ${key}"`,
    );
    const prose = 'POST https://api.openai.com/v1/chat/completions Authorization missing';
    expect(redact(prose)).toBe(prose);
  });

  test('short values: 8 characters and more are masked, words are left alone', () => {
    expect(knowing('hunter2!!')('password hunter2!! wrong')).toBe('password (9) wrong');
    expect(knowing('ollama', '', ' ')('start ollama on port 11434')).toBe('start ollama on port 11434');
  });

  test('several secrets that share a beginning', () => {
    const key = keyBuilders.project(7);
    const longer = `${key}extra12345`;
    for (const order of [
      [key, longer],
      [longer, key],
    ]) {
      const redacted = knowing(...order)(`${longer} ${key}`);
      expect(findLeaks(redacted, order)).toEqual([]);
      expect(redacted).not.toContain('extra123');
    }
  });

  test.each<[string, (secret: string) => string]>([
    ['wrapped lines', (s) => s.replace(/(.{9})/g, '$1\n        ')],
    ['blanks', (s) => [...s].join(' ')],
    ['hard blanks', (s) => [...s].join('\u00a0')],
    ['invisible characters', (s) => [...s].join('\u200b')],
    ['soft hyphens read as Latin-1', (s) => [...s].join('\u00c2\u00ad')],
    ['accents', (s) => [...s].join('\u0301')],
    ['dots', (s) => [...s].join('.')],
    ['pieces too short to tell', (s) => (s.match(/.{1,11}/g) ?? []).join(' - ')],
    ['pieces in colour', (s) => (s.match(/.{1,7}/g) ?? []).join('\u001b[39m\n\u001b[31m')],
    ['members of a JSON document', (s) => JSON.stringify(s.match(/.{1,8}/g) ?? [])],
    ['lines of a JSON text', (s) => JSON.stringify((s.match(/.{1,8}/g) ?? []).join('\n'))],
    ['percent signs', (s) => Buffer.from(s).toString('hex').replace(/(..)/g, '%$1')],
    ['wrapped base64', (s) => (base64(s).match(/.{1,10}/g) ?? []).join('\r\n')],
  ])('its characters apart: %s', (_, disguise) => {
    for (const build of Object.values(keyBuilders)) {
      const secret = build(41);
      const forms = [secret, Buffer.from(secret).toString('hex'), base64(secret).slice(0, -4)];
      const redacted = knowing(secret)(`before ${disguise(secret)} after`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are no part of the text
      const letters = redacted.replace(/\u001b\[\d+m|\\n/g, '').replace(/[^A-Za-z0-9]/g, '');
      for (const form of forms) {
        const own = form.replace(/[^A-Za-z0-9]/g, '');
        const pieces = Array.from({ length: own.length - 11 }, (_unused, at) => own.slice(at, at + 12));
        expect(pieces.filter((piece) => letters.includes(piece))).toEqual([]);
      }
      expect(redacted).toMatch(/^before .* after$/s);
    }
  });

  test('JSON stays JSON, whatever letter follows a backslash', () => {
    const key = keyBuilders.project(8);
    for (const letter of ['n', 't', 'r', 'b', 'f', 'u']) {
      const secret = `${key.slice(0, 60)}${letter}${key.slice(60)}`;
      const redact = knowing(secret);
      for (const between of ['\n', '\t', '\\', '"', '\u0001', '\\n']) {
        const texts = [
          `x${between}${secret.slice(61)}`,
          `${secret.slice(0, 30)}${between}${secret.slice(30)}`,
        ];
        for (const value of [{ texts }, { [texts[0] ?? '']: { [texts[1] ?? '']: 1 } }])
          expect(() => JSON.parse(redact(JSON.stringify(value)))).not.toThrow();
      }
    }
  });

  test('a long text of escapes comes to an end', () => {
    const redact = knowing(keyBuilders.project(9));
    const text = 'abc \u001b[1234567890\\ def'.repeat(50_000);
    redact(text);
  });

  test('property: wherever and however it is cut, no piece of 12 survives', () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.nat(170),
        fc.nat(170),
        fc.string(),
        fc.string(),
        (seed, from, to, left, right) => {
          const key = keyBuilders.project(seed);
          const text = left + key.slice(Math.min(from, to), Math.max(from, to)) + right;
          expect(findLeaks(knowing(key)(text), [key])).toEqual([]);
        },
      ),
      { numRuns },
    );
  });

  test('property: redacting again changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.constantFrom(...disguises), fc.string(), (seed, [, disguise], noise) => {
        const key = keyBuilders.serviceAccount(seed);
        const redact = knowing(key);
        const once = redact(noise + disguise(key) + noise);
        expect(redact(once)).toBe(once);
      }),
      { numRuns },
    );
  });
});

describe('unknown credentials', () => {
  const redact = knowing();

  test.each([
    'plain',
    'header',
    'header in JSON',
    'JSON in JSON',
    'fetch error',
    'URL',
    'user in URL',
    'URL-encoded header',
    'after an escape',
  ])('keys of every kind: %s', (name) => {
    const disguise = disguises.find(([known]) => known === name)?.[1] ?? String;
    for (const build of [...Object.values(keyBuilders), ...Object.values(otherKeys)]) {
      const key = build(41);
      // A checksum has the same form as a classic Azure key.
      if (/^[0-9a-f]{32}$/.test(key) && ['plain', 'after an escape', 'fetch error'].includes(name)) continue;
      expect(redact(`x ${disguise(key)} y`)).not.toContain(key.slice(12, 30));
    }
  });

  test('a key stuck to other letters', () => {
    const key = keyBuilders.project(42);
    expect(findLeaks(redact(`abc${key} and x_${key}`), [key])).toEqual([]);
  });

  test.each([
    ['Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['Proxy-Authorization: Basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA'],
    ['authorization: token abcdef123456', 'abcdef123456'],
    ['x-api-key: abcdef123456', 'abcdef123456'],
    ['http://user:hunter2@proxy.example:8080', 'hunter2'],
    ['http://user:p@ss@proxy.example:8080', 'ss@'],
    ['{"url":"http:\\/\\/user:hunter2@proxy.example"}', 'hunter2'],
    ['connect to //user:hunter2@host', 'hunter2'],
    ['https://ghp0123456789abcdefABCDEF@github.com/x', 'abcdefABCDEF'],
    ['https://x.example/?access_token=abc123def456&y=1', 'abc123def456'],
    [`jwt ${notKeys.jwt()}`, notKeys.jwt().slice(10, 30)],
  ])('%s', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  test('the name of the host stays', () => {
    expect(redact('via http://user:pw@proxy.example:8080/x')).toBe('via http://\u2026@proxy.example:8080/x');
  });
});

describe('what stays', () => {
  const redact = knowing(keyBuilders.project(51));
  test.each([
    'Incorrect API key provided: sk-proj-********************************************Ab3d. You can find your API key at https://platform.openai.com/account/api-keys.',
    'Incorrect API key provided: sk-abcd1****************************wxyz.',
    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field",
    'Missing bearer authentication in header',
    'Use Basic authentication or Bearer tokens.',
    'sk-proj-\u2026Ab3d sk-...Ab3d (12)',
    'Authorization: Bearer sk-proj-\u2026Ab3d',
    notKeys.request(),
    `request id ${notKeys.request()} of ${notKeys.organization()} in ${notKeys.project()}`,
    'chatcmpl-BxYz1234567890abcdefghijkl gpt-4o-mini-2024-07-18 text-embedding-3-small',
    'https://api.openai.com/v1/chat/completions?limit=20&after=abc',
    'mail someone@example.com or see //comment a@b',
    'ssh://git@github.com/openai/openai-node.git',
    'task-force-2024-planning-meeting risk-assessment-document-2024',
    'OPENAI_API_KEY=your-api-key-here',
    'sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '\u4f60\u597d\uff0c\u4e16\u754c',
    '',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('size', () => {
  test.each([
    'a',
    'sk-',
    '//',
    '//a:',
    'Bearer ',
    'eyJ',
    'eyJaaaaaaaaa.',
    '\\n',
    '%20',
    'authorization: ',
    '?key=',
    keyBuilders.project(61),
    ' ',
  ])('a megabyte of piece %# comes to an end', (piece) => {
    const redact = knowing(...secrets, keyBuilders.project(61));
    const text = piece.repeat(1_048_576 / piece.length);
    redact(text);
  });
});

describe('Secret', () => {
  test('nothing but reveal() gives the text', () => {
    const key = keyBuilders.project(71);
    const secret = new Secret(key);
    const shown = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret, { showHidden: true, depth: 5 }),
      inspect({ nested: [secret] }),
      JSON.stringify(Object.entries(secret)),
      inspect(new Error('x', { cause: secret })),
    ];
    for (const text of shown) expect(findLeaks(text, [key])).toEqual([]);
    expect(secret.masked).toBe(`sk-proj-\u2026${key.slice(-4)}`);
    expect(secret.reveal()).toBe(key);
    expect(secret.length).toBe(164);
    expect(secret.equals(new Secret(key))).toBe(true);
    expect(secret.equals(new Secret(`${key}x`))).toBe(false);
  });
});

describe('what is masked, and what stays around it', () => {
  const { redact } = createRedactor();
  test.each([
    ['Authorization: Basic dXNlcjpwYXNzd29yZA==', /^Authorization: Basic \S*…\S*$/],
    ['https://relay.example/v1?key=aBcdefghijklmnop&n=1', /v1\?key=(?!aBc)[^&]+&n=1$/],
    ['https://relay.example/v1?key=Abcdefghijklmnop&n=1', /key=Abcdefghijklmnop&/],
  ])('%s', (text, masked) => expect(redact(text)).toMatch(masked));
});

test.each([...' !"#$%&\'()*,/:;<>?@[]^`{|}~'])('a known key is found with %j between its parts', (sign) => {
  const key = keyBuilders.project(77);
  const { add, redact } = createRedactor();
  add(key);
  const parts = key.match(/.{1,9}/g) ?? [];
  const letters = redact(parts.join(sign)).replace(/[^A-Za-z0-9]/g, '');
  expect(letters.length).toBeLessThan(24);
});

test.each([
  ['wxyz', true],
  ['xyz', true],
  ['yz', false],
])('a short form that ends in %s tells a key: %s', (tail, tells) => {
  expect(matchesRedacted(new Secret('sk-proj-abcdefghijklmnopqrstuvwxyz'), `sk-proj-…${tail}`)).toBe(tells);
});
