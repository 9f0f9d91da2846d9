// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references as they stand in env files
import { describe, expect, test } from 'vitest';
import type { EnvText } from '../../src/domain/loading/combining.ts';
import type { LoaderId } from '../../src/domain/loading/loader-model.ts';
import { filesRead, loadAs, loaderModels, toldTo } from '../../src/domain/loading/models.ts';
import { versionAsked } from '../../src/domain/loading/versions.ts';

/** What each row of the table says, by example; `npm run test:loaders` holds the rows against the real loaders. */

const texts = (files: Readonly<Record<string, string>>): readonly EnvText[] =>
  Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));

interface Example {
  readonly id: LoaderId;
  /** In the order in which they are read. */
  readonly files: Readonly<Record<string, string>>;
  readonly shell?: Readonly<Record<string, string>>;
  readonly major?: number;
  readonly reading?: number;
  readonly node?: number;
  readonly overrides?: boolean;
  readonly expands?: boolean;
  /** The value of K: null where nobody can tell, undefined where there is none. */
  readonly gives: string | null | undefined;
}

function valueOfK(example: Example): string | null | undefined {
  const { id, files, shell = {}, major, reading, node = 24, overrides, expands } = example;
  const isTold = overrides !== undefined || expands !== undefined;
  const model = isTold
    ? toldTo(loaderModels[id], { overrides: overrides ?? false, expands })
    : loaderModels[id];
  const versions = { package: major ?? null, reading: reading ?? null, node };
  const answer = loadAs(model, versions, texts(files), shell);
  if (answer.outcome !== 'loaded') throw new Error(answer.outcome);
  return answer.environment.get('K')?.value;
}

