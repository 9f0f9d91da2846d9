import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { exportedAsValues, requiredAsTheyAre } from '../../scripts/build/exports.mjs';
import { type Chunk, flatten } from '../../scripts/build/flatten.mjs';

describe('exports of a module of the build', () => {
  test('are values, by the names under which others know them', () => {
    expect(exportedAsValues('var a = 1, $b = 2;\nexport {\n  a,\n  $b as $0\n};\n')).toBe(
      'var a = 1, $b = 2;\nmodule.exports = { a: a, $0: $b };\n',
    );
  });

  test.each(['a = 2;', 'a ??= 2;', 'a += 2;', 'a++;', 'let isArray = () => (a = Array.isArray, a());'])(
    'are asked for each time where they change: %s',
    (change) => {
      expect(exportedAsValues(`var a = 1;\n${change}\nexport { a };\n`)).toContain('get a() { return a; }');
    },
  );

  test.each(['x.a = 2;', 'aa = 2;', 'if (a == 2) f();', 'f((a) => a);', 'f(a >= 2);'])(
    'are values where only something alike changes: %s',
    (other) => {
      expect(exportedAsValues(`var a = 1;\n${other}\nexport { a };\n`)).toContain('{ a: a }');
    },
  );

  test('are required as they are, which somebody else’s are not', () => {
    expect(requiredAsTheyAre('__toESM(require("./a-1.js")), __toESM2(require("src/main.ts"))')).toBe(
      'require("./a-1.js"), require("src/main.ts")',
    );
    expect(requiredAsTheyAre('__toESM(require("node:fs"))')).toBe('__toESM(require("node:fs"))');
  });
});

describe('flat modules', () => {
  const chunks = (texts: Readonly<Record<string, Partial<Chunk>>>) =>
    new Map(
      Object.entries(texts).map(([name, { text = '', exports = [], imports = [] }]) => [
        name,
        { text, exports, imports },
      ]),
    );
  const one = chunks({
    'entry.js': {
      text: 'import {\n  half as half2\n} from "./shared.js";\nimport "./effect.js";\nexport default half2(4);\n',
      exports: ['default'],
      imports: ['shared.js', 'effect.js'],
    },
    'shared.js': {
      text: 'var half = (n) => n / 2, twice = (n) => n * 2;\nexport {\n  half,\n  twice\n};\n',
    },
    'effect.js': { text: 'globalThis.effects = (globalThis.effects ?? 0) + 1;\n' },
    'other.js': {
      text: 'import {\n  twice\n} from "./shared.js";\nvar later = () => import("./entry.js"), eight = twice(4);\nexport {\n  eight,\n  later\n};\n',
      exports: ['eight', 'later'],
      imports: ['shared.js'],
    },
  });
  const groups = [
    { name: 'entry.js', members: ['entry.js', 'shared.js', 'effect.js'] },
    { name: 'other.js', members: ['other.js'] },
  ];

  test('hold their chunks, do what these did, once, and know the other modules alone', async () => {
    const modules = await flatten(groups, one);
    expect([...modules].map(([name, { imports }]) => [name, imports])).toEqual([
      ['entry.js', []],
      ['other.js', ['entry.js', 'entry.js']],
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'build-modules-'));
    try {
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      for (const [name, { code }] of modules) writeFileSync(join(folder, name), code);
      const other = await import(pathToFileURL(join(folder, 'other.js')).href);
      expect(other.eight).toBe(8);
      expect((await other.later()).default).toBe(2);
      expect((globalThis as { effects?: number }).effects).toBe(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('what is imported in a form that is not known ends the build', async () => {
    const changed = chunks({
      ...Object.fromEntries(one),
      'other.js': { text: "import { twice } from './shared.js';", imports: ['shared.js'] },
    });
    await expect(flatten(groups, changed)).rejects.toThrow('other.js has no import of shared.js');
  });

  test('what is imported lazily needs a module of its own', async () => {
    const changed = chunks({ ...Object.fromEntries(one), 'other.js': { text: 'import("./shared.js");' } });
    await expect(flatten(groups, changed)).rejects.toThrow('shared.js is imported lazily and no group');
  });
});
