/**
 * What the build changes in other people's code, by its text or its place. Each change is counted (`tally.mjs`), since
 * an update of the package can make it do nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How often each matches at least: somewhat below what it was in November 2026. */
export const least = {
  cheapBuiltins: 22,
  unusedSdkResources: 15,
  sdkNamed: 1,
  colorDecidedHere: 1,
  lookDecidedHere: 4,
  childProcessLater: 1,
  tokensApart: 1,
  'alias string-width': 1,
  'alias fdir': 1,
  'inject sdk-globals': 1,
};

/**
 * esbuild copies every property of a built-in module that is imported whole, for each chunk that does: a hundred
 * of `node:fs` alone, milliseconds of a start. An object that inherits them does the same for nothing.
 */
export function cheapBuiltins(code, tally) {
  const names =
    'fs|path|os|tty|process|util|readline|stream|child_process|events|buffer|url|async_hooks|crypto|fs\\/promises';
  const copied = new RegExp(`\\b__toESM\\d*\\(require\\("((?:node:)?(?:${names}))"\\)(?:, 1)?\\)`, 'g');
  let count = 0;
  const cheap = code.replace(copied, (_, id) => {
    count += 1;
    return `$builtin("${id}")`;
  });
  tally.add('cheapBuiltins', count);
  if (count === 0) return code;
  return `${cheap}\nfunction $builtin(id){const all=require(id);return Object.create(all,{default:{value:all}})}\n`;
}

/**
 * The SDK's client constructs every resource of the API, so nothing of it is shaken off. This leaves
 * the resources that are never called as empty classes; `chat` and `models` (and `admin`, for rotate) stay whole.
 */
export function unusedSdkResources(tally) {
  const kept = /[/\\]openai[/\\]resources[/\\](chat[/\\]|models|index|shared|admin[/\\])/;
  return {
    name: 'unused-sdk-resources',
    setup(build) {
      build.onLoad({ filter: /[/\\]openai[/\\]resources[/\\].*\.m?js$/ }, ({ path }) => {
        if (kept.test(path)) return undefined;
        const contents = emptied(readFileSync(path, 'utf8'));
        if (contents === undefined) return undefined;
        tally.add('unusedSdkResources', contents.split('\n').length);
        return { contents, loader: 'js' };
      });
    },
  };
}

/** A module with its classes empty; undefined where it has none, or only passes on what another file has. */
export function emptied(source) {
  if (/^export \*/m.test(source)) return undefined;
  const names = [...source.matchAll(/^export class (\w+)/gm)].map((match) => match[1]);
  const reexported = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap((match) =>
    match[1].split(',').map((name) => name.trim().replace(/^.* as /, '')),
  );
  const all = [...new Set([...names, ...reexported])].filter(Boolean);
  return all.length === 0 ? undefined : all.map((name) => `export class ${name} {}`).join('\n');
}

/** The SDK tells servers the name of its own class, which minifying takes away; some of them know programs by it. */
export function sdkNamed(tally) {
  return {
    name: 'sdk-named',
    setup(build) {
      build.onLoad({ filter: /[/\\]openai[/\\]client\.m?js$/ }, ({ path }) => {
        const contents = readFileSync(path, 'utf8').replace(/\$\{this\.constructor\.name\}(?=\/JS )/, () => {
          tally.add('sdkNamed');
          return 'OpenAI';
        });
        return { contents, loader: 'js' };
      });
    },
  };
}

/**
 * chalk asks the system whether it may colour; here that was decided before (`adapters/terminal/terminal.ts`) and
 * told to it, or to ora by `NO_COLOR`.
 */
export function colorDecidedHere(tally) {
  const contents = `
    const level = process.env.NO_COLOR ? 0 : 1;
    export default { stdout: level && { level }, stderr: level && { level } };`;
  return {
    name: 'color-decided-here',
    setup(build) {
      build.onLoad({ filter: /chalk[/\\]source[/\\]vendor[/\\]supports-color[/\\]index\.js$/ }, () => {
        tally.add('colorDecidedHere');
        return { contents, loader: 'js' };
      });
    },
  };
}

/**
 * inquirer colours its own marks when it is loaded, for which Node opens standard output, and has two tables of signs. None
 * of it is shown: each list is told its look (`adapters/terminal/select-prompt.ts`).
 */
export function lookDecidedHere(tally) {
  return {
    name: 'look-decided-here',
    setup(build) {
      build.onLoad({ filter: /@inquirer[/\\]figures[/\\]dist[/\\]index\.js$/ }, () => {
        tally.add('lookDecidedHere');
        return { contents: 'export default {};', loader: 'js' };
      });
      build.onLoad({ filter: /@inquirer[/\\](core|select)[/\\]dist[/\\].*\.js$/ }, ({ path }) => {
        const contents = readFileSync(path, 'utf8').replace("import { styleText } from 'node:util';", () => {
          tally.add('lookDecidedHere');
          return 'const styleText = (_, text) => text;';
        });
        return { contents, loader: 'js' };
      });
    },
  };
}

/** commander asks for `node:child_process`, and with it the network's modules, for commands that are programs apart. */
export function childProcessLater(tally) {
  return {
    name: 'child-process-later',
    setup(build) {
      build.onLoad({ filter: /commander[/\\]lib[/\\]command\.js$/ }, ({ path }) => {
        const contents = readFileSync(path, 'utf8').replace("require('node:child_process')", () => {
          tally.add('childProcessLater');
          return "{ spawn: (...args) => require('node:child_process').spawn(...args) }";
        });
        return { contents, loader: 'js' };
      });
    },
  };
}

/** Other files in the place of what packages import, by the name that they import. */
export const aliases = (root) => ({
  // The same job at a hundredth of the start-up cost: ora measures widths with Intl.Segmenter otherwise.
  'string-width': 'fast-string-width',
  // It asks for `import.meta.url` in its other form, which CommonJS has not.
  fdir: join(root, 'node_modules/fdir/dist/index.cjs'),
});

/** Counts, in the build's own record, the imports that got an alias and the outputs that got the SDK's globals. */
export function countReplaced({ inputs, outputs }, tally) {
  for (const { original } of Object.values(inputs).flatMap(({ imports }) => imports))
    if (original in aliases('')) tally.add(`alias ${original}`);
  const globals = Object.values(outputs).filter(
    (output) => output.inputs['src/adapters/http/sdk-globals.ts']?.bytesInOutput > 0,
  );
  tally.add('inject sdk-globals', globals.length);
}

/** The tokenizer's table is not in its chunk: that reads it from `file`, which stands beside it. */
export function tokensApart(root, file, tally) {
  const reader = join(root, 'src/adapters/system/token-table.ts');
  const contents = `
    import { join } from 'node:path';
    import { readTokens } from ${JSON.stringify(reader)};
    export default readTokens(join(__dirname, ${JSON.stringify(file)}));`;
  return {
    name: 'tokens-apart',
    setup(build) {
      build.onLoad({ filter: /gpt-tokenizer[/\\]esm[/\\]bpeRanks[/\\]o200k_base\.js$/ }, () => {
        tally.add('tokensApart');
        return { contents, loader: 'js', resolveDir: root };
      });
    },
  };
}