const examples: readonly Example[] = [
  // An empty value in the file that wins is the value.
  { id: 'next', files: { '.env.local': 'K=', '.env': 'K=v' }, gives: '' },
  { id: 'vite', files: { '.env': 'K=v', '.env.local': 'K=' }, major: 8, gives: '' },
  { id: 'bun', files: { '.env.local': 'K=', '.env': 'K=v' }, gives: '' },
  { id: 'dotenv', files: { 'a.env': 'K=', 'b.env': 'K=v' }, major: 18, gives: '' },
  { id: 'node', files: { 'a.env': 'K=v', 'b.env': 'K=' }, gives: '' },
  // An empty variable of the shell hides the file, where the shell counts.
  { id: 'next', files: { '.env': 'K=v' }, shell: { K: '' }, gives: '' },
  { id: 'dotenv', files: { '.env': 'K=v' }, shell: { K: '' }, major: 18, gives: '' },
  { id: 'nuxt', files: { '.env': 'K=v' }, shell: { K: '' }, gives: '' },
  { id: 'env-cmd', files: { '.env': 'K=v' }, shell: { K: 's' }, gives: 'v' },
  { id: 'docker', files: { '.env': 'K=v' }, shell: { K: 's' }, gives: 'v' },
  { id: 'compose', files: { '.env': 'L=v' }, shell: { K: 's' }, gives: undefined },
  // References.
  { id: 'next', files: { '.env': 'L=v\nK=$L' }, gives: 'v' },
  { id: 'vite', files: { '.env': 'K=${L}\nL=v' }, major: 8, gives: 'v' },
  { id: 'vite', files: { '.env': 'K=${L}\nL=v' }, major: 6.001, gives: 'v' },
  { id: 'vite', files: { '.env': 'K=${L}\nL=v' }, major: 6, gives: '' },
  { id: 'vite', files: { '.env': 'K=${L}\nL=${M}\nM=v' }, major: 5.004, gives: 'v' },
  { id: 'vite', files: { '.env': 'K=${L:-d}\nL=v' }, major: 5, gives: 'd' },
  { id: 'nuxt', files: { '.env': 'K=${L}\nL=v' }, gives: 'v' },
  { id: 'bun', files: { '.env': "K='$L'\nL=v" }, gives: 'v' },
  { id: 'bun', files: { '.env': 'K=${L:-$M}\nM=v' }, major: 1.004, gives: 'v' },
  { id: 'bun', files: { '.env': 'K=${L:-$M}\nM=v' }, gives: null },
  { id: 'bun', files: { '.env': 'K="v";' }, major: 1.003, gives: '"v";' },
  { id: 'dotenv-cli', files: { '.env': 'L=v\nK=$L' }, major: 11, gives: 'v' },
  { id: 'dotenv-cli', files: { '.env': "L='\\\\${'\nK=%$L" }, major: 11, gives: '%${' },
  { id: 'expo', files: { '.env': 'L=v\nK=$L' }, major: 2, gives: 'v' },
  { id: 'python-dotenv', files: { '.env': 'L=v\nK=${L}' }, gives: 'v' },
  { id: 'python-dotenv', files: { '.env': 'K=v\nK' }, gives: undefined },
  { id: 'dotenv', files: { '.env': 'L=v\nK=$L' }, major: 18, gives: '$L' },
  { id: 'node', files: { '.env': 'L=v\nK=$L' }, gives: '$L' },
  { id: 'nestjs', files: { '.env': 'L=v\nK=$L' }, major: 4, gives: '$L' },
  { id: 'nestjs', files: { '.env': 'L=v\nK=$L' }, major: 4, expands: true, gives: 'v' },
  { id: 'nestjs', files: { '.env': 'K=$L\nL=v' }, major: 4, expands: true, gives: '' },
  { id: 'nestjs', files: { '.env': 'K=$L\nL=v' }, major: 3, expands: true, gives: 'v' },
  { id: 'nestjs', files: { '.env': 'K=v # c' }, major: 1.001, gives: 'v # c' },
  { id: 'nestjs', files: { '.env': 'K=v' }, shell: { K: 's' }, major: 12, overrides: true, gives: 'v' },
  // Before 12 nothing lets a file count.
  { id: 'nestjs', files: { '.env': 'K=v' }, shell: { K: 's' }, major: 4, overrides: true, gives: 's' },
  { id: 'dotenv', files: { '.env': 'K=v' }, shell: { K: 's' }, major: 13, overrides: true, gives: 's' },
  { id: 'dotenv', files: { '.env': 'K=v' }, shell: { K: 's' }, major: 16, overrides: true, gives: 'v' },
  { id: 'wrangler', files: { '.env': 'L=v\nK=$L' }, major: 4, gives: 'v' },
  { id: 'wrangler', files: { '.dev.vars': 'L=v\nK=$L' }, major: 4, gives: '$L' },
  { id: 'deno', files: { '.env': 'L=v\nK="${L}$M"' }, major: 2.009, gives: 'v' },
  { id: 'deno', files: { '.env': 'L=v\nK="${L}$M"' }, major: 2.006, gives: undefined },
  { id: 'deno', files: { '.env': 'K=v # c\nL=a b\nM=1' }, gives: 'v' },
  { id: 'deno', files: { '.env': 'L=a b\nK=v' }, gives: null },
  { id: 'deno', files: { '.env': "L=v\nK='${L}'" }, gives: '${L}' },
  { id: 'deno', files: { 'a.env': 'K=${L}', 'b.env': 'L=v\nK=b' }, gives: 'b' },
  { id: 'deno', files: { '.env': 'K="a"b"' }, major: 2.007, gives: 'a"b' },
  { id: 'react-scripts', files: { '.env.local': 'K=$L', '.env': 'L=v' }, major: 5, gives: '' },
  { id: 'react-scripts', files: { '.env': 'K=$L # c\nL=v' }, major: 5, gives: 'v # c' },
  { id: 'gatsby', files: { '.env.development': 'L=v\nK=$L' }, gives: '$L' },
  { id: 'gatsby', files: { '.env.development': 'K=v' }, shell: { K: 's' }, gives: 's' },
  { id: 'dotenvx', files: { '.env': 'K=${L-d}\nL=v' }, major: 2, gives: 'd' },
  { id: 'dotenvx', files: { '.env': 'L=\nK=${L-d}' }, major: 2, gives: '' },
  { id: 'dotenvx', files: { '.env': "K='a\\'b'" }, major: 2.038, gives: "a'b" },
  { id: 'dotenvx', files: { '.env': "K='a\\'b'" }, major: 2, gives: "a\\'b" },
  { id: 'dotenvx', files: { '.env': 'L=\nK=${L-d}' }, major: 1.075, gives: 'd' },
  { id: 'dotenvx', files: { '.env': 'L=v\nK=$L' }, major: 1.03, gives: null },
  { id: 'pydantic-settings', files: { '.env': 'L=v\nK=${L}' }, shell: { L: 's' }, gives: 'v' },
  { id: 'pydantic-settings', files: { '.env': 'K=v\nk=w' }, gives: null },
  { id: 'django-environ', files: { '.env': "export K='v' " }, major: 0.012, gives: null },
  { id: 'django-environ', files: { '.env': 'K=a\nK=b' }, gives: null },
  // Two versions that read it differently: nobody can tell.
  { id: 'compose', files: { 'a.env': 'K=$$L' }, gives: null },
  { id: 'compose', files: { 'a.env': 'K=v' }, gives: 'v' },
  { id: 'dotenv-expand', files: { '.env': 'K=${L}\nL=v' }, major: 12, gives: 'v' },
  { id: 'dotenv-expand', files: { '.env': 'K=${L}\nL=v' }, major: 11, gives: null },
  { id: 'dotenv-expand', files: { '.env': 'K=${L}\nL=v' }, major: 11.000007, gives: 'v' },
  { id: 'dotenv-expand', files: { '.env': 'K=${L:-d}\nL=v' }, major: 10, gives: 'v' },
  { id: 'dotenv-expand', files: { '.env': 'K=${L:-a/b}' }, major: 9, gives: 'a/b' },
  { id: 'dotenv-expand', files: { '.env': 'K=${L:-a/b}' }, major: 8.000001, gives: 'a/b}' },
  { id: 'dotenv-expand', files: { '.env': 'K=${L:-d}' }, major: 5, gives: ':-d}' },
  { id: 'dotenv-expand', files: { '.env': "K='a\\$b$L'\nL=v" }, major: 4, gives: 'a$b$L' },
  { id: 'dotenv-expand', files: { '.env': 'K=$L # c\nL=v' }, major: 5, reading: 10, gives: 'v # c' },
  { id: 'dotenv-expand', files: { '.env': 'K=$L # c\nL=v' }, major: 5, reading: 16, gives: 'v' },
  // What each version makes of a circle.
  { id: 'vite', files: { '.env': 'K=$K' }, major: 5.001, gives: '$K' },
  { id: 'expo', files: { '.env': 'K=$K' }, major: 2, gives: undefined },
  { id: 'next', files: { '.env': 'K=$L\nL=v' }, major: 13.005, gives: 'v' },
  { id: 'next', files: { '.env': 'K=v # c' }, major: 13.005, gives: 'v # c' },
  // One value that its dotenv-expand fails at, and the file is none.
  { id: 'next', files: { '.env.local': 'L=$\nK=a', '.env': 'K=b' }, major: 13.005, gives: 'b' },
  { id: 'dotenv-cli', files: { '.env': 'K=${L:-d}' }, major: 5, gives: 'd' },
  { id: 'dotenv-cli', files: { '.env': 'K=$L\nL=v' }, major: 9, gives: 'v' },
  { id: 'dotenv-expand', files: { '.env': 'K=v' }, major: 11, gives: 'v' },
  { id: 'python-decouple', files: { '.env': 'K = "v" # c' }, gives: '"v" # c' },
  { id: 'compose', files: { '.env': 'K=${L:-d}' }, shell: { L: 's' }, major: 2, gives: 's' },
  { id: 'compose', files: { '.env': 'K=${L:-d}' }, shell: { L: 's' }, gives: 's' },
  { id: 'compose', files: { '.env': 'L=v\nK=${L}' }, shell: { L: 's' }, gives: null },
  { id: 'compose', files: { '.env': 'L=$$\nK=v' }, gives: 'v' },
  { id: 'docker', files: { '.env': 'K' }, shell: { K: 's' }, gives: 's' },
  { id: 'docker', files: { '.env': 'L=v' }, shell: { K: 's' }, gives: undefined },
  // What only running it would tell is not guessed.
  { id: 'dotenvx', files: { '.env': 'K=$(cat key)' }, gives: null },
  { id: 'dotenvx', files: { '.env': 'L=$(cat key)\nK=$L' }, gives: null },
  { id: 'dotenvx', files: { '.env': 'K=encrypted:BD7' }, gives: null },
  // Versions that differ.
  { id: 'dotenv', files: { '.env': 'K=v # c' }, major: 18, gives: 'v' },
  { id: 'dotenv', files: { '.env': 'K=v # c' }, major: 10, gives: 'v # c' },
  { id: 'vite', files: { '.env': 'L=1\n \nK=v' }, major: 8, node: 20, gives: undefined },
  { id: 'vite', files: { '.env': 'L=1\n \nK=v' }, major: 8, node: 22, gives: 'v' },
];

