import { describe, expect, test } from 'vitest';
import { candidatePattern } from '../../src/domain/scan/candidates.ts';
import { keysInLine } from '../../src/domain/scan/find-keys.ts';
import { addedLines, createChangeReader, type RawChange } from '../../src/domain/scan/raw-changes.ts';
import { randomText } from '../support/keys.ts';

const random = (length: number, seed = 1, alphabet?: string) => randomText(length, seed, alphabet);
const mark = `T3Blbk${'FJ'}`;
const project = `sk-proj-${random(74)}${mark}${random(74, 2)}`;
const hex = (length: number) => random(length + 2, 3, '0123456789abcdef').slice(1, -1);

const keys: readonly (readonly [kind: string, key: string])[] = [
  ['project', project],
  ['project', `sk-proj-${random(20)}${mark}${random(20, 2)}`],
  ['project', `sk-proj-${random(150)}`],
  ['service_account', `sk-svcacct-${random(58)}${mark}${random(58, 2)}`],
  ['admin', `sk-admin-${random(58)}${mark}${random(58, 2)}`],
  ['user', `sk-${random(20)}${mark}${random(20, 2)}`],
  ['user', `sk-None-${random(20)}${mark}${random(20, 2)}`],
  ['anthropic', `sk-ant-api03-${random(93)}AA`],
  ['openrouter', `sk-or-v1-${hex(64)}`],
  ['groq', `gsk_${random(52)}`],
  ['xai', `xai-${random(80)}`],
  ['perplexity', `pplx-${random(48)}`],
  ['google', `AIza${random(35)}`],
  ['hugging_face', `hf_${random(34)}`],
  ['github', `ghp_${random(36)}`],
  ['langfuse', `sk-lf-${hex(8)}-1a2b-4c3d-9e8f-${hex(12)}`],
  ['session', `sess-${random(40)}`],
  ['unknown', `sk-${hex(32)}`],
  ['unknown', `sk-${random(48)}`],
];

describe('keys', () => {
  const candidate = new RegExp(candidatePattern);
  test.each(keys)('%s', (kind, key) => {
    for (const [before, after] of [
      ['', ''],
      ['const key = "', '";'],
      ['KEY=', ''],
      ['"a\\n', '\\n"'],
      ['ü é 密', ' '],
    ]) {
      const line = `${before}${key}${after}`;
      expect(keysInLine(line)).toEqual([{ column: (before?.length ?? 0) + 1, kind, text: key }]);
      expect(candidate.test(line), 'the search engine finds the line').toBe(true);
    }
  });

  test('several in a line', () => {
    const [, anthropic = ''] = keys[7] ?? [];
    const line = `a: ${project}, b: ${anthropic}`;
    expect(keysInLine(line).map(({ kind, column }) => [kind, column])).toEqual([
      ['project', 4],
      ['anthropic', 4 + project.length + 5],
    ]);
  });

  test('letters stuck to the front of an OpenAI key', () => {
    expect(keysInLine(`https://x/?key%3D${project}`)).toMatchObject([{ kind: 'project', text: project }]);
  });
});

test.each([
  'sk-your-own-key-goes-right-here-please',
  `sk-proj-${'x'.repeat(48)}${mark}${'x'.repeat(48)}`,
  `sk-${'x'.repeat(48)}`,
  `sk-${'a'.repeat(32)}`,
  `sk-proj-${'1234567890'.repeat(8)}`,
  'sk-proj-this-is-how-a-key-of-a-project-begins-and-it-goes-on',
  'sk-svcacct-example-key-that-nobody-ever-issued-1234',
  'sk-proj-…Ab3d',
  'OPENAI_API_KEY=sk-...',
  `task-${hex(32)}`,
  `risk_sk-${hex(32)}`,
  hex(32),
  hex(64),
  `sk-[A-Za-z0-9]{20}${mark}[A-Za-z0-9]{20}`,
  mark,
  `pk_live_${random(24)}`,
  'hf_hub_download_the_weights_of_a_model',
  'npm_config_something_that_is_long_enough',
  'xai-is-the-name-of-a-company-and-of-a-field',
  'mask-image-gradient-linear-to-bottom-right-corner',
  `org-${random(24)}`,
  `proj_${random(24)}`,
  '',
])('%j is none', (line) => expect(keysInLine(line)).toEqual([]));

test('long lines come to an end', () => {
  for (const piece of ['sk-', 'sk-proj-', mark, 'a', '-', 'AKIA', `sk-${random(20)}`, 'JQQJ99'])
    keysInLine(piece.repeat(200_000));
});

test('raw differences: commits, files of any name, submodules left out', () => {
  const changes: RawChange[] = [];
  const read = createChangeReader((change) => changes.push(change));
  const [none, one, two] = ['0', '1', 'f'].map((digit) => digit.repeat(40));
  const entries = [
    '\x01abc',
    `\n:100644 100755 ${one} ${two} M`,
    ':a\nb',
    `:000000 100644 ${none} ${one} A`,
    '\x01no commit',
    '\x01def',
    `\n:160000 160000 ${one} ${two} M`,
    'module',
    `:100644 000000 ${one} ${none} D`,
    'gone',
  ];
  for (const entry of entries) read(entry);
  expect(changes).toEqual([
    { commit: 'abc', path: ':a\nb', before: one, after: two },
    { commit: 'abc', path: '\x01no commit', before: null, after: one },
    { commit: 'def', path: 'module', before: null, after: null },
    { commit: 'def', path: 'gone', before: one, after: null },
  ]);
});

test('a difference is read by its counts: content that looks like a header stays content', () => {
  const difference = [
    'diff --git a/x b/x',
    '--- a/x',
    '+++ b/x',
    '@@ -3 +3,3 @@ text',
    '-@@ -1 +1 @@',
    '+++ b/new',
    '+@@ -1 +1 @@',
    '+c',
    '\\ No newline at end of file',
    '@@ -9,2 +11,0 @@',
    '-a',
    '-b',
    '@@ -12,0 +12 @@',
    '+last',
  ];
  expect(addedLines(difference.join('\n'))).toEqual([
    [3, 5],
    [12, 12],
  ]);
});
