/**
 * Puts chunks that are used together into one file. Splitting leaves some eighty small chunks, and each file
 * costs a start half a millisecond; in a pack each is a function that runs when it is first asked for.
 */

/** Which lazily loaded modules (and all that they import statically) share a file, in the order of choice. */
const packs = {
  // The composition root, and what setup looks at first.
  start: ['src/main.ts', 'src/commands/setup/setup.ts'],
  // Verify, and what setup shares with it.
  verify: [
    'src/commands/verify/verify.ts',
    'src/adapters/api/openai.ts',
    'src/adapters/http/machinery.ts',
    'src/adapters/git/git.ts',
  ],
  // Setup after its first question.
  setup: [
    'src/commands/setup/start.ts',
    'src/adapters/files/env.ts',
    'src/adapters/files/files-replace.ts',
    'src/domain/keys/no-key.ts',
  ],
  // A command line with arguments.
  line: ['src/cli.ts', 'src/i18n/en/cli.ts', 'src/i18n/zh-CN/cli.ts', 'src/ui/error.ts'],
};

/**
 * Returns the files to write, by name: `chunks` (CommonJS code by file name) with those of each pack put
 * together, and `apart`, code that only loads chunks. Throws for a module in the table that the build does not have.
 */
export function pack(chunks, apart, metafile) {
  const nameOf = (path) => path.replace(/^.*\//, '');
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [nameOf(path), output]));
  const packOf = new Map();
  for (const [packName, entries] of Object.entries(packs)) {
    for (const entry of entries) {
      const found = [...outputs].find(([, output]) => output.entryPoint === entry);
      if (!found) throw new Error(`no chunk begins with ${entry}`);
      const take = (name) => {
        if (packOf.has(name)) return;
        packOf.set(name, packName);
        for (const { path, kind, external } of outputs.get(name).imports) {
          if (kind === 'import-statement' && !external) take(nameOf(path));
        }
      };
      take(found[0]);
    }
  }
  const linked = (code, inside) =>
    code.replace(/\brequire\("\.\/([\w.-]+\.js)"\)/g, (call, name) => {
      const target = packOf.get(name);
      if (target === undefined) return call;
      return target === inside ? `$load("${name}")` : `require("./${target}.js")("${name}")`;
    });
  const files = new Map();
  // Code built apart from the chunks knows them by the path of their source.
  const byEntry = new Map([...outputs].map(([name, { entryPoint }]) => [entryPoint, name]));
  for (const [name, code] of apart) {
    const named = code.replace(
      /\brequire\("(src\/[\w./-]+)"\)/g,
      (_call, path) => `require("./${byEntry.get(path)}")`,
    );
    files.set(name, linked(named));
  }
  for (const [name, code] of chunks) if (!packOf.has(name)) files.set(name, linked(code));
  for (const packName of Object.keys(packs)) {
    const members = [...chunks].filter(([name]) => packOf.get(name) === packName);
    const functions = members.map(([name, code]) => `"${name}"(module,exports){${linked(code, packName)}}`);
    files.set(
      `${packName}.js`,
      `"use strict";const $all={${functions.join(',\n')}},$done={};` +
        'function $load(name){let module=$done[name];if(!module){module=$done[name]={exports:{}};' +
        '$all[name](module,module.exports)}return module.exports}module.exports=$load;\n',
    );
  }
  return files;
}
