import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aliases,
  cheapBuiltins,
  childProcessLater,
  colorDecidedHere,
  countReplaced,
  least,
  lookDecidedHere,
  sdkNamed,
  tokensApart,
  unusedSdkResources,
} from '../../scripts/build/patterns.mjs';
import { createTally, type Tally } from '../../scripts/build/tally.mjs';
import { linked } from '../../scripts/packs.mjs';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'build-patterns-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A tally in which each pattern has to match once. */
const newTally = () => createTally(Object.fromEntries(Object.keys(least).map((name) => [name, 1])));

/** What a tally complains about. */
function complaint(tally: Tally): string {
  try {
    tally.check();
    return '';
  } catch (error) {
    return String(error);
  }
}

/** Bundles files, the first being the entry, the others packages of others. */
async function bundle(files: Readonly<Record<string, string>>, plugins: Plugin[] = []) {
  const folder = mkdtempSync(join(root, 'case-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const [entry] = Object.keys(files);
  return build({
    absWorkingDir: folder,
    entryPoints: [join(folder, entry ?? '')],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    plugins,
    logLevel: 'silent',
    alias: Object.fromEntries(Object.keys(aliases('')).map((name) => [name, resolve('src/version.ts')])),
  });
}

/** What each pattern looks for as it is today, and as it might be after an update; both are counted. */
const cases: Readonly<
  Record<string, { today: (tally: Tally) => unknown; changed: (tally: Tally) => unknown }>
> = {
  cheapBuiltins: {
    today: (tally) => cheapBuiltins('var fs = __toESM(require("node:fs"), 1);', tally),
    changed: (tally) => cheapBuiltins('var fs = __importStar(require("node:fs"), 1);', tally),
  },
  unusedSdkResources: {
    today: (tally) => sdk('export class Audio extends APIResource { create() {} }', tally),
    changed: (tally) => sdk('export const Audio = make(APIResource);', tally),
  },
  'unusedSdkResources, moved': {
    today: (tally) => sdk('export class Audio {}', tally),
    changed: (tally) => sdk('export class Audio {}', tally, 'openai/api'),
  },
  sdkNamed: {
    today: (tally) => client('this.constructor.name', tally),
    changed: (tally) => client('this.name', tally),
  },
  colorDecidedHere: {
    today: (tally) => chalk('chalk/source/vendor/supports-color/index.js', tally),
    changed: (tally) => chalk('chalk/source/supports-color.js', tally),
  },
  lookDecidedHere: {
    today: (tally) => inquirer("import { styleText } from 'node:util';", tally),
    changed: (tally) => inquirer("import { styleText as style } from 'node:util';", tally),
  },
  'lookDecidedHere, figures': {
    today: (tally) => inquirer('', tally, 'figures/dist/index.js'),
    changed: (tally) => inquirer('', tally, 'figures/dist/signs.js'),
  },
  childProcessLater: {
    today: (tally) => commander("const childProcess = require('node:child_process');", tally),
    changed: (tally) => commander("const { spawn } = require('child_process');", tally),
  },
  tokensApart: {
    today: (tally) => tokens('gpt-tokenizer/esm/bpeRanks/o200k_base.js', tally),
    changed: (tally) => tokens('gpt-tokenizer/esm/ranks/o200k_base.js', tally),
  },
  ...Object.fromEntries(
    Object.keys(aliases('')).map((name) => [
      `alias ${name}`,
      {
        today: (tally: Tally) => imported(`import { version } from '${name}'; version();`, tally),
        changed: (tally: Tally) => imported('export const version = 0;', tally),
      },
    ]),
  ),
  'inject sdk-globals': {
    today: (tally) => countReplaced(outputWith(168), tally),
    changed: (tally) => countReplaced(outputWith(0), tally),
  },
};

async function sdk(source: string, tally: Tally, folder = 'openai/resources') {
  const path = `node_modules/${folder}/audio.mjs`;
  const { outputFiles } = await bundle(
    { 'a.js': `import { Audio } from './${path}'; new Audio();`, [path]: source },
    [unusedSdkResources(tally)],
  );
  return outputFiles[0]?.text;
}

async function client(name: string, tally: Tally) {
  const path = 'node_modules/openai/client.mjs';
  const source = `export default class { agent() { return \`\${${name}}/JS 1\`; } }`;
  await bundle({ 'a.js': `import C from './${path}'; new C();`, [path]: source }, [sdkNamed(tally)]);
}

async function chalk(place: string, tally: Tally) {
  const path = `node_modules/${place}`;
  const files = { 'a.js': `import color from './${path}'; color();`, [path]: 'export default 0;' };
  await bundle(files, [colorDecidedHere(tally)]);
}

async function inquirer(source: string, tally: Tally, place = 'core/dist/lib/theme.js') {
  const path = `node_modules/@inquirer/${place}`;
  const files = { 'a.js': `import look from './${path}'; look();`, [path]: `${source}\nexport default 0;` };
  await bundle(files, [lookDecidedHere(tally)]);
}

async function commander(source: string, tally: Tally) {
  const path = 'node_modules/commander/lib/command.js';
  const files = { 'a.js': `import command from './${path}'; command();`, [path]: source };
  await bundle(files, [childProcessLater(tally)]);
}

async function tokens(place: string, tally: Tally) {
  const path = `node_modules/${place}`;
  const files = { 'a.js': `import tokens from './${path}'; tokens();`, [path]: 'export default [];' };
  await bundle(files, [tokensApart(resolve('.'), 'tokens.br', tally)]);
}

async function imported(source: string, tally: Tally) {
  const { metafile } = await bundle({ 'a.js': source });
  countReplaced(metafile, tally);
}

const outputWith = (bytesInOutput: number) => ({
  inputs: {},
  outputs: { 'a.js': { inputs: { 'src/adapters/http/sdk-globals.ts': { bytesInOutput } } } },
});

describe('a pattern over the code of others', () => {
  test.each(Object.entries(cases))(
    '%s: found today, missed when it changes',
    async (title, { today, changed }) => {
      const name = title.replace(/,.*/, '');
      const [found, missed] = [newTally(), newTally()];
      await today(found);
      expect(complaint(found)).not.toContain(`${name}: `);
      await changed(missed);
      expect(complaint(missed)).toContain(`${name}: 0, at least 1 expected`);
    },
  );

  test('each that the build counts is tried here', () => {
    const tried = Object.keys(cases).map((title) => title.replace(/,.*/, ''));
    expect(new Set(tried)).toEqual(new Set(Object.keys(least)));
  });
});

test('an SDK resource that is never called has no methods left', async () => {
  const text = await sdk('export class Audio { create() { return "made"; } }', newTally());
  expect(text).toContain('Audio');
  expect(text).not.toContain('made');
});

describe('a tally', () => {
  test('names each pattern that matched too seldom, with both counts', () => {
    const tally = createTally({ one: 3, two: 1, three: 2 });
    tally.add('one', 2);
    tally.add('two');
    expect(() => tally.check()).toThrow(/one: 2, at least 3 expected\n.*three: 0, at least 2 expected$/);
    tally.add('one');
    tally.add('three', 2);
    expect(() => tally.check()).not.toThrow();
  });

  test('has no pattern without a least count', () => {
    expect(() => createTally({ one: 1 }).add('two')).toThrow('two');
  });
});

describe('linking chunks', () => {
  const place = (name: string) => `$load("${name}")`;
  test('every file that is imported is found', () => {
    const code = 'var a=require("./a-1.js"),b=require("./b.js");require("node:fs");require("src/main.ts")';
    expect(linked('c.js', code, ['a-1.js', 'b.js', 'src/main.ts'], place)).toBe(
      'var a=$load("a-1.js"),b=$load("b.js");require("node:fs");$load("src/main.ts")',
    );
  });

  test.each([
    ['other quotes', "require('./a.js')"],
    ['an import that stayed', 'import("./a.js")'],
    ['without the ending', 'require("./a")'],
  ])('a compiler that writes %s ends the build', (_, code) => {
    expect(() => linked('c.js', `require("./b.js");${code}`, ['a.js', 'b.js'], place)).toThrow(
      'c.js requires 1 of the files it imports, at least 2 expected; not found: a.js',
    );
  });
});
