import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskKey, shownPrefix } from '../../src/domain/secrets/mask.ts';
import { createRedactor } from '../../src/domain/secrets/redact.ts';
import { Pieces, Scattered } from '../../src/domain/secrets/scattered.ts';
import { keyBuilders, randomText } from '../support/keys.ts';

/** Every piece of 12 characters, of a key and of each of its other forms, alone in a text. */

const pieceLength = 12;
const knowing = (...secrets: readonly string[]) => {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  return (text: string) => redactor.redact(text);
};
const piecesOf = (text: string, length = pieceLength): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));

/** The pieces that a redactor lets through, each alone between brackets. */
const leaking = (redact: (text: string) => string, pieces: readonly string[]): readonly string[] =>
  pieces.filter((piece) => redact(`got <${piece}>.`).includes(piece));

/** Digits make a key known when its letters stand apart as well; without one only its pieces are known. */
const secrets: readonly (readonly [name: string, secret: string])[] = [
  ...Object.entries(keyBuilders).map(([name, build]) => [name, build(61)] as const),
  ['without a digit', randomText(40, 62).replace(/\d/g, 'q')],
  ['words', 'correct-horse-battery-staple'],
  ['of 12 characters', randomText(12, 63).replace(/\d/g, 'q')],
  // What base64 writes with `+` and `/`, and what URLs and JSON write otherwise.
  ['with other characters', '~~~???>>>"quoted"\\back&more'],
];

/** Base64 digits that hold nothing but the secret, with this many bytes before it. */
function ownDigits(secret: string, shift: number): string {
  const digits = Buffer.from('x'.repeat(shift) + secret).toString('base64');
  const bits = (shift + Buffer.byteLength(secret)) * 8;
  return digits.slice(Math.ceil((shift * 8) / 6), Math.floor(bits / 6));
}
const forUrls = (digits: string): string => digits.replaceAll('+', '-').replaceAll('/', '_');
const hex = (secret: string): string => Buffer.from(secret).toString('hex');
const percent = (secret: string): string =>
  encodeURIComponent(secret).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

describe.each(secrets)('a secret %s', (_, secret) => {
  const redact = knowing(secret);
  const prefix = shownPrefix(secret).length;

  test('every piece beyond its prefix, and every one that holds three characters more than the prefix', () => {
    expect(leaking(redact, piecesOf(secret.slice(Math.max(0, prefix - pieceLength + 3))))).toEqual([]);
  });

  test('eleven characters of it are too little to be told from ordinary text', () => {
    if (secret.length === pieceLength) return;
    const piece = secret.slice(-11);
    expect(redact(`got "${piece}".`)).toBe(`got "${piece}".`);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])('its base64 after %i bytes', (shift) => {
    const digits = ownDigits(secret, shift);
    expect(leaking(redact, piecesOf(digits))).toEqual([]);
    expect(leaking(redact, piecesOf(forUrls(digits)))).toEqual([]);
    const text = Buffer.from(`${'y'.repeat(shift)}${secret}tail`).toString('base64');
    expect(redact(text)).not.toContain(digits.slice(0, 8));
    expect(redact(text)).not.toContain(digits.slice(-8));
  });

  test('its hex, small and large', () => {
    expect(leaking(redact, piecesOf(hex(secret)))).toEqual([]);
    expect(leaking(redact, piecesOf(hex(secret).toUpperCase()))).toEqual([]);
  });

  test('its form in a URL and in JSON', () => {
    // A piece may begin within an escape, whose letters then stand for themselves.
    for (const form of [percent(secret), JSON.stringify(secret).slice(1, -1)]) {
      const shown = redact(`got "${form}".`);
      expect(piecesOf(form).filter((piece) => shown.includes(piece))).toEqual([]);
    }
  });

  test('what stands around it stays', () => {
    expect(redact(`before ${secret} between ${secret} after`)).toMatch(/^before \S+ between \S+ after$/);
    const piece = secret.slice(-pieceLength);
    const shown = piece === secret ? '(12)' : '…';
    expect(redact(`before ${piece} between ${piece} after`)).toBe(`before ${shown} between ${shown} after`);
  });
});

