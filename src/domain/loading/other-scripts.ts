import { fieldsIn, fieldsOrNone, isFields } from '../text/fields.ts';
import { type ScriptFiles, scriptFiles } from './start-commands.ts';

/** Files beside package.json in which a project keeps the commands that start it; null for one that is not there. */
interface CommandFiles {
  /** `deno.json` or `deno.jsonc`. */
  readonly deno?: string | null;
  readonly procfile: string | null;
  /** `Procfile.dev`, for development. */
  readonly procfileDev?: string | null;
  /** `Makefile` or `justfile`. */
  readonly makefile?: string | null;
}

/** The start commands of tasks of Deno, of Procfiles and of a Makefile; null where there are none. */
export function otherScripts({
  deno = null,
  procfile,
  procfileDev = null,
  makefile = null,
}: CommandFiles): ScriptFiles | null {
  const commands = {
    ...recipes(makefile),
    ...processes(procfile, { web: 'start' }),
    ...processes(procfileDev, { web: 'dev' }),
    ...(deno === null ? {} : denoTasks(deno)),
  };
  if (Object.keys(commands).length === 0) return null;
  return withProcesses(scriptFiles(commands), processes(procfileDev ?? procfile, {}));
}

/** With what a Procfile starts beside its first process, where each of them is told to read files, and not the same. */
function withProcesses(scripts: ScriptFiles, commands: Readonly<Record<string, string>>): ScriptFiles {
  const startedBy = (command = ''): ScriptFiles['started'] => scriptFiles({ start: command }).started;
  const filesOf = (started: ScriptFiles['started']): string =>
    JSON.stringify(started.flatMap(({ files }) => files));
  const { web, release: _, ...others } = commands;
  const own = filesOf(scripts.started);
  const isWeb = JSON.stringify(startedBy(web)) === JSON.stringify(scripts.started);
  if (!isWeb || own === filesOf([])) return scripts;
  const beside = Object.values(others)
    .map((command) => startedBy(command))
    .filter((started) => ![own, filesOf([])].includes(filesOf(started)));
  return { ...scripts, started: [...scripts.started, ...beside.flat()] };
}

/** `name: command` a line. */
function processes(text: string | null, called: Readonly<Record<string, string>>): Record<string, string> {
  const lines = [...(text ?? '').matchAll(/^([A-Za-z][\w-]*):[ \t]*(\S[^\r\n]*)$/gm)];
  return Object.fromEntries(lines.map(([, name = '', command = '']) => [called[name] ?? name, command]));
}

/** The targets that start something, with all lines of their recipes. */
function recipes(text: string | null): Record<string, string> {
  const targets = /^@?(dev|develop|start|serve|run|up)[ \t]*:[^=\n]*\n((?:[ \t]+[^\n]*\n?)+)/gm;
  return Object.fromEntries(
    [...(text ?? '').matchAll(targets)].map(([, name = '', lines = '']) => [
      name === 'run' || name === 'up' ? 'start' : name,
      lines.replace(/^[ \t]*[@-]*/gm, '').replace(/\\\r?\n/g, ' '),
    ]),
  );
}

/** A task is a command, or an object with one. */
function denoTasks(text: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOrNone(fieldsIn(withoutComments(text))?.['tasks'])).flatMap(([name, task]) => {
      const command = isFields(task) ? task['command'] : task;
      return typeof command === 'string' ? [[name, command]] : [];
    }),
  );
}

/** JSON with comments, and commas behind the last of a list, as plain JSON. */
export function withoutComments(text: string): string {
  const strings = /("(?:[^"\\]|\\.)*")/;
  const plain = text
    .replace(/^\ufeff/, '')
    .replace(
      new RegExp(`${strings.source}|//[^\\n]*|/\\*[\\s\\S]*?\\*/`, 'g'),
      (_all, string) => string ?? ' ',
    );
  return plain.replace(new RegExp(`${strings.source}|,(?=\\s*[}\\]])`, 'g'), (_all, string) => string ?? '');
}
