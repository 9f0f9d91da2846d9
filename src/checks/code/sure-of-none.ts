import { dirname, join, resolve } from 'node:path';
import { Evaluation } from '../../domain/code/evaluation/evaluate.ts';
import { keyOfClient } from '../../domain/code/key-of-client.ts';
import { moduleImports } from '../../domain/code/module-imports.ts';
import { nodesOf, parseScript, partsOf, type Script, textOf } from '../../domain/code/script.ts';
import { isHarmless } from '../../domain/loading/harmless-packages.ts';
import { scriptAt } from '../../domain/loading/runners.ts';
import type { Started } from '../../domain/loading/start-commands.ts';
import { fieldsIn, isFields } from '../../domain/text/fields.ts';
import { anyOf } from '../../domain/text/phrase.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { longestFile, mostFollowed, type ReadPorts } from './follow-program.ts';
import { fileAt, ModuleFiles } from './module-files.ts';

/**
 * Whether it is sure that nothing gives a program of Node the values of an env file: its start command and all of its code are
 * known, and no part of them can. Whatever was not read may load one, so that it ends the certainty.
 */
export function isSureOfNone(ports: ReadPorts, project: Project): boolean {
  const { framework, names, scripts, configured, packaging, folder } = project;
  const [started, ...beside] = scripts.started;
  if (framework.id !== 'node' || !started || beside.length > 0) return false;
  if (scripts.all.length > 0 || configured.byTool?.length || configured.manager || configured.compose)
    return false;
  if (names.some((name) => mayGive.test(name)) || ports.env?.['NODE_OPTIONS']) return false;
  if (packaging.root !== null && packaging.root !== folder) return false;
  if (/node-options|nodemonConfig/.test(settingsOf(ports, project))) return false;
  if (!isAllOfAScript(ports, project, started)) return false;
  const entry = entryOf(ports, project, started);
  return entry !== null && isWhole(ports, project, entry);
}

/** Files of what may start the program, or give it values, in another way than the scripts of package.json. */
const mayGive = anyOf(
  /^(?:(?:GNU)?[Mm]akefile|\.?[Jj]ustfile|[Tt]askfile\.ya?ml|Procfile.*|\.?mise\.toml|\.envrc|\.vscode|\.idea)$/,
  /^(?:\.devcontainer|nodemon\.json|turbo\.jsonc?|nx\.json|lerna\.json|pnpm-workspace\.yaml|\.yarnrc\.yml)$/,
  /^(?:\.pnp\.\w+|deno\.jsonc?|bunfig\.toml|bun\.lockb?|.*compose.*\.ya?ml)$/,
  /^(?:.*\.(?:sh|bash|cmd|bat|ps1|toml|code-workspace)|bin|scripts|ecosystem\.config\.\w+|fly\.toml)$/,
  /^(?:devbox\.json|flake\.nix|\.env\.(?:yarn|vault|keys))$/,
);

const settingsOf = (ports: ReadPorts, { folder }: Project): string =>
  ['.npmrc', 'package.json'].map((name) => readText(ports, join(folder, name)) ?? '').join('\n');

/** Whether a script holds the start command and nothing in front of it but variables. */
function isAllOfAScript(ports: ReadPorts, { folder }: Project, { program, args }: Started): boolean {
  const { scripts } = fieldsIn(readText(ports, join(folder, 'package.json'))) ?? {};
  const wanted = [program, ...args].join(' ');
  return Object.values(isFields(scripts) ? scripts : {}).some(
    (command) =>
      typeof command === 'string' &&
      command.replace(/^(?:(?:npx|cross-env|[A-Za-z_]\w*=[\w.-]*)\s+)*/, '').trim() === wanted,
  );
}

/** The file that the start command runs, where that is all that it does. */
function entryOf(ports: ReadPorts, project: Project, started: Started): string | null {
  const { program, args, variables, files, folder, role } = started;
  if (role !== 'program' || files.length > 0 || folder !== '' || started.byCmd) return null;
  if (Object.keys(variables).some((name) => /^(?:NODE_OPTIONS|DOTENV|OPENAI)/.test(name))) return null;
  if (program === 'nest') {
    const isPlain = args[0] === 'start' && args.slice(1).every((word) => ofNest.test(word));
    return isPlain && !(readText(ports, join(project.folder, 'nest-cli.json')) ?? '').includes('entryFile')
      ? fileAt(ports, join(project.folder, 'src/main'))
      : null;
  }
  if (!/^(?:node|tsx|ts-node|ts-node-dev|tsnd|nodemon|node-dev)$/.test(program)) return null;
  const at = scriptAt(program, args);
  const file = args[at];
  if (file === undefined || args.slice(0, at).some((word) => !plainOption.test(word))) return null;
  return fileAt(ports, resolve(project.folder, file));
}

const ofNest = /^(?:--watch|-w|--debug|-d|--preserveWatchOutput)$/;
const plainOption = anyOf(
  /^(?:watch|--watch|--inspect(?:=\S*)?|--no-warnings|--trace-warnings|--enable-source-maps)$/,
  /^(?:--clear-screen=false|--respawn|--transpile-only|-T|--esm|--import(?:=tsx)?|tsx)$/,
);

/** Whether all code that a file takes in is known, none of it can load a file, and it is what takes the key. */
function isWhole(ports: ReadPorts, project: Project, entry: string): boolean {
  const modules = new ModuleFiles(ports, project);
  const queue = [entry];
  const seen = new Set(queue);
  let takesKey = false;
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (file.endsWith('.json')) continue;
    const text = readText(ports, file);
    if (text === null || text.length > longestFile || seen.size > mostFollowed) return false;
    const script = parseScript(text);
    if (script.broken || mayLoad.test(text) || takesInUnknown(script)) return false;
    takesKey ||= keyOfClient(text).usualName;
    for (const specifier of specifiersOf(script, file, project.folder)) {
      const next = modules.find(specifier, file);
      if (next === null && !isHarmless(specifier)) return false;
      if (next !== null && !seen.has(next)) queue.push(next);
      if (next !== null) seen.add(next);
    }
  }
  return takesKey;
}

/** Code that may read an env file by itself, set the variable, run text, or start another program. */
const mayLoad = anyOf(
  /["'`/]\.env|\bloadEnv|\bdotenv\s*[.(]|\bconfig\s*\(|dotenv["']\s*\)\s*\.|\bpopulate\b|process\.env\s*=(?!=)/,
  /process\.env\s*\[[^\]]*\]\s*[?|]*=(?!=)|process\.env\.\w+\s*[?|]*=(?!=)|assign\(\s*process|\beval\s*\(/,
  /\bnew Function\b|child_process|createRequire|worker_threads|\bBun\.|\bDeno\.|ConfigModule|\bimport\.meta\.glob/,
  /\bglobalThis\.process/,
);

/** An import whose name is made when it runs. */
const takesInUnknown = (script: Script): boolean =>
  nodesOf(script, 'CallExpression', 'DynamicImport').some((node) => {
    if (node.name === 'DynamicImport') return node.getChild('String') === null;
    const [callee, list] = partsOf(node);
    if (!callee || textOf(script, callee) !== 'require') return false;
    return list?.getChild('String') === null;
  });

function specifiersOf(script: Script, file: string, cwd: string): readonly string[] {
  const evaluation = new Evaluation(script, { file, cwd, resolve, join, dirname });
  return moduleImports(script, evaluation).map(({ specifier }) => specifier);
}