describe('which values are secret', () => {
  test.each([
    ['seven characters are a word', 'abcdefg', 'a abcdefg b', 'a abcdefg b'],
    ['eight are masked whole', 'abcdefgh', 'a abcdefgh b', 'a (8) b'],
    ['every time', 'abcdefgh', 'abcdefgh abcdefgh', '(8) (8)'],
    ['eleven are masked whole', 'abcdefghijk', 'a abcdefghijk b', 'a (11) b'],
    ['and not in pieces', 'abcdefghijk', 'a bcdefghijk b', 'a bcdefghijk b'],
    ['twelve have one piece', 'abcdefghijkl', 'a abcdefghijkl b', 'a (12) b'],
    ['thirteen have two', 'abcdefghijklm', 'a bcdefghijklm b', 'a … b'],
    ['blanks at the ends do not count', ' \tabcdefgh\n', 'a abcdefgh b', 'a (8) b'],
    ['blanks do not make it longer', ' abcdefg ', 'a abcdefg b', 'a abcdefg b'],
  ])('%s', (_, secret, text, shown) => expect(knowing(secret)(text)).toBe(shown));

  test('two pieces that overlap or touch are one ellipsis, two that do not are two', () => {
    const secret = randomText(30, 64).replace(/\d/g, 'q');
    const redact = knowing(secret);
    expect(redact(`<${secret.slice(1)}>`)).toBe('<…>');
    expect(redact(`<${secret.slice(0, 12)}${secret.slice(10, 24)}>`)).toBe('<…>');
    expect(redact(`<${secret.slice(0, 12)}.${secret.slice(10, 24)}>`)).toBe('<….…>');
  });

  test('the same secret twice, and two that share a piece', () => {
    const shared = randomText(20, 65).replace(/\d/g, 'q');
    const redact = knowing(`left-${shared}`, `left-${shared}`, `${shared}-right`);
    expect(redact(`<${shared}>`)).toBe('<…>');
    expect(leaking(redact, piecesOf(`left-${shared}`))).toEqual([]);
    expect(leaking(redact, piecesOf(`${shared}-right`))).toEqual([]);
  });

  test('words of a pasted text that could be keys, and none that could not', () => {
    const redact = knowing('export  TOKEN=abcdefghijkl1 and nothingtohide plus 1234567890123');
    expect(redact('abcdefghijkl1 nothingtohide 1234567890123')).toBe('(13) nothingtohide 1234567890123');
  });

  test('a key that is broken by line ends is known without them', () => {
    const secret = randomText(60, 66).replace(/\d/g, 'q');
    const redact = knowing(`${secret.slice(0, 30)}\r\n  ${secret.slice(30)}`);
    expect(leaking(redact, piecesOf(secret))).toEqual([]);
  });

  test('a quoted key is shown in its usual form, with the quotes and without', () => {
    const key = keyBuilders.project(68);
    const redact = knowing(`"${key}"`);
    expect(redact(`got ${key}.`)).toBe(`got ${maskKey(key)}.`);
    expect(redact(`got "${key}".`)).not.toContain(key.slice(8, 14));
  });

  test('letters and digits at the ends of their rows are letters and digits too', () => {
    const secret = 'sk-AZaz09ZAza90AAZZaazz0099';
    const shown = knowing(secret)(`<${[...secret].join(' ')}>`);
    expect(shown.replace(/[^A-Za-z0-9]/g, '').length).toBeLessThan(3);
  });

  test('a colour between the letters of a key is no part of it, and stays', () => {
    const secret = randomText(30, 69);
    const colours = ['\u001b[31m', '\u001b[0m', '\u001b[1;38;5;9m', '\u001b[K', '\u001b[?25h'];
    for (const colour of colours) {
      const shown = knowing(secret)(`<${(secret.match(/.{1,6}/g) ?? []).join(colour)}>`);
      expect(shown.replaceAll(colour, '')).toMatch(/^<…+>$/);
      expect(shown).toContain(colour);
    }
  });

  test('the letter after a backslash is left where the escape needs it', () => {
    const secret = `n${randomText(30, 67).replace(/\d/g, 'q')}`;
    expect(knowing(secret)(`"x\\${secret.slice(0, 20)}"`)).toBe('"x\\n…"');
  });
});

describe('the form in which a key is shown', () => {
  test.each([
    'sk-proj-',
    'sk-svcacct-',
    'sk-service-',
    'sk-admin-',
    'sk-None-',
    'sk-ant-api03-',
    'sk-ant-admin01-',
    'sk-ant-',
    'sk-or-v1-',
    'sk-lf-',
    'pk-lf-',
    'org-',
    'proj_',
    'sess-',
    'ek_',
    'whsec_',
    'gsk_',
    'xai-',
    'pplx-',
    'AIza',
    'hf_',
    'fk-',
    'sk_live_',
    'rk_test_',
    'pk_live_',
    'ghp_',
    'gho_',
    'github_pat_',
    'glpat-',
    'npm_',
    'AKIA',
    'sk-',
  ])('%s says what it is, and is kept', (prefix) => {
    expect(maskKey(`${prefix}Q0q1${'x'.repeat(30)}Ab3d`)).toBe(`${prefix}…Ab3d`);
  });

  test.each([
    ['another beginning', `abc-${'x'.repeat(30)}Ab3d`, '…Ab3d'],
    ['a prefix that is not at the beginning', `my-sk-proj-${'x'.repeat(30)}Ab3d`, '…Ab3d'],
    ['twenty characters', `sk-${'x'.repeat(13)}Ab3d`, 'sk-…Ab3d'],
    ['nineteen', `sk-${'x'.repeat(12)}Ab3d`, '(19)'],
    ['blanks around nineteen', ` sk-${'x'.repeat(12)}Ab3d\n`, '(19)'],
    ['nothing', '', '(0)'],
    ['an ending that is no letter', `sk-${'x'.repeat(30)}A\u202e\u0007d`, 'sk-…A??d'],
  ])('%s', (_, key, shown) => expect(maskKey(key)).toBe(shown));
});

