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
import { notices } from './notices.mjs';
import { pack } from './packs.mjs';

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
  // The same job at a hundredth of the start-up cost: ora measures widths with Intl.Segmenter otherwise.
  // fdir (below tinyglobby) asks for `import.meta.url` in its other form, which CommonJS has not.
  alias: { 'string-width': 'fast-string-width', fdir: join(root, 'node_modules/fdir/dist/index.cjs') },
  logLevel: 'warning',
};

const split = await build({
  ...options,
  entryPoints: { entry: 'src/entry.ts' },
  format: 'esm',
  splitting: true,
  minifySyntax: true,
  chunkNames: '[name]-[hash]',
  // The SDK's `Headers` without undici behind them: 20 ms at every start (docs/adr/0003).
  inject: ['src/adapters/http/sdk-globals.ts'],
  plugins: [unusedSdkResources(), colorDecidedHere()],
});
const chunks = new Map();
for (const file of split.outputFiles) chunks.set(relative(fresh, file.path), await toCommonJs(file.text));

// The first question in one flat file, which is faster than any splitting; it only loads the rest.
const first = await build({
  ...options,
  entryPoints: { first: 'src/first-question.ts' },
  format: 'cjs',
  plugins: [loadedLater('src/main.ts')],
});
const apart = new Map([['first.js', await toCommonJs(first.outputFiles[0].text)]]);

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
for (const [name, code] of pack(chunks, apart, split.metafile)) writeFileSync(join(fresh, name), code);
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

/** One chunk as small CommonJS code, `import()` as a lazy `require`. */
async function toCommonJs(text) {
  const { code } = await transform(text, {
    ...common,
    format: 'cjs',
    supported: { 'dynamic-import': false },
  });
  const small = await transform(cheapBuiltins(code), { ...common, format: 'cjs', minify: true });
  return small.code;
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

/**
 * esbuild copies every property of a built-in module that is imported whole, for each chunk that does: a hundred
 * of `node:fs` alone, milliseconds of a start. An object that inherits them does the same for nothing.
 */
function cheapBuiltins(code) {
  const cheap = code.replace(
    /\b__toESM\d*\(require\("((?:node:)?(?:fs|path|os|tty|process|util|readline|stream|child_process|events|buffer|url|async_hooks|crypto|fs\/promises))"\)(?:, 1)?\)/g,
    '$builtin("$1")',
  );
  if (cheap === code) return code;
  return `${cheap}\nfunction $builtin(id){const all=require(id);return Object.create(all,{default:{value:all}})}\n`;
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

/**
 * The SDK's client constructs every resource of the API, so nothing of it is shaken off. This leaves
 * the resources that are never called as empty classes; `chat` and `models` (and `admin`, for rotate) stay whole.
 */
function unusedSdkResources() {
  const kept = /[/\\]openai[/\\]resources[/\\](chat[/\\]|models|index|shared|admin[/\\])/;
  return {
    name: 'unused-sdk-resources',
    setup(build) {
      build.onLoad({ filter: /[/\\]openai[/\\]resources[/\\].*\.m?js$/ }, async ({ path }) => {
        if (kept.test(path)) return undefined;
        const source = readFileSync(path, 'utf8');
        // It only passes on what another file has.
        if (/^export \*/m.test(source)) return undefined;
        const names = [...source.matchAll(/^export class (\w+)/gm)].map((match) => match[1]);
        const reexported = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap((match) =>
          match[1].split(',').map((name) => name.trim().replace(/^.* as /, '')),
        );
        const all = [...new Set([...names, ...reexported])].filter(Boolean);
        return { contents: all.map((name) => `export class ${name} {}`).join('\n'), loader: 'js' };
      });
    },
  };
}

/**
 * chalk asks the system whether it may colour; here that was decided before (`adapters/terminal.ts`) and
 * told to it, or to ora by `NO_COLOR`.
 */
function colorDecidedHere() {
  const contents = `
    const level = process.env.NO_COLOR ? 0 : 1;
    export default { stdout: level && { level }, stderr: level && { level } };`;
  return {
    name: 'color-decided-here',
    setup(build) {
      build.onLoad({ filter: /chalk[/\\]source[/\\]vendor[/\\]supports-color[/\\]index\.js$/ }, () => ({
        contents,
        loader: 'js',
      }));
    },
  };
}
