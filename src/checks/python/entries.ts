import { basename, dirname, join, resolve } from 'node:path';
import { modulesNamed } from '../../domain/code/python-steps.ts';
import { valuesOf } from '../../domain/loading/command-line.ts';
import type { Started } from '../../domain/loading/start-commands.ts';
import type { Project } from '../project.ts';
import { closureOf, endsWithModule, filesOfModule, type PythonFiles } from './modules.ts';

/** Servers that import the app: it is not the program itself, and they read no env file for it. */
const importsApp = /^(?:gunicorn|uvicorn|hypercorn|waitress-serve|granian|uwsgi|mod_wsgi-express|daphne)$/;
/** The same of what works off a queue. */
const isWorker = /^(?:celery|rq|dramatiq|huey_consumer|arq)$/;
const asModule = /^(?:python[\d.]*|py)$/;
/** They run a file. */
const runsFile = /^(?:python[\d.]*|py|streamlit)$/;

/** The program itself, or what `python -m` runs. */
export const programOf = ({ program, args }: Started): string =>
  asModule.test(program) && args[0] === '-m' ? (args[1] ?? '') : program;

export const isServer = (one: Started): boolean => importsApp.test(programOf(one));

/** Whether a command starts what reads no env file for the app that it imports. */
export const readsNothing = (one: Started): boolean => isServer(one) || isWorker.test(programOf(one));

export const importsFile = (one: Started): boolean =>
  readsNothing(one) || /^(?:flask|fastapi)$/.test(programOf(one));

/** A file with which a program of the project begins. */
export interface Entry {
  readonly file: string;
  /** It is the program itself: a server only imports it. */
  readonly isProgram: boolean;
  /** Files that run before it: of the packages that it is in, and what configures the server. */
  readonly before: readonly string[];
  /** Words that may call functions of it. */
  readonly named: string;
  /** Where its modules are looked for. */
  readonly top: string;
}

/** The programs of a project, and how they are known: by the commands that start them, by its manifest, or by their looks. */
export interface Entries {
  readonly all: readonly Entry[];
  readonly by: 'command' | 'manifest' | 'looks';
  /** Programs that may be there for one purpose only: examples, scripts. */
  readonly aside: readonly Entry[];
}

/** Null where a command starts something that is none of these files. */
export function entriesOf(
  { folder, scripts: { started } }: Pick<Project, 'folder' | 'scripts'>,
  files: PythonFiles,
  textOf: (name: string) => string | null,
): Entries | null {
  if (started.length > 0) {
    const all = started.map((one) => entriesOfCommand(folder, one, files));
    return all.some((one) => one.length === 0) ? null : { all: all.flat(), by: 'command', aside: [] };
  }
  const named = ofManifest(folder, files, [
    textOf('pyproject.toml'),
    textOf('setup.cfg'),
    textOf('setup.py'),
  ]);
  const usesKey = (one: Entry): boolean =>
    [...closureOf([...one.before, one.file], { ...one, files, folder }).files.values()].some((text) =>
      /openai/i.test(text),
    );
  if (named.some(usesKey)) return { all: named, by: 'manifest', aside: [] };
  const inImage = entriesOfImage(folder, files, textOf('Dockerfile'));
  if (inImage.some(usesKey)) return { all: inImage, by: 'looks', aside: [] };
  const alone = unimported(folder, files).filter(usesKey);
  const isAside = ({ file }: Entry): boolean => asideFolder.test(file.slice(folder.length));
  const main = alone.filter((one) => !isAside(one) && one.file.endsWith('.py'));
  return main.length > 0
    ? { all: main, by: 'looks', aside: alone.filter((one) => !main.includes(one)) }
    : { all: alone, by: 'looks', aside: [] };
}

/** Files that may begin a program where it is not known which do: what commands name, else all that no other takes in. */
export function likelyEntries(
  { folder, scripts: { started } }: Pick<Project, 'folder' | 'scripts'>,
  files: PythonFiles,
): readonly Entry[] {
  const named = started.flatMap((one) => entriesOfCommand(folder, one, files));
  return named.length > 0 ? named : unimported(folder, files);
}

const asideFolder =
  /^[\\/](?:examples?|docs?|samples?|benchmarks?|scripts?|tools?|notebooks?|migrations|alembic)[\\/]/;

/** The files that a command runs, or imports. */
function entriesOfCommand(folder: string, started: Started, files: PythonFiles): readonly Entry[] {
  const from = resolve(folder, started.folder);
  const told = valuesOf(started.args, ['--app-dir', '--chdir']).at(-1);
  const top = told === undefined ? from : resolve(from, told);
  const isProgram = !importsFile(started);
  const named = started.args.flatMap((word) => /:(\w+)/.exec(word)?.[1] ?? []).join(' ');
  for (const word of wordsNaming(started)) {
    const path = fileCalled(word, top, files);
    if (path !== null) {
      const before = isProgram ? [] : packagesAround(path, files);
      return [withConfig({ file: path, isProgram, before, named, top: dirname(path) }, started, from, files)];
    }
    const found = entryOfModule(word.split(':')[0] ?? '', { files, folder, top });
    if (found.length > 0)
      return found.map((one) => withConfig({ ...one, isProgram, named, top }, started, from, files));
  }
  return [];
}

