import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeySearch } from '../../src/adapters/scan/git-grep.ts';
import { createBytesScanner } from '../../src/domain/scan/bytes-scanner.ts';
import { createTextScanner, type PlacedKey } from '../../src/domain/scan/text-scanner.ts';
import { maskKey } from '../../src/domain/secrets/mask.ts';
import type { GitSearch } from '../../src/ports/files.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { GIT_VERSION, Sandbox } from '../support/repository.ts';

/** How a program writes one text in parts. */
const glues: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  'one literal': (parts) => `const k = "${parts.join('')}";`,
  plus: (parts) => `k = ${parts.map((part) => `'${part}'`).join(' + ')};`,
  'plus over lines': (parts) => `k =\n  ${parts.map((part) => `"${part}"`).join(' +\n  ')};`,
  'plus first': (parts) => `k = ${parts.map((part) => `"${part}"`).join('\n    + ')};`,
  'dot of PHP': (parts) => `$k = ${parts.map((part) => `'${part}'`).join(' . ')};`,
  'two dots of Lua': (parts) => `k = ${parts.map((part) => `"${part}"`).join(' .. ')}`,
  'bars of SQL': (parts) => `select ${parts.map((part) => `'${part}'`).join(' || ')};`,
  'ampersand of Basic': (parts) => `k = ${parts.map((part) => `"${part}"`).join(' & _\r\n "" & ')}`,
  'implicit, of Python': (parts) => `k = (${parts.map((part) => `f"${part}"`).join('\n     ')})`,
  'implicit, of C': (parts) => `char *k = ${parts.map((part) => `"${part}"`).join(' ')};`,
  'with comments': (parts) =>
    `k = (${parts.map((part, at) => `'${part}'  # part ${at} of it`).join('\n  ')}\n)`,
  'a joined list': (parts) => `k = [${parts.map((part) => `'${part}'`).join(', ')}].join('')`,
  'a call of join': (parts) => `k = "".join([\n${parts.map((part) => `  "${part}",\n`).join('')}])`,
  'calls of concat': (parts) => parts.map((part) => `"${part}"`).join('.concat('),
  'statements that add': (parts) =>
    parts.map((part, at) => `k ${at === 0 ? '=' : '+='} "${part}";\n`).join(''),
  template: (parts) => `k = \`${parts.map((part, at) => (at % 2 ? `\${'${part}'}` : part)).join('')}\``,
  backslash: (parts) => `k = "${parts.join('\\\n')}"`,
  'folded YAML': (parts) => `key: >-\n${parts.map((part) => `  ${part}\n`).join('')}other: x\n`,
  'a comment that is wrapped': (parts) => `/*\n${parts.map((part) => ` * ${part}\n`).join('')} */`,
  'a shell word': (parts) => `K=${parts.map((part, at) => (at % 2 ? `"${part}"` : part)).join('')}`,
  'a notebook': (parts) => `"k = (${parts.map((part) => `\\"${part}\\"`).join('\\n",\n    "')})"`,
  'highlighted HTML': (parts) => `<span>${parts.join('</span><span class="s">')}</span>`,
  'assignments that add': (parts) =>
    parts.map((part, at) => `${at === 0 ? 'let k = ' : 'k = k + '}"${part}";\n`).join(''),
  'assignments of PHP': (parts) =>
    parts.map((part, at) => `${at === 0 ? '$k = ' : '$k = $k . '}'${part}';\n`).join(''),
  'assignments of a shell': (parts) =>
    parts.map((part, at) => `K="${at === 0 ? '' : ['$', '{K}'].join('')}${part}"\n`).join(''),
  'a builder': (parts) => `new Builder(${parts.map((part) => `"${part}"`).join(').append(')})`,
  'statements of a builder': (parts) => parts.map((part) => `k.push_str("${part}");\n`).join(''),
  'casts and calls': (parts) => `k = ${parts.map((part) => `("${part}" as string).trim()`).join(' + ')};`,
  'tags of templates': (parts) => `k = ${parts.map((part) => `String.raw\`${part}\``).join(' + ')};`,
  'verbatim literals of C#': (parts) => `k = ${parts.map((part) => `$@"${part}"`).join(' + ')};`,
  'holes of Ruby': (parts) => `k = "${parts.map((part, at) => (at % 2 ? `#{'${part}'}` : part)).join('')}"`,
  'holes of Swift': (parts) => `k = "${parts.map((part, at) => (at % 2 ? `\\("${part}")` : part)).join('')}"`,
  'holes of Python': (parts) => `k = f"${parts.map((part, at) => (at % 2 ? `{'${part}'}` : part)).join('')}"`,
  'quotes of Perl': (parts) => `$k = ${parts.map((part) => `q{${part}}`).join(' . ')};`,
  'brackets of Lua': (parts) => `k = ${parts.map((part) => `[[${part}]]`).join(' .. ')}`,
  'comments of XML': (parts) => `<k>${parts.join('<!-- and -->')}</k>`,
  'sections of XML': (parts) => `<k><![CDATA[${parts.join(']]><![CDATA[')}]]></k>`,
  'line ends of XML': (parts) => `<k a="${parts.join('&#10;')}"/>`,
  'a log with colours': (parts) => parts.map((part) => `\u001b[32m${part}\u001b[0m`).join(''),
  'a log with colours in JSON': (parts) =>
    JSON.stringify(parts.map((part) => `\u001b[32m${part}\u001b[0m`).join('')),
  'lines of Markdown': (parts) => `${parts.join('  \n')}\n`,
  'words of TeX': (parts) => `\\texttt{${parts.join('\\allowbreak ')}}`,
  'words of invisible marks': (parts) => `k: ${parts.join('\u200b')}.`,
};

/** Not into `s`, `k` and the rest: nothing in any line would tell the search that there is something. */
const cut = (key: string, places: readonly number[]): readonly string[] => {
  const sorted = [
    0,
    ...new Set(places.map((at) => 1 + (at % (key.length - 1))).filter((at) => at !== 2)),
    key.length,
  ].sort((a, b) => a - b);
  return sorted.slice(1).map((to, at) => key.slice(sorted[at], to));
};

const found = (text: string): readonly PlacedKey[] => {
  const keys: PlacedKey[] = [];
  const scanner = createTextScanner((key) => keys.push(key));
  scanner.push(text);
  scanner.end();
  return keys;
};

const builders = Object.values(keyBuilders);
const runs = (many: number) => ({ numRuns: process.env['CI'] ? many * 10 : many });

describe('a key in any number of parts is found whole, at the place where it begins', () => {
  test.each(Object.entries(glues))('%s', (_, glue) => {
    fc.assert(
      fc.property(
        fc.nat({ max: 10_000 }),
        fc.constantFrom(...builders),
        fc.array(fc.nat({ max: 400 }), { maxLength: 7 }),
        fc.constantFrom('', '// a file\n', 'a = 1\r\n\r\n', '名 = "密"\n'),
        (seed, build, places, before) => {
          const key = build(seed);
          const parts = cut(key, places);
          const text = `${before}${glue(parts)}\n`;
          const [first = ''] = parts;
          const at = text.indexOf(first, before.length);
          const line = text.slice(0, at).split('\n').length;
          expect(found(text).map((one) => [one.text, one.line])).toContainEqual([key, line]);
        },
      ),
      runs(60),
    );
  });
});

describe('a key that is written with escapes', () => {
  test.each([
    ['an address', '%2D', '%5F'],
    ['JSON', '\\u002d', '\\u005f'],
    ['a literal', '\\x2d', '\\x5f'],
    ['HTML', '&#45;', '&#95;'],
    ['Markdown', '\\-', '\\_'],
    ['what a word processor makes of it', '\u2011', '_'],
  ])('%s', (_, dash, underscore) => {
    const key = keyBuilders.project(77);
    const text = `url?key=${key.replaceAll('-', dash).replaceAll('_', underscore)}&x=1`;
    expect(found(text).map((one) => one.text)).toEqual([key]);
  });
});

describe('a key in base64', () => {
  const manifests: Readonly<Record<string, (encoded: string) => string>> = {
    'data of YAML': (encoded) => `data:\n  KEY: ${encoded}\n`,
    JSON: (encoded) => `{"data":{"KEY":"${encoded.replaceAll('/', '\\/')}"}}`,
    'an env file': (encoded) => `KEY_B64='${encoded}'\n`,
    'wrapped at 76': (encoded) =>
      `key: |\n${(encoded.match(/.{1,76}/g) ?? []).map((line) => `  ${line}\n`).join('')}`,
    'an address': (encoded) => `x?c=${encodeURIComponent(encoded)}`,
    'literals of 60': (encoded) =>
      `k = (${(encoded.match(/.{1,60}/g) ?? []).map((line) => `"${line}"`).join('\n  ')})`,
    'for an address': (encoded) => encoded.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    'a path before it': (encoded) => `cache/${encoded}`,
  };
  test.each(Object.entries(manifests))('%s', (_, manifest) => {
    fc.assert(
      fc.property(
        fc.nat({ max: 10_000 }),
        fc.constantFrom(keyBuilders.project, keyBuilders.serviceAccount, keyBuilders.user),
        fc.string({ maxLength: 90 }),
        (seed, build, before) => {
          const key = build(seed);
          const encoded = Buffer.from(`${before.replace(/[\w-]$/, '')}\n${key}\n`).toString('base64');
          expect(found(manifest(encoded)).map((one) => one.text)).toContain(key);
        },
      ),
      runs(100),
    );
  });
});

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const utf32 = (text: string) => {
  const bytes = Buffer.alloc([...text].length * 4);
  for (const [at, one] of [...text].entries()) bytes.writeUInt32LE(one.codePointAt(0) ?? 0, at * 4);
  return bytes;
};
const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16 LE': utf16,
  'UTF-16 LE with a mark': (text) => utf16(`\ufeff${text}`),
  'UTF-16 BE': (text) => utf16(text).swap16(),
  'UTF-16 BE with a mark': (text) => utf16(`\ufeff${text}`).swap16(),
  'UTF-32 LE': utf32,
  'UTF-32 LE with a mark': (text) => utf32(`\ufeff${text}`),
  'UTF-32 BE': (text) => utf32(text).swap32(),
  'GBK around it': (text) => Buffer.concat([Buffer.from([0xc4, 0xe3, 0x20]), Buffer.from(text)]),
  'UTF-16 behind ASCII': (text) => Buffer.concat([Buffer.from('A=1\nB=2\n'), utf16(text)]),
  'ASCII behind UTF-16': (text) =>
    Buffer.concat([utf16('\ufeffA=1\r\nB=2\r\n'.repeat(30)), Buffer.from(text)]),
  'zero bytes around it': (text) => Buffer.from(`\0\0\u0001${text}\0\0`),
  'much before it': (text) => Buffer.from(`${'some words of a long text\n'.repeat(11_000)}${text}`),
};

describe('a key in parts is found in any encoding, and in files that mix two', () => {
  test.each(Object.entries(encodings))('%s', (_, encode) => {
    const missed = Object.entries(glues).flatMap(([name, glue]) =>
      [[], [0], [7], [0, 40], [3, 20, 90]]
        .filter((places) => {
          const key = keyBuilders.project(5);
          const scanner = createBytesScanner();
          scanner.push(encode(`${glue(cut(key, places))}\n`));
          return !scanner.end().some(({ text }) => text === key);
        })
        .map((places) => `${name}, at ${places.join()}`),
    );
    expect(missed).toEqual([]);
  });
});

describe.skipIf(GIT_VERSION === null)(
  'the same bytes give the same keys: files, staged, history, without git',
  () => {
    let box: Sandbox;
    beforeAll(() => {
      box = new Sandbox();
    });
    afterAll(() => box.remove());

    const any = fc.record({
      seed: fc.nat({ max: 10_000 }),
      build: fc.constantFrom(...builders, otherKeys.anthropic, otherKeys.groq),
      places: fc.array(fc.nat({ max: 400 }), { maxLength: 5 }),
      glue: fc.constantFrom(...Object.values(glues)),
      encode: fc.constantFrom(...Object.values(encodings)),
    });

    test('whatever they are', { timeout: 120_000 }, async () => {
      const env = box.env;
      const told = (search: GitSearch) => {
        if (!search.ok) throw new Error(search.detail);
        return search.findings;
      };
      const list = (
        findings: readonly { path: string; line: number; column: number; kind: string; masked: string }[],
      ) =>
        findings
          .map(({ path, line, column, kind, masked }) => `${path}:${line}:${column} ${kind} ${masked}`)
          .sort();
      await fc.assert(
        fc.asyncProperty(fc.array(any, { minLength: 20, maxLength: 20 }), async (files) => {
          const repo = box.repository();
          box.write(join(repo, '.gitattributes'), '*.x binary\n*.y -diff -text\n');
          files.forEach(({ seed, build, places, glue, encode }, at) => {
            // Only OpenAI's keys, which have a marker, are told in parts.
            const parts = Object.values<unknown>(keyBuilders).includes(build) ? places : [];
            box.write(
              join(repo, `${at}.${at % 2 ? 'x' : 'y'}`),
              encode(`${glue(cut(build(seed), parts))}\n`),
            );
          });
          const target = { folder: repo, file: null };
          const search = createKeySearch({ env });
          const untracked = list((await search.files(target)).findings);
          for (const [at, { seed, build }] of files.entries())
            expect(untracked.filter((one) => one.startsWith(`${at}.`)).join(), `file ${at}`).toContain(
              maskKey(build(seed)),
            );
          const walked = createKeySearch({ env: { ...env, PATH: box.folder() } });
          expect(list((await walked.files(target)).findings)).toEqual(untracked);
          box.git(repo, 'add', '.');
          expect(list(told(await search.staged(target)))).toEqual(untracked);
          box.git(repo, 'commit', '--quiet', '-m', 'all');
          expect(list((await search.files(target)).findings)).toEqual(untracked);
          box.git(repo, 'rm', '--quiet', '-r', '.');
          box.git(repo, 'commit', '--quiet', '-m', 'none');
          // Each key once for each file there.
          expect(list(told(await search.history(target)))).toEqual(untracked);
        }),
        runs(2),
      );
    });
  },
);
