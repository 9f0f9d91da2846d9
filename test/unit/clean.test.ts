import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPath, cleanText, longestText, oneLine, shortened } from '../../src/domain/text/clean.ts';
import { growth } from '../support/work.ts';

const numRuns = process.env['CI'] ? 5000 : 500;

describe('what is removed', () => {
  test.each([
    ['colours', '\x1b[31mred\x1b[0m text', 'red text'],
    ['cursor and screen', 'a\x1b[2J\x1b[1;1Hb', 'ab'],
    ['private modes', '\x1b[?25lx\x1b[?1049h', 'x'],
    ['a title', 'a\x1b]0;evil title\x07b', 'ab'],
    ['a link, with its address', 'a\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\b', 'aclickb'],
    ['clipboard', 'a\x1b]52;c;ZXZpbA==\x1b\\b', 'ab'],
    ['a device string', 'a\x1bPq#0payload\x1b\\b', 'ab'],
    ['BEL inside a device string does not end it', 'a\x1bPone\x07two\x1b\\b', 'ab'],
    ['SOS, PM, APC', 'a\x1bXone\x1b\\b\x1b^two\x1b\\c\x1b_three\x1b\\d', 'abcd'],
    ['C1 CSI', 'a\x9b31mb', 'ab'],
    ['C1 OSC with C1 end', 'a\x9d0;title\x9cb', 'ab'],
    ['C1 DCS', 'a\x90payload\x9cb', 'ab'],
    ['an unterminated CSI', 'a\x1b[31', 'a'],
    ['an unterminated OSC', 'a\x1b]0;title', 'a'],
    ['an unterminated DCS', 'a\x90payload', 'a'],
    ['an escape inside a string begins anew', 'a\x1b]0;title\x1b[31mb', 'ab'],
    ['a broken CSI', 'a\x1b[31\u00e9b', 'a\u00e9b'],
    ['character sets', 'a\x1b(Bb\x1bcd', 'abd'],
    ['ESC at the end', 'a\x1b', 'a'],
    ['ESC ESC', 'a\x1b\x1b[31mb', 'ab'],
    ['control characters', 'a\x00b\x07c\x08d\x7fe\x85f', 'abcde f'],
    ['bidirectional marks', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'abcdef'],
    ['zero width', 'a\u200bb\u200dc\u2060d\ufeffe\u00adf', 'abcdef'],
    ['tags', 'a\u{e0041}\u{e0042}b', 'ab'],
    ['lone surrogates', 'a\ud83db\ude00c', 'abc'],
    ['halves that removal would bring together', '\ud83d\u200b\ude00', ''],
    ['line breaks', 'a\r\nb\nc\rd\u2028e\u2029f\x0bg', 'a b c d e f g'],
    ['blanks', '  a \t\u00a0\u3000 b  ', 'a b'],
  ])('%s', (_, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test.each([
    'plain text',
    '\u4f60\u597d\uff0c\u4e16\u754c',
    'caf\u00e9 na\u00efve',
    '\u{1f600} ok',
    'e\u0301',
    '\ufffd',
    '(1 < 2) & "quoted" \\n',
  ])('%s stays', (text) => {
    expect(cleanText(text)).toBe(text);
  });
});

describe('length', () => {
  test('is the same for all that comes from elsewhere', () => {
    const longest = 'a'.repeat(longestText);
    expect(cleanText(longest)).toBe(longest);
    expect(cleanText(`\u200b${longest}  `)).toBe(longest);
    expect(cleanText(`${longest}b`)).toBe(`${longest.slice(1)}\u2026`);
    expect([...cleanText('\u{1f600}'.repeat(longestText + 1))]).toHaveLength(longestText);
  });

  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd\u2026'],
    ['abcdef', 1, '\u2026'],
    ['abc def', 5, 'abc\u2026'],
    ['\u{1f600}\u{1f601}\u{1f602}', 2, '\u{1f600}\u2026'],
    ['\u{1f600}\u{1f601}', 2, '\u{1f600}\u{1f601}'],
  ])('%j in %i', (text, length, expected) => {
    expect(shortened(cleanText(text), length)).toBe(expected);
  });

  test('of a path, or of what is only looked at, has no bound', () => {
    const long = 'a/'.repeat(3000);
    expect(cleanPath(long)).toBe(long);
    expect(oneLine(long)).toBe(long);
  });
});

describe('a path', () => {
  test.each([
    [' a  b .env ', ' a  b .env '],
    ['a\tb\nc', 'a b c'],
    ['\u3000a\u00a0b', '\u3000a\u00a0b'],
    ['a\x1b[2Jb\u202e.env', 'ab.env'],
    ['\ud83d.env', '.env'],
  ])('%j is shown as %j', (path, shown) => expect(cleanPath(path)).toBe(shown));
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    '\x1b',
    '\x9b',
    '\x9d',
    '[',
    ']',
    '\\',
    '\x07',
    '\x9c',
    ';',
    '31m',
    '\r',
    '\n',
    ' ',
    '\ud83d',
    '\ude00',
    '\u202e',
    '\u200b',
  );
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
  const unwanted =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;

  test('property: nothing unwanted is left, and cleaning again changes nothing', () => {
    fc.assert(
      fc.property(text, (dirty) => {
        const [clean, line, path] = [cleanText(dirty), oneLine(dirty), cleanPath(dirty)];
        for (const one of [clean, line, path]) expect(one).not.toMatch(unwanted);
        for (const one of [clean, line]) expect(one).not.toMatch(/\n| {2}|^ | $/);
        expect([...clean].length).toBeLessThanOrEqual(longestText);
        expect(cleanText(clean)).toBe(clean);
        expect(oneLine(line)).toBe(line);
        expect(cleanPath(path)).toBe(path);
      }),
      { numRuns },
    );
  });

  test.each(['a', '\n', ' ', '\x1b', '\x1b[', '\x1b]', '\x9d', '\u200b', '\t\n', '\ud83d', '\x1bP\x1b'])(
    'a megabyte of %j is cleaned like any other text, with work that grows as the text does',
    (piece) => {
      const dirty = (size: number) => `x${piece.repeat(size / piece.length)}x`;
      for (const clean of [cleanText, oneLine, cleanPath]) {
        const text = clean(dirty(1_000_000));
        expect(text[0]).toBe('x');
        expect(clean(text)).toBe(text);
        expect(growth((size) => clean(dirty(size)))).toBeLessThan(2.2);
      }
    },
  );
});
