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
  start: ['src/entry.ts', 'src/main.ts', 'src/commands/setup/setup.ts', 'src/i18n/openai-pages.ts'],
  // Verify, and what setup shares with it.
  verify: [
    'src/commands/verify/verify.ts',
    'src/i18n/cause-words.ts',
    'src/checks/loading/load.ts',
    'src/checks/code/read-server-code.ts',
    'src/adapters/git/git.ts',
    'src/adapters/system/npm-pack.ts',
    'src/ui/problem.ts',
  ],
  // What an answer means, loaded while the request is on its way.
  answer: [
    'src/domain/diagnosis/diagnose.ts',
    'src/checks/api/network.ts',
    'src/checks/api/program-proxy.ts',
  ],
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
  line: ['src/command-line.ts'],
  // Help, and what is said of a command line that is wrong, or of an error that ends a command.
  usage: ['src/i18n/en/cli.ts', 'src/i18n/zh-CN/cli.ts', 'src/ui/error.ts', 'src/ui/usage.ts'],
  // The words of verdicts, by language.
  en: ['report', 'verify'].map((subject) => `src/i18n/en/${subject}.ts`),
  'zh-CN': ['report', 'verify'].map((subject) => `src/i18n/zh-CN/${subject}.ts`),
  // The words of setup, by language.
  'en-setup': ['src/i18n/en/setup.ts'],
  'zh-CN-setup': ['src/i18n/zh-CN/setup.ts'],
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
  // What calls the API.
  sdk: ['node_modules/openai/index.mjs', 'src/adapters/api/openai.ts', 'src/adapters/http/machinery.ts'],
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
    'src/checks/loading/read-config.ts',
    'src/checks/code/read-program.ts',
    'src/checks/code/sure-of-none.ts',
    'src/checks/loading/read-ecosystem.ts',
    'src/checks/loading/other-tools.ts',
  ],
  elsewhere: [
    'src/checks/loading/elsewhere.ts',
    'src/checks/loading/elsewhere-loading.ts',
    'src/checks/loading/given-key.ts',
    'src/checks/loading/named-key.ts',
  ],
  compose: ['src/checks/loading/read-compose.ts'],
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
    'src/checks/api/other-key.ts',
    'src/commands/setup/nobody-to-ask.ts',
    'src/checks/api/other-services.ts',
    'src/checks/api/spending.ts',
    'src/checks/api/key-expiry.ts',
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
    'src/completion.ts',
    'node_modules/open/index.js',
  ],
};

/** The files that are made, without their ending. */
export const packNames = Object.keys(packs);

/**
 * Runs, by the modules that they load. Chunks of a pack that the same of these runs need become one flat module; what neither
 * of the first three needs stays as it is. Everything needs `main`.
 */
const runs = {
  main: (entry) => entry === 'src/main.ts',
  verify: (entry) => entry === 'src/commands/verify/verify.ts',
  setup: (entry) => /^src\/commands\/setup\/(?:setup|start)\.ts$/.test(entry),
  'what calls the API': (entry) => /^src\/commands\/(?:doctor|models|push|rotate)\//.test(entry),
  others: (entry) =>
    !/^src\/(?:checks|domain\/diagnosis|commands\/(?:verify|setup|doctor|models|push|rotate))\//.test(entry),
};

/**
 * The chunks that belong together, by the build's own record. `name` is the chunk that others import lazily, else the first,
 * `members` has all of them, `pack` is the file. Throws for a module in a table that the build does not have, and
 * for a chunk that is in no pack.
 */
