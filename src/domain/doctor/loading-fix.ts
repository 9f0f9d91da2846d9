import type { SourceFile, VariableRead } from './code-seen.ts';
import type { Edit, FoundFinding, RuleFacts } from './finding.ts';
import type { ProgramFolder } from './program-loading.ts';
import type { Surveyed } from './surveyed.ts';
import { folderOf, nameOf, pathBelow } from './texts.ts';

/** An env file that nothing loads, and who reads its key. */
interface Unloaded {
  readonly program: ProgramFolder;
  readonly read: VariableRead;
  /** Absolute. */
  readonly file: string;
  readonly how: RuleFacts['env_file_not_loaded']['how'];
}

type LoadingFix = NonNullable<FoundFinding<'env_file_not_loaded'>['fix']>;

/** How to load it, in edits; null where they are not sure to be right. */
export function loadingFix(seen: Surveyed, unloaded: Unloaded): LoadingFix | null {
  if (unloaded.how === 'python_dotenv') return null;
  return unloaded.how === 'dotenv' ? importFirst(seen, unloaded) : startWithFile(seen, unloaded);
}

const manifestOf = ({ configs }: Surveyed, { folder }: ProgramFolder): SourceFile | undefined =>
  configs.find(({ absolute }) => absolute === pathBelow(folder, 'package.json'));

/** Scripts of a package.json that start a program, with their commands. */
const script = /"(dev|start|serve|develop)"\s*:\s*"((?:[^"\\]|\\.)*)"/g;
/** Node itself, or tsx, which hands its options on; a file follows. */
const nodeWithFile =
  /(?<![\w./-])(?:node|tsx)(?= +(?:(?:--watch|watch) +)?[\w./-]+\.[cm]?[jt]sx?(?![\w./-]))/g;
const runFile =
  /(?<![\w./-])(?:node|tsx|ts-node|nodemon)(?: +-\S+| +watch)* +([\w./-]+\.[cm]?[jt]sx?)(?![\w./-])/;

/** `node server.js` of a start script becomes `node --env-file=.env server.js`. */
function startWithFile(seen: Surveyed, { program, file }: Unloaded): LoadingFix | null {
  const manifest = manifestOf(seen, program);
  const name = nameOf(file);
  if (!manifest || file !== pathBelow(program.folder, name) || !/^[\w.-]+$/.test(name)) return null;
  const edits = [...manifest.text.matchAll(script)].flatMap(({ 0: all, 2: command = '', index }) =>
    [...command.matchAll(nodeWithFile)].map((one): Edit => {
      const from = index + all.length - 1 - command.length + one.index + one[0].length;
      const after = ` --env-file=${name}`;
      return { absolute: manifest.absolute, from, to: from, before: '', after };
    }),
  );
  return edits.length > 0 ? { edits, replacement: `--env-file=${name}` } : null;
}

/** `import 'dotenv/config'` in front of all else in the file that starts the program. */
function importFirst(seen: Surveyed, { program, read }: Unloaded): LoadingFix | null {
  const manifest = manifestOf(seen, program);
  const entry = entryOf(seen, program, manifest, read);
  if (!entry) return null;
  const { absolute, text } = entry;
  const isModule = usesImport(entry, manifest);
  const [, quote = "'", semicolon = ''] =
    /^(?:import|export|const)\b[^\n]*?(["'])[^\n"']*\1\)?(;?)[ \t]*\r?$/m.exec(text) ?? ['', "'", ';'];
  const module = `${quote}dotenv/config${quote}`;
  const line = `${isModule ? `import ${module}` : `require(${module})`}${semicolon}`;
  const from = startOfCode(text);
  const edit: Edit = {
    absolute,
    from,
    to: from,
    before: '',
    after: line + (/\r\n/.test(text) ? '\r\n' : '\n'),
  };
  return { edits: [edit], replacement: line };
}

/** The file that a script starts, else the one that reads the key, where no other file imports it. */
function entryOf(
  { codeFiles }: Surveyed,
  { folder }: ProgramFolder,
  manifest: SourceFile | undefined,
  { absolute }: VariableRead,
): SourceFile | null {
  const started = [...(manifest?.text.matchAll(script) ?? [])].flatMap(([, , command = '']) => {
    const path = runFile.exec(command)?.[1];
    return path === undefined ? [] : [pathBelow(folder, path)];
  });
  if (started.length > 0) {
    const files = codeFiles.filter((file) => started.includes(file.absolute));
    return new Set(started).size === 1 ? (files[0] ?? null) : null;
  }
  const stem = nameOf(absolute).replace(/\.\w+$/, '');
  const imports = new RegExp(`["'][^"'\\n]*\\/${stem.replace(/[^\w]/g, '\\$&')}(?:\\.\\w+)?["']`);
  const isImported = codeFiles.some((file) => file.absolute !== absolute && imports.test(file.text));
  // The folder's own name stands for its index.
  const isEntry = !isImported && (stem !== 'index' || folderOf(absolute) === folder);
  return isEntry ? (codeFiles.find((file) => file.absolute === absolute) ?? null) : null;
}

function usesImport({ absolute, text }: SourceFile, manifest: SourceFile | undefined): boolean {
  if (/\.(?:mjs|mts|tsx?)$/.test(absolute)) return true;
  if (/\.c[jt]s$/.test(absolute)) return false;
  return /^import\s/m.test(text) || /"type"\s*:\s*"module"/.test(manifest?.text ?? '');
}

/** Behind a byte order mark, the line that names an interpreter, and a directive. */
function startOfCode(text: string): number {
  const top = /^\ufeff?(?:#!.*\r?\n)?(?:["']use strict["'];?[ \t]*\r?\n)?/;
  return top.exec(text)?.[0].length ?? 0;
}