describe('a word with the form of a key that nobody named', () => {
  const redact = knowing();
  test.each([
    'sk-your-api-key-here',
    'sk-xxxxxxxxxxxxxxxxxxxxxxxx',
    'sk-learning-from-long-examples',
    'fk-example-example-example',
    'sess-of-the-morning-and-more',
  ])('%s stays', (word) => expect(redact(`say ${word} now`)).toBe(`say ${word} now`));

  test('the inside of a key without its beginning', () => {
    const word = keyBuilders.user(71).slice(3);
    expect(redact(`say ${word} now`)).toBe(`say ${maskKey(word)} now`);
    expect(redact(`say ABCsk-${word} now`)).toBe(`say ABC${maskKey(`sk-${word}`)} now`);
  });

  test.each(['sk-', 'fk-', 'sess-', 'ek_', 'whsec_'])('%s with a random rest does not', (prefix) => {
    const word = `${prefix}${randomText(40, 70)}`;
    expect(redact(`say ${word} now`)).toBe(`say ${maskKey(word)} now`);
  });
});

describe.each(secrets.filter(([, secret]) => /\d/.test(secret)))(
  'in other clothes, a secret %s',
  (_, secret) => {
    const redact = knowing(secret);
    const told = secret.slice(Math.max(0, shownPrefix(secret).length - pieceLength + 3));
    const backwards = (text: string) => [...text].reverse().join('');
    const mixed = (text: string) =>
      [...text].map((one, at) => (at % 2 ? one.toUpperCase() : one.toLowerCase())).join('');

    test.each([
      ['backwards', backwards(told)],
      ['in capitals', told.toUpperCase()],
      ['in small letters', told.toLowerCase()],
      ['in any case', mixed(told)],
      ['backwards and in capitals', backwards(told.toUpperCase())],
      ['in hex of any case', mixed(hex(secret))],
    ])('%s', (_how, form) => {
      expect(leaking(redact, piecesOf(form))).toEqual([]);
    });
  },
);

describe.each([8, 9, 10, 11])('a key of %i characters', (length) => {
  const secret = `${randomText(length - 1, 70 + length)}7`;
  const redact = knowing(secret);

  test('is masked whole, backwards, in any case, in hex', () => {
    const forms = [
      secret,
      [...secret].reverse().join(''),
      secret.toUpperCase(),
      secret.toLowerCase(),
      hex(secret),
    ];
    for (const form of [...forms, hex(secret).toUpperCase()])
      expect(redact(`got <${form}>.`)).not.toContain(form);
  });

  test.each([0, 1, 2, 3, 4, 5])('in base64 after %i bytes', (shift) => {
    const digits = Buffer.from('x'.repeat(shift) + secret).toString('base64');
    expect(redact(`got <${digits}>.`)).not.toContain(ownDigits(secret, shift));
  });
});

test('a key in full-width letters, as an input method writes them, is masked', () => {
  const key = keyBuilders.project(64);
  const wide = key.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  const shown = knowing(key)(`before ${wide} after`);
  expect(shown).toMatch(/^before .{0,12}….{0,4} after$/);
});

describe('the look that comes before the search', () => {
  const secret = 'aB3dEfGh1JkLmN0pQr5tUvWx';
  const part = fc
    .tuple(fc.nat(secret.length), fc.nat(16))
    .map(([from, length]) => secret.slice(from, from + length));
  const between = fc.constantFrom(
    '',
    ' ',
    '\n',
    '.',
    '\x1b[31m',
    '\x1b[3!',
    '\x1b',
    '\\n',
    '\\',
    '"',
    '7',
    'x',
    'é',
  );
  const text = fc.array(fc.oneof(part, between), { maxLength: 12 }).map((parts) => parts.join(''));
  // Long enough for the hashes.
  const padding = ' '.repeat(100_000);

  test('misses nothing that the search of a long text finds', () => {
    const pieces = new Pieces();
    pieces.addAll(secret);
    fc.assert(
      fc.property(text, (one) => {
        expect(pieces.find(one)).toEqual(pieces.find(one + padding));
      }),
    );
  });

  test('nor what a crowd of other secrets hides', () => {
    const alone = new Pieces();
    const crowd = new Pieces();
    for (const pieces of [alone, crowd]) pieces.addAll(secret);
    for (let other = 0; other < 500; other += 1) crowd.addAll(keyBuilders.project(1000 + other));
    fc.assert(
      fc.property(text, (one) => {
        for (const shown of [one, `${one}${' x'.repeat(100)}`])
          expect(crowd.find(shown)).toEqual(alone.find(shown));
      }),
      { numRuns: 50 },
    );
  });

  test('nor anything that stands apart', () => {
    const scattered = new Scattered();
    scattered.addAll(secret);
    fc.assert(
      fc.property(text, (one) => {
        expect(scattered.find(one)).toEqual(scattered.find(one + padding));
      }),
    );
  });
});