export function groupsOf(metafile) {
  const outputs = outputsByName(metafile);
  const packOf = assign(outputs);
  const entries = [...outputs].filter(([, { entryPoint }]) => entryPoint);
  const needed = Object.entries(runs).map(([run, isIn]) => {
    const chunks = entries.filter(([, { entryPoint }]) => isIn(entryPoint)).map(([chunk]) => chunk);
    return [run, reachedFrom(chunks, outputs)];
  });
  const togetherWith = (chunk) => {
    const by = needed.filter(([, chunks]) => chunks.has(chunk)).map(([run]) => run);
    if (by.includes('main')) return 'main';
    return by.includes('verify') || by.includes('setup') ? by.join(' and ') : chunk;
  };
  const groups = new Map();
  for (const [chunk, pack] of packOf) {
    const key = `${pack}: ${togetherWith(chunk)}`;
    const group = groups.get(key) ?? { pack, name: chunk, members: [] };
    group.members.push(chunk);
    if (outputs.get(chunk).entryPoint) group.name = chunk;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What reads code and configuration is large, and needed only where there is such: in these packs every start would pay for it. */
const parsers = /node_modules\/(?:yaml|@lezer)\//;
const early = new Set(['start', 'verify', 'setup', 'line']);

/** The pack of each chunk, by name. */
function assign(outputs) {
  const packOf = new Map();
  for (const [packName, entries] of Object.entries(packs)) {
    const chunks = entries.map((entry) => chunkOf(entry, outputs));
    for (const chunk of reachedFrom(chunks, outputs)) if (!packOf.has(chunk)) packOf.set(chunk, packName);
  }
  for (const [chunk, packName] of packOf) {
    const kept = Object.keys(outputs.get(chunk).inputs ?? {}).find((input) => parsers.test(input));
    if (kept !== undefined && early.has(packName))
      throw new Error(`${kept} is in the pack ${packName}, which every run loads`);
  }
  const left = [...outputs.keys()].filter((name) => !packOf.has(name));
  if (left.length > 0) throw new Error(`in no pack: ${left.join(', ')}`);
  return packOf;
}

/** Those chunks, and all that they import statically, and so on. */
function reachedFrom(chunks, outputs) {
  const reached = new Set(chunks);
  for (const chunk of reached) for (const imported of importsOf(outputs.get(chunk))) reached.add(imported);
  return reached;
}

/** What the chunk of that name exports where it is the chunk of a module that is imported lazily, and the chunks that it imports statically. */
export function recordOf(name, metafile) {
  const output = outputsByName(metafile).get(name);
  return { exports: output.entryPoint === undefined ? [] : output.exports, imports: importsOf(output) };
}

/**
 * Returns the files to write, by name: the `modules` (CommonJS code and imports, by name) of each pack put together, and
 * `apart`, code that only loads modules, by the path of their source. Throws as `linked` does.
 */
export function pack(modules, apart, groups, metafile) {
  const packOf = new Map(groups.map((group) => [group.name, group.pack]));
  /** How a file in this pack (or in none) requires a module. Node looks for a file each time it is required: once is enough. */
  const requireFrom = (packName) => (name) => {
    const target = packOf.get(name);
    if (target === packName) return `$load("${name}")`;
    return packName === undefined ? `require("./${target}.js")("${name}")` : `$from("${target}")("${name}")`;
  };
  const files = new Map();
  for (const [name, { code, imports }] of apart) {
    const place = (source) => requireFrom()(chunkOf(source, outputsByName(metafile)));
    files.set(name, linked(name, code, imports, place));
  }
  for (const packName of packNames) {
    const functions = groups
      .filter((group) => group.pack === packName)
      .map(({ name }) => {
        const { code, imports } = modules.get(name);
        return `"${name}":function(module,exports){${linked(name, code, imports, requireFrom(packName))}}`;
      });
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

/** The name of the chunk of a module: its own where it is imported lazily, else the one that it was put into. */
function chunkOf(source, outputs) {
  const found =
    [...outputs].find(([, { entryPoint }]) => entryPoint === source) ??
    [...outputs].find(([, { inputs = {} }]) => Object.hasOwn(inputs, source));
  if (!found) throw new Error(`no chunk holds ${source}`);
  return found[0];
}

const nameOf = (path) => path.replace(/^.*\//, '');

const outputsByName = ({ outputs }) =>
  new Map(Object.entries(outputs).map(([path, output]) => [nameOf(path), output]));

/** What an output imports statically of the build, after the build's own record. */
const importsOf = ({ imports }) =>
  imports
    .filter(({ kind, external }) => !external && kind === 'import-statement')
    .map(({ path }) => nameOf(path));

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
