/**
 * Builds `dist/`: CommonJS chunks without runtime dependencies, loaded when they are needed.
 *
 * esbuild splits only ES modules, and Node starts CommonJS faster. So this splits as ES modules first
 * and then turns each chunk into CommonJS; `import()` becomes a lazy `require`. See docs/adr/0002.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { exportedAsValues, requiredAsTheyAre } from './build/exports.mjs';
import { flatten } from './build/flatten.mjs';
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
} from './build/patterns.mjs';
import { createTally } from './build/tally.mjs';
import { packTokens } from './build/token-table.mjs';
import { notices } from './notices.mjs';
import { groupsOf, pack, recordOf } from './packs.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const fresh = join(root, `.dist-${process.pid}`);
const dist = join(root, 'dist');
// A build that fails leaves nothing behind.
process.on('exit', () => rmSync(fresh, { recursive: true, force: true }));

const common = { platform: 'node', target: 'node20.19', legalComments: 'none' };
const options = {
  ...common,
  absWorkingDir: root,
  outdir: fresh,
  bundle: true,
  write: false,
  metafile: true,
  define: { OPENAI_SETUP_VERSION: JSON.stringify(version) },
  alias: aliases(root),
  logLevel: 'warning',
};

const tally = createTally(least);
// Compressed in another thread while esbuild works.
const tokenFile = 'o200k_base.br';
const tokens = packTokens(ranks);

const split = await build({
  ...options,
  entryPoints: { entry: 'src/entry.ts' },
  format: 'esm',
  splitting: true,
  minifySyntax: true,
  chunkNames: '[name]-[hash]',
  // The SDK's `Headers` without undici behind them: 20 ms at every start (docs/adr/0003).
  inject: ['src/adapters/http/sdk-globals.ts'],
  plugins: [
    unusedSdkResources(tally),
    sdkNamed(tally),
    colorDecidedHere(tally),
    lookDecidedHere(tally),
    childProcessLater(tally),
    tokensApart(root, tokenFile, tally),
  ],
});
const chunks = new Map();
for (const { path, text } of split.outputFiles) {
  const name = relative(fresh, path);
  chunks.set(name, { text, ...recordOf(name, split.metafile) });
}
const groups = groupsOf(split.metafile);
const modules = await flatten(groups, chunks);
for (const module of modules.values()) module.code = await toCommonJs(module.code);

// The first question in one flat file, which is faster than any splitting; it only loads the rest.
const first = await build({
  ...options,
  entryPoints: { first: 'src/first-question.ts' },
  format: 'cjs',
  plugins: [loadedLater('src/main.ts'), colorDecidedHere(tally), lookDecidedHere(tally)],
});
const apart = new Map([
  ['first.js', { code: await toCommonJs(first.outputFiles[0].text), imports: ['src/main.ts'] }],
]);

countReplaced(split.metafile, tally);
tally.check();

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
for (const [name, code] of pack(modules, apart, groups, split.metafile))
  writeFileSync(join(fresh, name), code);
writeFileSync(join(fresh, tokenFile), await tokens);
writeFileSync(join(fresh, 'THIRD-PARTY-NOTICES.txt'), notices([split.metafile, first.metafile], root));

swap(fresh, dist);
for (const language of ['en', 'zh-CN']) {
  const help = spawnSync(
    process.execPath,
    [join(root, 'bin/openai-setup.js'), '--lang', language, '--help'],
    {
      env: { PATH: process.env.PATH, COLUMNS: '80' },
    },
  );
  if (help.status !== 0) throw new Error(`--help failed: ${help.stderr}`);
  writeFileSync(join(dist, `help.${language}.txt`), help.stdout);
}

writeFileSync(join(dist, 'openai-setup.1'), await manual());

/** The manual page, from the same tables as help. */
async function manual() {
  const { outputFiles } = await build({
    ...common,
    absWorkingDir: root,
    entryPoints: ['src/manual.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'warning',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { manual: page } = await import(`data:text/javascript;base64,${code}`);
  const changed = /^## (?:\S+) ?\(?(\d{4}-\d\d-\d\d)?/m.exec(
    readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
  );
  return page(version, changed?.[1] ?? new Date().toISOString().slice(0, 10));
}

/** One module as small CommonJS code, `import()` as a lazy `require`. */
async function toCommonJs(text) {
  const { code } = await transform(exportedAsValues(text), {
    ...common,
    format: 'cjs',
    supported: { 'dynamic-import': false },
  });
  const plain = cheapBuiltins(requiredAsTheyAre(code), tally);
  const small = await transform(plain, { ...common, format: 'cjs', minify: true });
  return inAscii(small.code);
}

/**
 * Code without a character beyond ASCII: esbuild leaves them in regular expressions, and one of them makes Node hold
 * and read the whole file in two bytes for each character.
 */
function inAscii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A module of this project that stays outside a bundle, named by its path from the root. */
function loadedLater(path) {
  return {
    name: 'loaded-later',
    setup(build) {
      build.onResolve({ filter: /^\.\/main\.ts$/ }, () => ({ path, external: true }));
    },
  };
}

/** Puts the new folder where the old one was; a run that starts in between finds one of them. */
function swap(from, to) {
  const old = `${to}-old-${process.pid}`;
  if (existsSync(to)) renameSync(to, old);
  try {
    renameSync(from, to);
  } catch {
    cpSync(from, to, { recursive: true });
    rmSync(from, { recursive: true, force: true });
  }
  rmSync(old, { recursive: true, force: true });
}
