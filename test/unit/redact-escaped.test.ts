import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/domain/secrets/redact.ts';
import { keyBuilders, otherKeys, randomText } from '../support/keys.ts';
import { findLeaks } from '../support/leaks.ts';

/** Keys whose characters a server writes by their codes, all of them or some, once or one way within another. */

const code = (one: string, base: number, length = 0): string =>
  (one.codePointAt(0) ?? 0).toString(base).padStart(length, '0');
const ways: Readonly<Record<string, (one: string) => string>> = {
  'entities of HTML': (one) => `&#${code(one, 10)};`,
  'entities with zeros': (one) => `&#${code(one, 10, 6)};`,
  'entities in hex': (one) => `&#x${code(one, 16)};`,
  'entities in capitals': (one) => `&#X${code(one, 16, 4).toUpperCase()};`,
  percents: (one) => `%${code(one, 16).toUpperCase()}`,
  'percents in small letters': (one) => `%${code(one, 16)}`,
  'percents twice': (one) => `%25${code(one, 16)}`,
  'old percents': (one) => `%u${code(one, 16, 4)}`,
  'escapes of JSON': (one) => `\\u${code(one, 16, 4)}`,
  'escapes of JSON in JSON': (one) => `\\\\u${code(one, 16, 4)}`,
  'escapes with braces': (one) => `\\u{${code(one, 16)}}`,
  'escapes of Python': (one) => `\\x${code(one, 16)}`,
  'long escapes of Python': (one) => `\\U${code(one, 16, 8)}`,
  'octal escapes': (one) => `\\${code(one, 8, 3)}`,
  'quoted-printable': (one) => `=${code(one, 16).toUpperCase()}`,
  'entities in entities': (one) => `&amp;#${code(one, 10)};`,
  'entities in entities in JSON': (one) => `\\u0026amp;#x${code(one, 16)};`,
  'percents in entities': (one) => `&#37;${code(one, 16)}`,
};
const lists: Readonly<Record<string, (key: string) => string>> = {
  'a list of numbers': (key) => JSON.stringify([...Buffer.from(key)]),
  'a Buffer in JSON': (key) => JSON.stringify(Buffer.from(key)),
  'a list in hex': (key) => [...key].map((one) => `0x${code(one, 16)}`).join(', '),
  'a list over lines': (key) => [...key].map((one) => code(one, 10)).join('\n'),
  'a list in octal': (key) => [...key].map((one) => `0${code(one, 8)}`).join(', '),
};

const redactorOf = (...secrets: readonly string[]) => {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor;
};
const secrets: readonly (readonly [string, string])[] = [
  ...Object.entries(keyBuilders).map(([name, build]) => [name, build(31)] as const),
  ['without a digit', 'correct-horse_battery-staple'],
  ['of eleven characters', `${randomText(10, 32)}7`],
  ['of eight', `${randomText(7, 33)}7`],
];

/** Everything that a reader of the text could make of it, decoded until nothing is left to be decoded. */
function decoded(text: string): string {
  const next = text
    .replace(/&#[xX]([0-9a-fA-F]+);/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits) => String.fromCodePoint(Number(digits)))
    .replace(/&amp;/g, '&')
    .replace(/\\U0000([0-9a-f]{4})|[%\\]u([0-9a-f]{4})/gi, (_, long, short) =>
      String.fromCodePoint(Number.parseInt(long ?? short, 16)),
    )
    .replace(/\\u\{([0-9a-f]+)\}/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\\([01][0-7]{2})/g, (_, octal) => String.fromCodePoint(Number.parseInt(octal, 8)))
    .replace(/(?:\\x|%|=)([0-9a-f]{2})/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll('\\\\', '\\');
  return next === text ? text : decoded(next);
}
const lettersLeft = (text: string, key: string): number =>
  [...text].filter((one) => /[A-Za-z0-9]/.test(one) && key.includes(one)).length;

describe.each(secrets)('a secret %s', (_, secret) => {
  test.each(Object.entries(ways))('in %s, whole', (_way, write) => {
    const shown = redactorOf(secret).redact(`<b>${[...secret].map(write).join('')}</b>`);
    expect(shown).toMatch(/^<b>(?:[%=]?…)+<\/b>$/);
  });

  test.each(Object.entries(lists))('as %s', (_way, write) => {
    const shown = redactorOf(secret).redact(`{ ${write(secret)} }`);
    // Of the prefix, as much as is left of it elsewhere.
    expect((shown.match(/\d+/g) ?? []).length).toBeLessThan(4);
  });
});

test.each(Object.entries(ways))('in part, wherever the parts are: %s', (_, write) => {
  const key = keyBuilders.project(34);
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: key.length, maxLength: key.length }), (escaped) => {
      const text = [...key].map((one, at) => (escaped[at] ? write(one) : one)).join('');
      const shown = decoded(redactorOf(key).redact(`say ${text} now`));
      expect(shown.replace(/[%=…]/g, '')).toMatch(/^say .{0,15} now$/);
      expect(shown).not.toContain(key.slice(8, 14));
    }),
    { numRuns: 40 },
  );
});

