import { isEnvFileName, isExampleName } from '../env/file-names.ts';
import { anyOf, oneOf, phrase } from '../text/phrase.ts';
import { programName } from './command-line.ts';

/** What a script does about a variable before it starts a program, whatever the shell has. */
export interface SetAnew {
  /** From 1. */
  readonly line: number;
  /** As written there; null where a command or a file gives it. */
  readonly value: string | null;
  /** The env file that gives it, as written there; null for none. */
  readonly file: string | null;
  /** Programs get it where the shell did not have the variable before, too. */
  readonly exported: boolean;
}

/** A script that starts a program: by its shebang or its ending, and not one for another job. */
export const isStartScript = (name: string, text: string): boolean =>
  (/\.(?:sh|bash|zsh)$/.test(name) || (!name.includes('.') && /^#!.*\b(?:ba|z|da|k)?sh\b/.test(text))) &&
  !/^(?:deploy|install|setup|init|bootstrap|test|check|lint|format|build|ci|release|publish|migrate|backup|clean)/i.test(
    name,
  ) &&
  startsProgram.test(text);

const programs = oneOf`
  node npm npx pnpm yarn bunx? deno tsx python[\d.]* uvx? uvicorn gunicorn flask streamlit poetry pipenv go cargo dotnet java
  mvn gradle ruby bundle rails php \./\S+
`;
const before = /^|[;&|]|\bexec|\bdo|\bthen|=\S*/;
const startsProgram = new RegExp(phrase`${before}[ \t]*${programs}[ \t]`.source, 'm');

/**
 * What a script of a shell sets. A variable that the shell has already is handed on with every new value, exported or not. A script
 * that looks first whether it is there keeps it.
 */
export function setAnewByShell(text: string, name: string): readonly SetAnew[] {
  if (new RegExp(`-[zn]\\s+"?\\$\\{?${name}\\b|\\$\\{${name}:?[-=+?]`).test(text)) return [];
  const assignment = new RegExp(
    `(?:^|[;&|\\s])${name}=("[^"]*"|'[^']*'|\\$\\([^)]*\\)|\`[^\`]*\`|[^\\s;&|]*)`,
  );
  const exportsAll = /^\s*set\s+-(?:\w*a|o\s+allexport)\b/m.test(text);
  const exportsLater = new RegExp(`^\\s*export\\s+[\\w\\s]*\\b${name}\\b`, 'm').test(text);
  return text.split(/\r\n|[\r\n]/).flatMap((line, at) => {
    if (/^\s*#/.test(line)) return [];
    const [, value = null] = assignment.exec(line) ?? [];
    const isPrefix = new RegExp(`^\\s*(?:export\\s|env\\s|(?:\\w+=\\S*\\s+)*${name}=\\S+\\s+\\w)`).test(line);
    const exported = exportsAll || exportsLater || isPrefix;
    if (value !== null) return setTo(value, name, { line: at + 1, exported });
    const reads =
      /(?:^|[;&|\s])(?:\.|source)\s+(\S+)/.exec(line)?.[1] ??
      (/\b(?:export|eval|env)\b.*[$`]/.test(line) ? envFileIn(line) : undefined);
    const file = reads?.replace(/["';]/g, '');
    const isWords = /\b(?:export|eval|env)\b/.test(line);
    return file !== undefined && isEnvFile(file)
      ? [{ line: at + 1, value: null, file, exported: exported || isWords }]
      : [];
  });
}

/**
 * What a Makefile sets: every variable that it gets from the shell goes on to its commands with the Makefile's own value, `export`
 * or not; `?=` keeps the shell's. Source: gnu.org/software/make/manual, "Communicating Variables to a Sub-make", read November 2026;
 * tried with GNU Make 4.3.
 */
export function setAnewByMake(text: string, name: string): readonly SetAnew[] {
  const assignment = new RegExp(
    `^[ ]*(?:override[ ]+)?(?:export[ ]+)?${name}[ \\t]*:{0,3}=[ \\t]*(.*?)[ \\t]*$`,
  );
  const exportsAll = new RegExp(
    `^[ ]*export[ \\t]*(?:\\r?$|[^=\\n]*\\b${name}\\b|\\$)|^\\.EXPORT_ALL_VARIABLES[ ]*:`,
    'm',
  ).test(text);
  return text.split(/\r\n|[\r\n]/).flatMap((line, at) => {
    const [, value] = assignment.exec(line) ?? [];
    const exported = exportsAll || /^\s*(?:override\s+)?export\b/.test(line);
    if (value !== undefined) return setTo(value, name, { line: at + 1, exported });
    const [, included = ''] = /^[ ]*(?:-|s)?include[ \t]+([^#]*)/.exec(line) ?? [];
    return included
      .split(/\s+/)
      .filter(isEnvFile)
      .map((file) => ({ line: at + 1, value: null, file, exported }));
  });
}

/** A value that the shell's own is put into again is the shell's. */
function setTo(written: string, name: string, at: Pick<SetAnew, 'line' | 'exported'>): readonly SetAnew[] {
  const value = written.replace(/^(["'])(.*)\1$/, '$2');
  if (value === '' || new RegExp(`^\\$[{(]?${name}\\b`).test(value)) return [];
  if (!/[$`]/.test(value)) return [{ ...at, value, file: null }];
  return [{ ...at, value: null, file: envFileIn(value) ?? null }];
}

const envFileIn = (text: string): string | undefined => text.split(/[\s"'`()<>|;&]+/).find(isEnvFile);

const isEnvFile = (path: string): boolean =>
  isEnvFileName(programName(path)) && !isExampleName(path) && !/\.envrc$/.test(path);

/** Words of code that puts the values of an env file over those of the shell. `DotNetEnv` does so unasked. */
export const lettingFilesWin = new RegExp(
  anyOf(
    /\b(?:Dotenv[.:]+|godotenv\.)(?:overload|overwrite)\b|\boverrid(?:e|es)\b\s*[:=]\s*true\b/,
    /\boverwrite\s*[:=]\s*true\b|\bdotenv_override\b|\bcreate(?:Unsafe)?Mutable\b|\bDotNetEnv\b|%dotenv\s+-o\b/,
    /\breadRenviron\b/,
  ).source,
  'i',
);