test.each(examples)('$id reads $files as $gives', (example) => {
  expect(valueOfK(example)).toBe(example.gives);
});

const orders: readonly (readonly [LoaderId, string, readonly string[]])[] = [
  ['next', 'development', ['.env.development.local', '.env.local', '.env.development', '.env']],
  ['next', 'test', ['.env.test.local', '.env.test', '.env']],
  ['vite', 'production', ['.env', '.env.local', '.env.production', '.env.production.local']],
  ['wrangler', '', ['.env', '.env.local']],
  ['wrangler', 'staging', ['.env', '.env.local', '.env.staging', '.env.staging.local']],
  ['gatsby', 'development', ['.env.development']],
];

test.each(orders)('%s reads in mode %j: %j', (id, mode, names) => {
  const all = filesRead(loaderModels[id], mode, (name) => !name.startsWith('.dev.vars'));
  expect(all).toEqual(names);
});

test.each<readonly [text: string, number: number | null]>([
  ['5.4.2', 5.004002],
  ['~5.4.2', 5.004999],
  ['5.4', 5.004999],
  ['^5.4.2', 5.999],
  ['^0.4.2', 0.004999],
  ['5', 5.999],
  ['5.4.2-beta.1', 5.004002],
  ['latest', 1_000_000],
  ['workspace:*', null],
  ['>=5', null],
])('the version %s', (text, number) => {
  expect(versionAsked(text)).toBe(number);
});

