import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** One line of code, in a file of that path, and the rule of biome.json that refuses it; null: it is allowed. */
type Case = readonly [path: string, code: string, rule: 'imports' | 'globals' | 'plugin' | null];

const imports = (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;`;
const uses = (expression: string) => `export const y = () => ${expression};`;

const cases: readonly Case[] = [
  ['src/domain/a.ts', imports('node:fs'), 'imports'],
  ['src/domain/a.ts', imports('openai'), 'imports'],
  ['src/domain/a.ts', imports('@inquirer/core'), 'imports'],
  ['src/domain/a.ts', imports('../ports.ts'), 'imports'],
  ['src/domain/a.ts', imports('../adapters/files.ts'), 'imports'],
  ['src/domain/deep/a.ts', imports('../../checks/result.ts'), 'imports'],
  ['src/domain/a.ts', imports('../i18n/load.ts'), 'imports'],
  ['src/domain/a.ts', imports('../version.ts'), 'imports'],
  ['src/domain/a.ts', "export const y = await import('../ui/table.ts');", 'imports'],
  ['src/domain/a.ts', imports('./causes.ts'), null],
  ['src/domain/deep/a.ts', imports('../causes.ts'), null],
  ['src/domain/deep/a.ts', imports('../models/table.ts'), null],
  ['src/domain/a.ts', uses('process.env'), 'globals'],
  ['src/domain/a.ts', uses("fetch('https://example.com')"), 'globals'],
  ['src/domain/a.ts', uses("Buffer.from('')"), 'globals'],
  ['src/domain/a.ts', uses('setTimeout(() => {}, 1)'), 'globals'],
  ['src/domain/a.ts', uses("new TextEncoder().encode('')"), null],

  ['src/checks/a.ts', imports('../adapters/openai.ts'), 'imports'],
  ['src/checks/a.ts', imports('../ui/report-text.ts'), 'imports'],
  ['src/checks/a.ts', imports('../commands/setup.ts'), 'imports'],
  ['src/checks/a.ts', imports('node:fs'), 'imports'],
  ['src/checks/a.ts', imports('../ports.ts'), null],
  ['src/checks/a.ts', imports('../domain/causes.ts'), null],
  ['src/checks/a.ts', imports('node:path'), null],
  ['src/setup/a.ts', imports('../adapters/files.ts'), 'imports'],
  ['src/checks/a.ts', imports('../i18n/load.ts'), 'imports'],
  ['src/setup/steps/a.ts', imports('../../ui/voice.ts'), 'imports'],
  ['src/setup/a.ts', imports('../i18n/test-message.ts'), null],
  ['src/rotate/a.ts', imports('../adapters/admin.ts'), 'imports'],
  ['src/rotate/a.ts', imports('../setup/write.ts'), null],
  ['src/setup/a.ts', imports('openai'), 'imports'],
  ['src/setup/a.ts', uses('process.env'), 'globals'],
  ['src/setup/a.ts', imports('../checks/live.ts'), null],

  ['src/adapters/a.ts', imports('../checks/result.ts'), 'imports'],
  ['src/adapters/http/a.ts', imports('../../setup/look.ts'), 'imports'],
  ['src/adapters/a.ts', imports('../commands/options.ts'), 'imports'],
  ['src/adapters/a.ts', imports('../ui/table.ts'), 'imports'],
  ['src/adapters/a.ts', imports('../i18n/load.ts'), 'imports'],
  ['src/adapters/a.ts', imports('../main.ts'), 'imports'],
  ['src/adapters/a.ts', imports('../ui/layout.ts'), null],
  ['src/adapters/a.ts', imports('../i18n/prompt-words.ts'), null],
  ['src/adapters/a.ts', imports('openai'), null],
  ['src/adapters/http/a.ts', imports('../../domain/proxy.ts'), null],

  ['src/ui/a.ts', imports('../adapters/terminal.ts'), 'imports'],
  ['src/ui/a.ts', imports('../main.ts'), 'imports'],
  ['src/ui/a.ts', imports('../i18n/en/cli.ts'), null],
  ['src/i18n/zh-CN/a.ts', imports('../en/cli.ts'), null],
  ['src/standin/a.ts', imports('../commands/demo.ts'), 'imports'],

  ['src/adapters/a.ts', uses('process.exit(1)'), 'plugin'],
  ['src/commands/a.ts', 'process.exitCode = 1;', 'plugin'],
  [
    'src/setup/a.ts',
    'export const y = (exit: { reallyExit(code: number): void }) => exit.reallyExit(1);',
    null,
  ],
  ['src/main.ts', uses('process.exit(130)'), null],
  ['src/ui/a.ts', 'export const y = (key: { reveal(): string }) => key.reveal();', 'plugin'],
  ['src/adapters/a.ts', 'export const y = (key: { reveal(): string }) => key.reveal();', null],
];

const rules: Readonly<Record<string, Case[2]>> = {
  'lint/style/noRestrictedImports': 'imports',
  'lint/style/noRestrictedGlobals': 'globals',
  plugin: 'plugin',
};

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const biome = join(checkout, 'node_modules/@biomejs/biome/bin/biome');

/** Which rules refused something in each case; all are linted in one run, under our own configuration. */
const refused = new Map<number, Set<Case[2]>>();
const root = mkdtempSync(join(tmpdir(), 'architecture-'));

/** Many cases share a path: each gets a file name of its own, but for `main.ts`, which the rules name. */
const fileOf = (path: string, index: number) => path.replace(/\/a\.ts$/, `/a${index}.ts`);

beforeAll(async () => {
  cpSync(join(checkout, 'biome.json'), join(root, 'biome.json'));
  cpSync(join(checkout, 'scripts/lint'), join(root, 'scripts/lint'), { recursive: true });
  for (const [index, [path, code]] of cases.entries()) {
    const file = join(root, fileOf(path, index));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${code}\n`);
  }
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'src'];
  const stdout = await new Promise<string>((done) =>
    execFile(process.execPath, args, { cwd: root }, (_error, out) => done(out)),
  );
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] };
  for (const [index, [path]] of cases.entries()) {
    const own = diagnostics.filter(
      ({ location }) => location.path.replaceAll('\\', '/') === fileOf(path, index),
    );
    const known = own.map(({ category }) => rules[category] ?? null).filter((rule) => rule !== null);
    refused.set(index, new Set(known));
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the linter keeps the directions of dependencies', () => {
  test.each(cases.map((each, index) => [...each, index] as const))('%s: %s', (_path, _code, rule, index) => {
    expect([...(refused.get(index) ?? [])]).toEqual(rule === null ? [] : [rule]);
  });
});
