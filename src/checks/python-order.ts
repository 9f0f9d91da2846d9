import { basename, dirname, join, resolve } from 'node:path';
import { loadsOnlyAsProgram, pythonMakers, pythonSteps } from '../domain/code/python-steps.ts';
import type { Started } from '../domain/loading/start-commands.ts';
import type { Project } from './project.ts';

/** Servers that import the app: it is not the program itself, and they read no env file for it. */
const importsApp = /^(?:gunicorn|uvicorn|hypercorn|waitress-serve|granian|uwsgi|mod_wsgi-express|daphne)$/;
/** The same of what works off a queue. */
const isWorker = /^(?:celery|rq|dramatiq|huey_consumer|arq)$/;
const asModule = /^(?:python[\d.]*|py)$/;

/** The program itself, or what `python -m` runs. */
const programOf = ({ program, args }: Started): string =>
  asModule.test(program) && args[0] === '-m' ? (args[1] ?? '') : program;

/** Whether a command starts what reads no env file for the app that it imports. */
export const readsNothing = (one: Started): boolean =>
  importsApp.test(programOf(one)) || isWorker.test(programOf(one));

const imports = (one: Started): boolean => readsNothing(one) || /^(?:flask|fastapi)$/.test(programOf(one));

/** The files of a Python project with their texts. */
type PythonFiles = ReadonlyMap<string, string>;

/** A file that loads env files where not every way of starting comes to it; null where they all may. */
export function neverReached(
  { scripts: { started }, names }: Pick<Project, 'scripts' | 'names'>,
  files: PythonFiles,
  callers: ReadonlySet<string>,
): string | null {
  const [first = null] = callers;
  const areAll = (holds: (file: string) => boolean): boolean => callers.size > 0 && [...callers].every(holds);
  if (started.some(imports) && areAll((file) => loadsOnlyAsProgram(files.get(file) ?? ''))) return first;
  if (!names.includes('manage.py')) return null;
  // Django is started by one of these: the others do not run then.
  const isServed = started.length > 0 && started.every((one) => importsApp.test(programOf(one)));
  if (!isServed && areAll((file) => /^[aw]sgi\.py$/.test(basename(file)))) return first;
  return started.some(imports) && areAll((file) => basename(file) === 'manage.py') ? first : null;
}

/** A file that takes the key from the environment before any other has loaded it; null for none. */
export function takenTooEarly(
  project: Pick<Project, 'folder' | 'scripts'>,
  files: PythonFiles,
): string | null {
  const entries = project.scripts.started.flatMap((one) => entryOf(project.folder, one, files) ?? []);
  const makers = pythonMakers(files.values());
  for (const { file, isProgram } of entries.length > 0 ? entries : unimported(project.folder, files)) {
    const walk: Walk = {
      files,
      makers,
      folder: project.folder,
      top: dirname(file),
      seen: new Set(),
      taken: null,
    };
    if (visit(file, isProgram, walk) === 'late') return walk.taken;
  }
  return null;
}

interface Walk {
  readonly files: PythonFiles;
  /** Functions and classes that take the key when they are called or made. */
  readonly makers: ReadonlySet<string>;
  readonly folder: string;
  /** Where the program's own file is. */
  readonly top: string;
  readonly seen: Set<string>;
  taken: string | null;
}

/** Runs a file in thought, up to the first load. `late`: the key was taken before. */
function visit(file: string, isProgram: boolean, walk: Walk): 'goes on' | 'loaded' | 'late' {
  if (walk.seen.has(file)) return 'goes on';
  walk.seen.add(file);
  for (const { does, modules, asProgram } of pythonSteps(walk.files.get(file) ?? '', walk.makers)) {
    if (asProgram && !isProgram) continue;
    if (does === 'loads') return walk.taken === null ? 'loaded' : 'late';
    if (does === 'takes') walk.taken ??= file;
    for (const next of modules.flatMap((one) => filesOfModule(one, dirname(file), walk))) {
      const outcome = visit(next, false, walk);
      if (outcome !== 'goes on') return outcome;
    }
  }
  return 'goes on';
}

/** The file that a command runs, or imports; null where it shows none. */
function entryOf(
  folder: string,
  started: Started,
  files: PythonFiles,
): { readonly file: string; readonly isProgram: boolean } | null {
  const top = resolve(folder, started.folder);
  for (const word of started.args) {
    const path = word.endsWith('.py') ? word : `${(word.split(':')[0] ?? '').replaceAll('.', '/')}.py`;
    const file = resolve(top, path);
    if (!word.startsWith('-') && files.has(file)) return { file, isProgram: !imports(started) };
  }
  return null;
}

/** Files that no other takes in, without tests: each may be a program. */
function unimported(
  folder: string,
  files: PythonFiles,
): readonly { readonly file: string; readonly isProgram: boolean }[] {
  const imported = new Set(
    [...files].flatMap(([file, text]) =>
      pythonSteps(text, new Set()).flatMap(({ modules }) =>
        modules.flatMap((one) => filesOfModule(one, dirname(file), { files, folder, top: dirname(file) })),
      ),
    ),
  );
  return [...files.keys()]
    .filter((file) => !imported.has(file) && !/^(?:test_|conftest)|_test\.py$/.test(basename(file)))
    .map((file) => ({ file, isProgram: true }));
}

/** The project's own files that a module's name stands for, those of the packages around it first. */
function filesOfModule(
  name: string,
  from: string,
  { files, folder, top }: Pick<Walk, 'files' | 'folder' | 'top'>,
): readonly string[] {
  const [, dots = '', path = ''] = /^(\.*)(.*)$/.exec(name) ?? [];
  const parts = path.split('.').filter(Boolean);
  const bases =
    dots === ''
      ? new Set([top, folder, join(folder, 'src')])
      : [resolve(from, '../'.repeat(dots.length - 1))];
  for (const base of bases) {
    const ways = parts.flatMap((_, at) => {
      const way = join(base, ...parts.slice(0, at + 1));
      return [join(way, '__init__.py'), ...(at === parts.length - 1 ? [`${way}.py`] : [])];
    });
    const found = ways.filter((one) => files.has(one));
    if (found.length > 0) return found;
  }
  return [];
}