/** The words of a command that may name its file. */
function wordsNaming(started: Started): readonly string[] {
  const { args, variables, program } = started;
  const words = args.filter((word) => !word.startsWith('-') && word !== 'run');
  if (program.endsWith('.py')) return [program];
  if (programOf(started) === 'flask')
    return [...valuesOf(args, ['--app', '-A']), variables['FLASK_APP'] ?? '', 'wsgi', 'app'];
  const usual = ['main.py', 'app.py', 'api.py', 'app/main.py', 'app/app.py', 'app/api.py'];
  return programOf(started) === 'fastapi' ? [...words, ...usual] : words;
}

/** What `uv run src/main.py` names has lost its folder by now. */
function fileCalled(word: string, top: string, files: PythonFiles): string | null {
  if (!word.endsWith('.py')) return null;
  const path = resolve(top, word);
  if (files.has(path)) return path;
  const [found, another] = [...files.keys()].filter((file) => basename(file) === word);
  return found !== undefined && another === undefined ? found : null;
}

type ModuleEntry = Pick<Entry, 'file' | 'before'>;

/** `app.main` and, of a package, what runs it or works in it. */
function entryOfModule(
  name: string,
  place: { readonly files: PythonFiles; readonly folder: string; readonly top: string },
): readonly ModuleEntry[] {
  if (!/^[A-Za-z_][\w.]*$/.test(name)) return [];
  const way = filesOfModule(name, place.top, place);
  const last = way.at(-1);
  if (last === undefined || !endsWithModule(last, name)) return [];
  const more = ['__main__.py', 'celery.py']
    .map((one) => join(dirname(last), one))
    .filter((one) => basename(last) === '__init__.py' && place.files.has(one));
  const [file = last, ...others] = more;
  return [{ file, before: [...way.filter((one) => one !== file), ...others] }];
}

/** gunicorn reads a file of its own first. */
function withConfig(entry: Entry, started: Started, from: string, files: PythonFiles): Entry {
  if (programOf(started) !== 'gunicorn') return entry;
  const named = valuesOf(started.args, ['-c', '--config']).at(-1) ?? 'gunicorn.conf.py';
  const config = resolve(from, named.replace(/^(?:file|python):/, ''));
  return files.has(config) ? { ...entry, before: [config, ...entry.before] } : entry;
}

const packagesAround = (file: string, files: PythonFiles): readonly string[] => {
  const found: string[] = [];
  for (let one = dirname(file); files.has(join(one, '__init__.py')); one = dirname(one))
    found.unshift(join(one, '__init__.py'));
  return found;
};

/** The commands that a package of the project brings along. */
function ofManifest(folder: string, files: PythonFiles, texts: readonly (string | null)[]): readonly Entry[] {
  const [project, ...setups] = texts.map((text) => text ?? '');
  const tables = (project ?? '').matchAll(
    /^\[(?:project\.(?:gui-)?scripts|tool\.poetry\.scripts)\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)/gm,
  );
  const commands = [
    ...[...tables].map(([, lines = '']) => lines),
    ...setups.filter((text) => text.includes('console_scripts')),
  ];
  return commands
    .flatMap((text) => [...text.matchAll(/=\s*["']?([A-Za-z_][\w.]*):(\w+)/g)])
    .flatMap(([, module = '', called = '']) =>
      entryOfModule(module, { files, folder, top: folder }).map((one) => ({
        ...one,
        isProgram: false,
        named: called,
        top: folder,
      })),
    );
}

/** What the last command of a Dockerfile starts. */
function entriesOfImage(folder: string, files: PythonFiles, text: string | null): readonly Entry[] {
  const [, line = ''] = [...(text ?? '').matchAll(/^[ \t]*CMD[ \t]+([^\n]+)$/gim)].at(-1) ?? [];
  const words = line.startsWith('[')
    ? [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word)
    : line.split(/\s+/);
  const [program = '', ...args] = words;
  const started: Started = { program, args, variables: {}, files: [], folder: '', role: 'program' };
  return entriesOfCommand(folder, started, files);
}

/** Files that no other takes in, without tests and without what tools read: each may be a program. */
function unimported(folder: string, files: PythonFiles): readonly Entry[] {
  const place = { files, folder, top: folder };
  const imported = new Set(
    [...files].flatMap(([file, text]) => {
      const { imported: own, mentioned } = modulesNamed(text);
      const names = [
        ...own.flatMap(({ module, parts }) => [module, ...parts]),
        ...mentioned.filter((name) => name.includes('.')),
      ];
      const near = { ...place, top: dirname(file) };
      return names.flatMap((name) => filesOfModule(name, dirname(file), near)).filter((one) => one !== file);
    }),
  );
  return [...files.keys()]
    .filter((file) => !imported.has(file) && !forTools.test(basename(file)))
    .map((file) => {
      // What lies in a package is run as a part of it: `python -m app.main`, `uvicorn app.main:app`.
      const before = packagesAround(file, files).filter((one) => one !== file);
      return { file, isProgram: true, before, named: 'main', top: dirname(before[0] ?? file) };
    });
}

const forTools = /^(?:test_.*|conftest|.*_test|setup|noxfile|tasks?file|gunicorn\.conf)\.py$/;

/** Whether a command runs a file of Python, or has a server import one, with nothing in between. */
export const isPlainStart = (one: Started): boolean =>
  runsFile.test(one.program) || one.program.endsWith('.py') || isServer(one) || one.program === 'fastapi';
