// The stand-in API for the scripts beside this folder, which are plain JavaScript: bundled from its source
// into a temporary file, since Node 20 loads no TypeScript.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Starts the stand-in: `{ baseURL, key, requests, close() }`.
 * @param {{ scenario?: string, language?: 'en' | 'zh-CN' }} [options]
 */
export async function startStandin({ scenario = 'ok', language = 'en' } = {}) {
  const { startStandin: start, scenarios } = await load();
  return start({ scenario: scenarios[scenario], language });
}

let loaded;

function load() {
  loaded ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'standin-'));
    const outfile = join(folder, 'standin.mjs');
    try {
      await build({
        stdin: {
          contents:
            "export * from './test/support/standin/standin.ts'; export * from './src/standin/scenarios.ts';",
          resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
        },
        bundle: true,
        format: 'esm',
        platform: 'node',
        outfile,
        logLevel: 'error',
      });
      return await import(pathToFileURL(outfile).href);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  })();
  return loaded;
}
