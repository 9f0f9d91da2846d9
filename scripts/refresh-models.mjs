// Shows how the model table differs from its two public sources today. Changes nothing: prices are
// copied by hand, looked at, and dated (`pricesCheckedOn` in src/domain/models/rows.ts).
//
//   node scripts/refresh-models.mjs
//
// Asks npm, as it is set up on this machine, for the newest @pydantic/genai-prices (prices, context)
// and openai (chat models, end dates), into a temporary folder.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'refresh-models-'));
try {
  const [table, prices, sdk] = [await loadTable(), await loadPrices(), loadSdk()];
  const lines = [...comparePrices(table, prices), ...compareSdk(table, sdk)];
  process.stdout.write(
    `Table of ${table.pricesCheckedOn}; @pydantic/genai-prices ${prices.version}; openai ${sdk.version}\n\n`,
  );
  process.stdout.write(lines.length > 0 ? `${lines.join('\n')}\n` : 'No difference.\n');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Our own table, bundled for this run. */
async function loadTable() {
  const outfile = join(folder, 'table.mjs');
  const entry = fileURLToPath(new URL('../src/domain/models/', import.meta.url));
  await build({
    stdin: {
      contents:
        "export * from './table.ts'; export { pricesCheckedOn } from './rows.ts'; export { isChatModel } from './chat-models.ts';",
      resolveDir: entry,
    },
    bundle: true,
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

/** Downloads the newest version of a package and unpacks it. */
function fetchPackage(name) {
  const options = { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' };
  const [{ filename, version }] = JSON.parse(
    execFileSync('npm', ['pack', `${name}@latest`, '--json'], options),
  );
  execFileSync('tar', ['-xzf', filename], options);
  return { version, path: join(folder, 'package') };
}

async function loadPrices() {
  const { version, path } = fetchPackage('@pydantic/genai-prices');
  const library = await import(pathToFileURL(join(path, 'dist/index.js')).href);
  const provider = library.findProvider({ providerId: 'openai' });
  /** Price of a model today; `calcPrice` knows dated price changes, tiers and snapshots. */
  const find = (id) => {
    const found = library.calcPrice({ input_tokens: 1, output_tokens: 1 }, id, { providerId: 'openai' });
    if (!found) return null;
    const base = (value) => (typeof value === 'object' ? value.base : (value ?? null));
    const { input_mtok: input, cache_read_mtok: cached, output_mtok: output } = found.model_price;
    const tier = typeof input === 'object' ? input.tiers[0] : undefined;
    return {
      input: base(input),
      cached: base(cached),
      output: base(output),
      context: found.model.context_window ?? null,
      // A tier holds above its start.
      longFrom: tier ? tier.start + 1 : null,
    };
  };
  rmSync(path, { recursive: true });
  return { version, find, ids: provider.models.map(({ id }) => id) };
}

/** The `ChatModel` type and the end dates in its comment. */
function loadSdk() {
  const { version, path } = fetchPackage('openai');
  const source = readFileSync(join(path, 'src/resources/shared.ts'), 'utf8');
  rmSync(path, { recursive: true });
  const type = source.indexOf('export type ChatModel =');
  const comment = source.slice(source.lastIndexOf('/**', type), type).replaceAll(/\s*\n \*\s*/g, ' ');
  const ids = [...source.slice(type, source.indexOf(';', type)).matchAll(/'([^']+)'/g)].map(([, id]) => id);
  const ends = new Map();
  for (const [, names, date] of comment.matchAll(
    /- ("[^:]*): Announced shutdown date: (\d{4}-\d{2}-\d{2})/g,
  )) {
    for (const [, id] of names.matchAll(/"([^"]+)"/g)) ends.set(id, date);
  }
  return { version, ids, ends };
}

function comparePrices({ modelTable, findModel, isChatModel }, { find, ids }) {
  const lines = [];
  for (const row of modelTable) {
    const found = find(row.id);
    if (!found) {
      if (row.inputUsdPerMillion !== null) lines.push(`${row.id}: priced here, not in the source`);
      continue;
    }
    const pairs = {
      input: [row.inputUsdPerMillion, found.input],
      cached: [row.cachedInputUsdPerMillion, found.cached],
      output: [row.outputUsdPerMillion, found.output],
      context: [row.contextTokens, found.context],
      'long context from': [row.longContext?.fromInputTokens ?? null, found.longFrom],
    };
    for (const [name, [here, there]] of Object.entries(pairs)) {
      if (here !== there) lines.push(`${row.id}: ${name} is ${here} here, ${there} in the source`);
    }
  }
  for (const id of ids)
    if (isChatModel(id) && !findModel(id)) lines.push(`${id}: priced in the source, not here`);
  return lines;
}

function compareSdk({ findModel }, { ids, ends }) {
  const lines = ids.filter((id) => !findModel(id)).map((id) => `${id}: a ChatModel of the SDK, not here`);
  for (const id of ids) {
    const row = findModel(id);
    const there = ends.get(id) ?? null;
    if (row && row.shutdownDate !== there)
      lines.push(`${id}: ends ${row.shutdownDate} here, ${there} in the SDK`);
  }
  return lines;
}
