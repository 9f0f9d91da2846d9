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

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const fresh = join(root, `.dist-${process.pid}`);
const dist = join(root, 'dist');

const result = await build({
  absWorkingDir: root,
  entryPoints: { entry: 'src/entry.ts' },
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  write: false,
  metafile: true,
  minifySyntax: true,
  chunkNames: '[name]-[hash]',
  define: { OPENAI_SETUP_VERSION: JSON.stringify(version) },
  // The same job at a hundredth of the start-up cost: ora measures widths with Intl.Segmenter otherwise.
  alias: { 'string-width': 'fast-string-width' },
  // The SDK's `Headers` without undici behind them: 20 ms at every start (docs/adr/0003).
  inject: ['src/adapters/http/sdk-globals.ts'],
  plugins: [unusedSdkResources()],
  legalComments: 'none',
  logLevel: 'warning',
});

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
for (const file of result.outputFiles) {
  const { code } = await transform(file.text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    supported: { 'dynamic-import': false },
    legalComments: 'none',
  });
  writeFileSync(join(fresh, relative(fresh, file.path)), code);
}
writeFileSync(join(fresh, 'THIRD-PARTY-NOTICES.txt'), notices(result.metafile, root));

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
