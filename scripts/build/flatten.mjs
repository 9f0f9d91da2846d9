/**
 * Makes one flat module of the chunks that belong together. Splitting leaves a chunk for each set of entries that share
 * it, a hundred at a start; and between chunks each name is a property that is defined, looked up and spelt out, which
 * came to a quarter of the code. In a flat module it is a variable.
 */
import { build } from 'esbuild';

/**
 * Returns the modules that are made, as ES modules: for each group a `code` and the `imports`, names of groups, under
 * its own name. `groups`: `{ name, members }`, `name` being the member that is imported from outside by that name, and
 * members being names of chunks; `chunks`: by name, the `text`, what it `exports` as an entry (nothing where it is none), and
 * the chunks that it `imports` statically, by the build's own record. Throws where the text imports others than that, so
 * is in a form that is not known, and where it imports lazily what is no group.
 */
export async function flatten(groups, chunks) {
  const groupOf = new Map(groups.flatMap((group) => group.members.map((member) => [member, group])));
  const shared = sharedNames(groupOf, chunks);
  const flat = groups.map(async (group) => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: surface(group, chunks.get(group.name).exports, shared) },
      bundle: true,
      write: false,
      metafile: true,
      outfile: group.name,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      minifySyntax: true,
      legalComments: 'none',
      logLevel: 'warning',
      plugins: [chunksOf(group, groupOf, chunks, shared)],
    });
    const [{ imports }] = Object.values(metafile.outputs);
    const others = imports.map(({ path }) => path).filter((path) => path.startsWith('./'));
    return [group.name, { code: outputFiles[0].text, imports: others.map((path) => path.slice(2)) }];
  });
  return new Map(await Promise.all(flat));
}

/** By chunk, the names in it that other groups import, each with the short one under which its group exports it. */
function sharedNames(groupOf, chunks) {
  const shared = new Map([...chunks.keys()].map((chunk) => [chunk, new Map()]));
  const counts = new Map();
  for (const [importer, source] of chunks)
    for (const { chunk, names } of staticImports(importer, source)) {
      const group = groupOf.get(chunk);
      if (group === groupOf.get(importer)) continue;
      for (const name of names) {
        if (shared.get(chunk).has(name)) continue;
        const count = counts.get(group) ?? 0;
        counts.set(group, count + 1);
        shared.get(chunk).set(name, `$${count}`);
      }
    }
  return shared;
}

/** The imports of other chunks that esbuild writes at the head of one. */
function staticImports(importer, { text, imports }) {
  const found = [...text.matchAll(/^import (?:\{([^}]*)\} from )?"\.\/([\w.-]+)";$/gm)];
  const targets = new Set(found.map(([, , chunk]) => chunk));
  const missing = imports.filter((chunk) => !targets.has(chunk));
  if (missing.length > 0) throw new Error(`flatten: ${importer} has no import of ${missing.join(', ')}`);
  return found.map(([, names = '', chunk]) => ({
    chunk,
    names: names
      .split(',')
      .map((name) => name.trim().replace(/ as .*/, ''))
      .filter(Boolean),
  }));
}

/** What a group exports: what its entry does, and what other groups take of its chunks. */
function surface({ name, members }, exported, shared) {
  const own = `export { ${exported.join(', ')} } from "./${name}";\n`;
  return (
    own + members.map((member) => passedOn(member, shared, (long, short) => `${long} as ${short}`)).join('')
  );
}

const passedOn = (chunk, shared, rename, from = chunk) =>
  `export { ${[...shared.get(chunk)].map(([long, short]) => rename(long, short)).join(', ')} } from "./${from}";\n`;

/** Chunks of the group are taken in; of others, what they export is imported from their group. */
function chunksOf(group, groupOf, chunks, shared) {
  return {
    name: 'chunks',
    setup(build) {
      build.onResolve({ filter: /^\.\// }, ({ path, kind, namespace }) => {
        const chunk = path.slice(2);
        const owner = groupOf.get(chunk);
        if (kind === 'dynamic-import') {
          if (owner?.name !== chunk) throw new Error(`flatten: ${chunk} is imported lazily and no group`);
          return { path, external: true };
        }
        if (namespace === 'elsewhere') return { path, external: true };
        return { path: chunk, namespace: owner === group ? 'chunk' : 'elsewhere' };
      });
      build.onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({ contents: chunks.get(path).text }));
      build.onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path }) => ({
        contents: passedOn(path, shared, (long, short) => `${short} as ${long}`, groupOf.get(path).name),
      }));
    },
  };
}
