/**
 * Puts chunks that are used together into one file. Splitting leaves some eighty small chunks, and each file
 * costs a start half a millisecond, and `npx` its unpacking; in a pack each is a function that runs when it is first
 * asked for. So the names of the files in the package are known, and `scripts/package/inspect.mjs` refuses others.
 */

/**
 * Which lazily loaded modules (and all that they import statically) share a file, in the order of choice. A module that
 * only others import statically takes the chunk with it that it was put into.
 */
const packs = {
  // Where arguments lead to, the composition root, and what setup looks at first.
  start: ['src/entry.ts', 'src/main.ts', 'src/commands/setup/setup.ts'],
  // Verify, and what setup shares with it.
  verify: [
    'src/commands/verify/verify.ts',
    'src/i18n/cause-words.ts',
    'src/checks/load.ts',
    'src/adapters/api/openai.ts',
    'src/adapters/http/machinery.ts',
    'src/adapters/git/git.ts',
    'src/adapters/system/npm-pack.ts',
  ],
  // What an answer means, loaded while the request is on its way.
  answer: ['src/domain/diagnosis/diagnose.ts', 'src/checks/network.ts', 'src/checks/program-proxy.ts'],
  // Setup after its first question.
  setup: [
    'src/commands/setup/start.ts',
    'src/commands/setup/rewrite-encoding.ts',
    'src/adapters/files/env.ts',
    'src/adapters/files/files-replace.ts',
    'src/adapters/files/lock.ts',
    'src/adapters/files/records.ts',
    'src/domain/keys/no-key.ts',
    'src/checks/workspace-packages.ts',
  ],
  // A command line with arguments.
  line: ['src/command-line.ts', 'src/i18n/en/cli.ts', 'src/i18n/zh-CN/cli.ts', 'src/ui/error.ts'],
  // The words of verify and setup, by language.
  en: ['report', 'setup', 'verify'].map((subject) => `src/i18n/en/${subject}.ts`),
  'zh-CN': ['report', 'setup', 'verify'].map((subject) => `src/i18n/zh-CN/${subject}.ts`),
  // What to say of a failure; after the words above, which share some of it.
  'en-causes': ['src/i18n/en/causes.ts'],
  'zh-CN-causes': ['src/i18n/zh-CN/causes.ts'],
  // Questions and the spinner.
  terminal: [
    'src/adapters/terminal/prompts.ts',
    'src/adapters/terminal/plain-prompts.ts',
    'src/adapters/terminal/keypress.ts',
    'node_modules/ora/index.js',
  ],
  sdk: ['node_modules/openai/index.mjs'],
  // The end of setup: a first program, written, installed for and run.
  ending: [
    'src/commands/setup/first-program.ts',
    'src/adapters/system/run-program.ts',
    'src/i18n/en/example.ts',
    'src/i18n/zh-CN/example.ts',
  ],
  // The other commands, with their words.
  commands: ['demo', 'models', 'cost', 'example', 'rotate', 'push'].flatMap((name) => [
    `src/commands/${name}/${name}.ts`,
    `src/i18n/en/${name}.ts`,
    `src/i18n/zh-CN/${name}.ts`,
  ]),
  // What reads configuration files, where there are such.
  config: [
    'src/checks/read-config.ts',
    'src/checks/read-program.ts',
    'src/checks/read-ecosystem.ts',
    'src/checks/other-tools.ts',
  ],
  elsewhere: ['src/checks/elsewhere.ts'],
  compose: ['src/checks/read-compose.ts'],
  // What looks through many files.
  search: [
    'src/commands/scan/scan.ts',
    'src/i18n/en/scan.ts',
    'src/i18n/zh-CN/scan.ts',
    'src/ui/sarif.ts',
    'src/adapters/files/find-files.ts',
    'src/adapters/scan/git-grep.ts',
    'src/adapters/files/text-source.ts',
  ],
  // What reads the program's own code.
  doctor: [
    'src/commands/doctor/doctor.ts',
    'src/checks/judge-entries.ts',
    'src/commands/doctor/fix.ts',
    'src/i18n/en/doctor.ts',
    'src/i18n/zh-CN/doctor.ts',
    'src/adapters/files/project-files.ts',
    'src/ui/doctor-ci.ts',
  ],
  tokenizer: ['src/adapters/system/tokenizer.ts'],
  // What only some runs come to.
  seldom: [
    'src/commands/verify/fix.ts',
    'src/commands/verify/watch.ts',
    'src/checks/other-key.ts',
    'src/commands/setup/nobody-to-ask.ts',
    'src/checks/other-services.ts',
    'src/checks/spending.ts',
    'src/checks/key-expiry.ts',
    'src/domain/loading/docker.ts',
    'src/adapters/api/admin.ts',
    'src/adapters/files/throw-away.ts',
    'src/adapters/git/unasked.ts',
    'src/adapters/http/network.ts',
    'src/adapters/http/ladder.ts',
    'src/adapters/http/tunnel.ts',
    'src/adapters/system/bun-env.ts',
    'src/adapters/system/job-summary.ts',
    'src/ui/ci.ts',
    'src/adapters/system/tools.ts',
    'src/ui/usage.ts',
    'src/completion.ts',
    'node_modules/open/index.js',
  ],
};

