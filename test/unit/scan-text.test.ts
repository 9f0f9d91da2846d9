import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidatePattern, candidatesIn } from '../../src/domain/scan/candidates.ts';
import { keysInLine } from '../../src/domain/scan/find-keys.ts';
import { isPublicByDesign, publishedLines } from '../../src/domain/scan/published.ts';
import { createTextScanner, type PlacedKey } from '../../src/domain/scan/text-scanner.ts';
import { encodingOf } from '../../src/domain/text/encoding.ts';
import { keyBuilders, notKeys, otherKeys, randomText } from '../support/keys.ts';

const runs = { numRuns: process.env['CI'] ? 2_000 : 300 };
const prefixes = ['VITE_', 'NEXT_PUBLIC_'];
const bytesOf = (text: string) => new TextEncoder().encode(text);

function scanned(pieces: readonly string[]): PlacedKey[] {
  const found: PlacedKey[] = [];
  const scanner = createTextScanner((key) => found.push(key));
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return found;
}

describe('a text in pieces', () => {
  const parts = [
    keyBuilders.project(),
    keyBuilders.user(2),
    otherKeys.anthropic(),
    otherKeys.groq(),
    otherKeys.deepseek(),
    notKeys.session(),
    '\n',
    '\r\n',
    '\\n',
    ' ',
    '"',
    '密',
    '😀',
    'task-',
    'sk-',
    '=',
    'z'.repeat(40),
  ];
  test('gives the same keys as line by line, wherever it is cut', () => {
    const text = fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 400 }), { maxLength: 20 }), (whole, sizes) => {
        const pieces: string[] = [];
        let at = 0;
        for (const size of sizes) {
          pieces.push(whole.slice(at, at + size));
          at += size;
        }
        pieces.push(whole.slice(at));
        const expected = whole
          .split('\n')
          .flatMap((line, index) => keysInLine(line).map((key) => ({ ...key, line: index + 1 })));
        expect(scanned(pieces)).toEqual(expected);
      }),
      runs,
    );
  });

  test('of any size comes to an end, also without a single blank', () => {
    for (const piece of ['a', '-', 'sk-', '\\', 'sk-proj-', '\n', ' ', '密']) {
      const block = piece.repeat(Math.ceil(262_144 / piece.length));
      scanned(Array.from({ length: 20 }, () => block));
    }
  });
});

describe('what a search engine looks for first', () => {
  // Bytes as characters, which is how the engine sees them.
  const perl = new RegExp(candidatePattern);
  const builders = Object.entries({ ...keyBuilders, ...otherKeys, ...notKeys });
  test.each(builders)('%s: nothing that counts as a key is passed over', (_, build) => {
    fc.assert(
      fc.property(
        fc.nat({ max: 5_000 }),
        fc.constantFrom('', '"', '\\n', '=', 'x', '密', '%3D', '/'),
        (seed, before) => {
          const line = before + build(seed);
          if (keysInLine(line).length === 0) return;
          expect(perl.test(line), 'as it is').toBe(true);
          expect(candidatesIn(line)).not.toEqual([]);
          const wide = Buffer.from(line, 'utf16le');
          expect(perl.test(wide.toString('latin1')), 'UTF-16LE').toBe(true);
          expect(perl.test(wide.swap16().toString('latin1')), 'UTF-16BE').toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    'disk-usage of a task-runner',
    '--no-verify',
    'const a_b = c_d',
    'x'.repeat(200),
    'sk- at the end',
    'sk-short is no key',
  ])('%j is not worth a look', (line) => {
    expect(candidatesIn(line)).toEqual([]);
    expect(perl.test(line)).toBe(false);
  });

  test('a relay key is how people name foreign keys: none', () => {
    expect(keysInLine(`fk-${randomText(24, 1)}`)).toEqual([]);
  });
});

describe('encodings', () => {
  const text = 'OPENAI_API_KEY=sk-proj-abcdefgh\r\n';
  const little = Buffer.from(text, 'utf16le');
  test.each([
    ['utf-8', bytesOf(text)],
    ['utf-8', bytesOf('')],
    ['utf-8', Uint8Array.from([0xef, 0xbb, 0xbf, 0x61])],
    ['utf-8', Uint8Array.from([0xe9, 0x61, 0xff, 0x80])],
    ['utf-16le', Uint8Array.from([0xff, 0xfe])],
    ['utf-16be', Uint8Array.from([0xfe, 0xff, 0x62, 0xc6])],
    ['utf-16le', little],
    ['utf-16be', Buffer.from(little).swap16()],
    ['binary', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1])],
    ['binary', bytesOf(`${'a'.repeat(500)}\0${'a'.repeat(500)}`)],
    ['binary', new Uint8Array(512)],
    ['utf-8', bytesOf(`${'a'.repeat(9_000)}\0`)],
  ] as const)('%s', (expected, bytes) => expect(encodingOf(bytes)).toBe(expected));
});

describe('published variables', () => {
  test.each([
    ['VITE_OPENAI_API_KEY=x\n', [1]],
    ['A=1\r\nexport NEXT_PUBLIC_KEY="x"\r\n', [2]],
    ['\ufeffVITE_KEY=x', [1]],
    ['OPENAI_API_KEY=VITE_x', []],
    ['MY_VITE_KEY=x', []],
    ['# VITE_KEY=x', []],
    ['', []],
  ] as const)('%j', (text, lines) => {
    expect([...publishedLines(bytesOf(text), prefixes)]).toEqual(lines);
  });
  test('nothing is published by a file that no loader reads', () => {
    expect(publishedLines(Buffer.from('\ufeffVITE_KEY=x\n', 'utf16le'), prefixes).size).toBe(0);
    expect(publishedLines(Uint8Array.from([0, 1, 2]), prefixes).size).toBe(0);
  });
  test('a key for maps may be published, one that pays may not', () => {
    expect([isPublicByDesign('google'), isPublicByDesign('project'), isPublicByDesign('unknown')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