test('only what has another meaning there: the dash, the underscore, the ampersand', () => {
  const key = `${keyBuilders.project(35)}-_a`;
  for (const [dash, low] of [
    ['&#45;', '&#95;'],
    ['&hyphen;', '&lowbar;'],
    ['%2D', '%5F'],
    ['&amp;#x2d;', '&amp;#x5f;'],
    ['\\-', '\\_'],
  ] as const) {
    const shown = redactorOf(key).redact(`<${key.replaceAll('-', dash).replaceAll('_', low)}>`);
    expect(shown.replace(/sk|proj/g, '').replace(/&\w+;|[^A-Za-z0-9]/g, '').length).toBeLessThan(10);
  }
});

test('other clothes below the escapes: base64, hex, capitals, backwards, spelled', () => {
  const key = keyBuilders.project(36);
  const forms = [
    Buffer.from(key).toString('base64'),
    Buffer.from(key).toString('hex'),
    key.toUpperCase(),
    [...key].reverse().join(''),
    [...key].join(' '),
  ];
  for (const form of forms)
    for (const write of Object.values(ways)) {
      const shown = decoded(redactorOf(key).redact([...form].map(write).join('')));
      expect(lettersLeft(shown, key)).toBeLessThan(14);
    }
});

test('a key that nobody named is masked there too', () => {
  for (const key of [keyBuilders.project(37), keyBuilders.user(38), otherKeys.openrouter(39)])
    for (const [name, write] of Object.entries(ways)) {
      const shown = redactorOf().redact(`<${[...key].map(write).join('')}>`);
      expect(shown, name).toMatch(/^<(?:[%=]?…)+>$/);
    }
});

test('what is escaped beside it stays as it is, and JSON stays JSON', () => {
  const key = keyBuilders.project(40);
  const text = JSON.stringify({
    url: 'https://a.example/b%20c%3Dd?e=41&f=&#233;',
    path: 'C:\\new\\user\\x41\\tab',
    key: [...key].map((one) => `\\u${code(one, 16, 4)}`).join(''),
    page: `<p title="&quot;&amp;&#x73;">${[...key].map((one) => `&#${code(one, 10)};`).join('')}</p>\n`,
    rows: [115, 107, 45, 112, 114, 111, 106, 45, 200, 404, 1024],
  });
  const shown = redactorOf(key).redact(text);
  expect(JSON.parse(shown)).toEqual({
    url: 'https://a.example/b%20c%3Dd?e=41&f=&#233;',
    path: 'C:\\new\\user\\x41\\tab',
    key: '…',
    page: '<p title="&quot;&amp;&#x73;">…</p>\n',
    rows: [115, 107, 45, 112, 114, 111, 106, 45, 200, 404, 1024],
  });
});

test.each(['entities of HTML', 'entities in hex', 'percents', 'escapes of JSON', 'entities in entities'])(
  'the search of the tests sees %s as well',
  (name) => {
    const key = keyBuilders.project(41);
    const write = ways[name] as (one: string) => string;
    expect(findLeaks([...key].map(write).join(''), [key])).not.toEqual([]);
    expect(findLeaks([...key].map((one, at) => (at % 2 ? one : write(one))).join(''), [key])).not.toEqual([]);
  },
);