/** The files that are made, without their ending. */
export const packNames = Object.keys(packs);

/**
 * Returns the files to write, by name: `chunks` (CommonJS code by file name) with those of each pack put
 * together, and `apart`, code that only loads chunks, by the path of their source. Throws for a module in the table
 * that the build does not have, for a chunk that is in no pack, and as `linked` does.
 */
export function pack(chunks, apart, metafile) {
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [nameOf(path), output]));
  const packOf = assign(outputs);
  const left = [...chunks.keys()].filter((name) => !packOf.has(name));
  if (left.length > 0) throw new Error(`in no pack: ${left.join(', ')}`);
  /** How a file in this pack (or in none) requires a chunk. Node looks for a file each time it is required: once is enough. */
  const requireFrom = (packName) => (name) => {
    const target = packOf.get(name);
    if (target === packName) return `$load("${name}")`;
    return packName === undefined ? `require("./${target}.js")("${name}")` : `$from("${target}")("${name}")`;
  };
  const link = (name, packName) =>
    linked(name, chunks.get(name), importsOf(outputs.get(name)).map(nameOf), requireFrom(packName));
  const files = new Map();
  for (const [name, { code, imports }] of apart) {
    const chunkOf = (source) => [...outputs].find(([, { entryPoint }]) => entryPoint === source)[0];
    files.set(
      name,
      linked(name, code, imports, (source) => requireFrom()(chunkOf(source))),
    );
  }
  for (const packName of packNames) {
    const members = [...chunks.keys()].filter((name) => packOf.get(name) === packName);
    const functions = members.map((name) => `"${name}":function(module,exports){${link(name, packName)}}`);
    // A file of Chinese words has two bytes for each character anyway, and by their codes it would be twice as long.
    const written = packName.startsWith('zh-CN') ? withLetters : (text) => text;
    files.set(
      `${packName}.js`,
      written(
        `"use strict";const $all={${functions.join(',\n')}},$done={},$files={};` +
          'function $from(file){return $files[file]||($files[file]=require("./"+file+".js"))}' +
          'function $load(name){let module=$done[name];if(!module){module=$done[name]={exports:{}};' +
          '$all[name](module,module.exports)}return module.exports}module.exports=$load;\n',
      ),
    );
  }
  return files;
}

/** Code in which Chinese characters and marks stand as they are, not by their codes. */
const withLetters = (code) =>
  code.replace(
    /(?<!\\)((?:\\\\)*)\\u([3-9f][0-9a-f]{3})/g,
    (_, before, digits) => before + String.fromCharCode(Number.parseInt(digits, 16)),
  );

/** The pack of each chunk that is in one. */
function assign(outputs) {
  const packOf = new Map();
  for (const [packName, entries] of Object.entries(packs)) {
    for (const entry of entries) {
      const found =
        [...outputs].find(([, output]) => output.entryPoint === entry) ??
        [...outputs].find(([, { inputs = {} }]) => Object.hasOwn(inputs, entry));
      if (!found) throw new Error(`no chunk holds ${entry}`);
      const take = (name) => {
        if (packOf.has(name)) return;
        packOf.set(name, packName);
        importsOf(outputs.get(name), 'import-statement').map(nameOf).forEach(take);
      };
      take(found[0]);
    }
  }
  return packOf;
}

const nameOf = (path) => path.replace(/^.*\//, '');

/** What an output imports of the build, after the build's own record. */
const importsOf = ({ imports }, only) =>
  imports.filter(({ kind, external }) => !external && (only ?? kind) === kind).map(({ path }) => path);

/**
 * Code in which each require of another file of the build is what `place` says for it. `imports` are the files that
 * it imports by the build's own record: throws where one of them is not required in the code, since then the
 * compiler writes its requires differently and nothing was linked.
 */
export function linked(name, code, imports, place) {
  const found = new Set();
  const text = code.replace(/\brequire\("(?:\.\/)?([\w./-]+\.[jt]s)"\)/g, (call, target) => {
    if (!imports.includes(target)) return call;
    found.add(target);
    return place(target);
  });
  const missing = imports.filter((target) => !found.has(target));
  if (missing.length === 0) return text;
  const counts = `${found.size} of the files it imports, at least ${new Set(imports).size} expected`;
  throw new Error(`linked: ${name} requires ${counts}; not found: ${missing.join(', ')}`);
}