describe('what cannot be told', () => {
  const ask = (id: LoaderId, text: string, major: number | null) =>
    loadAs(loaderModels[id], { package: major, node: 24 }, texts({ '.env': text }), {});

  test('.dev.vars is read alone', () => {
    expect(filesRead(loaderModels.wrangler, 'staging', () => true)).toEqual(['.dev.vars.staging']);
  });

  test('a reference without end', () => {
    expect(ask('next', 'K=$L$L\nL=$K$K', 16)).toEqual({ outcome: 'unknown', reason: 'endless_reference' });
  });

  test('an unknown version, where they differ', () => {
    const [open, told] = ['K=v # c', 'K=v\nL=v # c'].map((text) => ask('dotenv', text, null));
    expect(open).toEqual({
      outcome: 'loaded',
      environment: new Map([['K', { value: null, path: null, reason: 'versions_differ' }]]),
    });
    expect(told?.outcome === 'loaded' && told.environment.get('K')).toEqual({ value: 'v', path: '.env' });
  });

  test('a version that no variant stands for', () => {
    expect(ask('dotenv', 'K=v', 14.001)).toEqual({ outcome: 'unknown', reason: 'not_modelled' });
  });

  test('a value that compose refuses', () => {
    expect(ask('compose', 'K=${', 2)).toEqual({ outcome: 'refused', path: '.env', line: 0 });
  });

  test('a file that the loader refuses', () => {
    expect(ask('docker', 'K=v\nexport L=1', null)).toEqual({ outcome: 'refused', path: '.env', line: 2 });
  });
});
