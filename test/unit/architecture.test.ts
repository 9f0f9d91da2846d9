import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { biomeRules, depthOf, madeFiles, pairs, type Room, rooms, top } from '../../scripts/rooms.mjs';

/** One line of code, in a file of that path, and the rule of the linter that refuses it; null: it is allowed. */
type Case = readonly [path: string, code: string, rule: 'imports' | 'globals' | 'circle' | 'plugin' | null];

const imports = (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;`;
const takesType = (specifier: string) => `import type { x } from '${specifier}';\nexport type Y = x;`;
const loads = (specifier: string) => `export const y = () => import('${specifier}');`;
const uses = (expression: string) => `export const y = () => ${expression};`;

/** A folder of a room, as deep as the room goes. */
const folder = ({ path }: Pick<Room, 'path'>, level = 0) =>
  `src/${path.replace('*', 'verify')}${'/deep'.repeat(level)}`;
const target = (name: string) =>
  name.endsWith('.ts') ? `src/${name}` : `src/${name.replace('*', 'setup')}/x.ts`;

/** From the folder of one file to another file. */
function specifier(from: string, to: string): string {
  const [a, b] = [from.split('/'), to.split('/')];
  let same = 0;
  while (a[same] !== undefined && a[same] === b[same]) same++;
  return `${'../'.repeat(a.length - same) || './'}${b.slice(same).join('/')}`;
}

const levels = (room: Room) => Array.from({ length: depthOf(room) + 1 }, (_, level) => level);
const roomAt = (path: string): Room => {
  const found = rooms.find((room) => room.path === path);
  if (!found) throw new Error(`no room ${path}`);
  return found;
};

/** What the table says of each pair of rooms, at each depth, however the other file is asked for. */
const fromTable: readonly Case[] = [...pairs()].flatMap(({ from, to, allowed }) =>
  levels(roomAt(from)).flatMap((level) => {
    const at = folder({ path: from }, level);
    const path = specifier(at, target(to));
    const rule = allowed ? null : ('imports' as const);
    return [
      [`${at}/a.ts`, imports(path), rule],
      [`${at}/a.ts`, takesType(path), rule],
      [`${at}/a.ts`, loads(path), rule],
    ] satisfies Case[];
  }),
);

const ownFiles: readonly Case[] = rooms.flatMap((room) =>
  levels(room).flatMap((level) => {
    const at = folder(room, level);
    const up = level > 0 ? ([[`${at}/a.ts`, imports('../x.ts'), null]] satisfies Case[]) : [];
    return [[`${at}/a.ts`, imports('./x.ts'), null], ...up] satisfies Case[];
  }),
);

const packages: readonly Case[] = rooms.flatMap((room) =>
  ['openai', 'fast-string-width', 'node:fs', 'node:path', 'yaml'].map((name): Case => {
    const allowed = room.packages.includes('*') || room.packages.includes(name);
    return [`${folder(room)}/a.ts`, imports(name), allowed ? null : 'imports'];
  }),
);

const globals: readonly Case[] = rooms.flatMap((room) =>
  Object.keys(room.deniedGlobals ?? {}).map((name): Case => [`${folder(room)}/a.ts`, uses(name), 'globals']),
);

const reveals = 'export const y = (key: { reveal(): string }) => key.reveal();';

const others: readonly Case[] = [
  ['src/domain/keys/a.ts', uses("new TextEncoder().encode('')"), null],
  ['src/cli.ts', imports('./adapters/files/files.ts'), null],
  ['src/adapters/files/a.ts', uses('process.exit(1)'), 'plugin'],
  ['src/standin/a.ts', 'process.exitCode = 1;', 'plugin'],
  [
    'src/commands/setup/a.ts',
    'export const y = (exit: { reallyExit(code: number): void }) => exit.reallyExit(1);',
    null,
  ],
  ['src/main.ts', uses('process.exit(130)'), null],
  ['src/ui/a.ts', reveals, 'plugin'],
  ...[
    'changes/plan',
    'changes/write',
    'checks/a',
    'commands/a',
    'commands/setup/a',
    'domain/env/place',
    'i18n/en/a',
  ].map((file): Case => [`src/${file}.ts`, reveals, 'plugin']),
  ...['adapters/api/a', 'compose', 'domain/env/edit', 'domain/keys/a', 'domain/secrets/a'].map(
    (file): Case => [`src/${file}.ts`, reveals, null],
  ),
  ['src/domain/values/one.ts', "import { two } from './two.ts';\nexport const one = () => two;", 'circle'],
  ['src/domain/values/two.ts', "import { one } from './one.ts';\nexport const two = () => one;", 'circle'],
  ['src/domain/types/one.ts', "import type { Two } from './two.ts';\nexport type One = Two | 1;", 'circle'],
  ['src/domain/types/two.ts', "import type { One } from './one.ts';\nexport type Two = One | 2;", 'circle'],
];

const cases: readonly Case[] = [...fromTable, ...ownFiles, ...packages, ...globals, ...others];

const rules: Readonly<Record<string, Case[2]>> = {
  'lint/style/noRestrictedImports': 'imports',
  'lint/style/noRestrictedGlobals': 'globals',
  'lint/suspicious/noImportCycles': 'circle',
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

/** Many cases share a path: each gets a file name of its own, but for those that a rule or a circle names. */
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
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 }, (_error, out) => done(out)),
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

test.each([...madeFiles()])('%s is as the table of rooms makes it', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});

/** A glob whose stars stand for one name. */
const pattern = (glob: string) => new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`);

test('every file of src/ is in one room of the linter, however deep it lies, or at the top', () => {
  const { overrides } = JSON.parse(biomeRules()) as {
    readonly overrides: readonly { readonly includes: readonly string[] }[];
  };
  const globs = overrides.flatMap(({ includes }) => includes.map((glob) => glob.replace(/^\*\*\//, '')));
  const files = readdirSync(join(checkout, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !top.includes(path));
  expect(files.length).toBeGreaterThan(400);
  const covering = (path: string) => globs.filter((glob) => pattern(glob).test(path));
  expect(files.filter((path) => covering(`src/${path}`).length !== 1)).toEqual([]);
});
