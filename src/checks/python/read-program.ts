import { join } from 'node:path';
import { codeInFile } from '../../domain/code/code-in-file.ts';
import { liveCode } from '../../domain/code/python-live.ts';
import { readsNoEnvFile } from '../../domain/code/python-packages.ts';
import { isQuiet, takesFromEnvironment } from '../../domain/code/python-quiet.ts';
import { loadsAnywhere } from '../../domain/code/python-steps.ts';
import type { ProgramCall } from '../../domain/loading/configured.ts';
import { mostFollowed, type ReadPorts } from '../code/follow-program.ts';
import type { Project } from '../project.ts';
import { mayBeFolder } from '../project-folders.ts';
import { readText } from '../read-text.ts';
import { type Entries, type Entry, entriesOf, isPlainStart, likelyEntries } from './entries.ts';
import { otherLoader } from './loaders.ts';
import { closureOf, type PythonFiles } from './modules.ts';
import { takenTooEarly } from './order.ts';
import { isFlasks, type Reading, readPythonFiles } from './read-files.ts';
import { nothingGives } from './surroundings.ts';

/** What one program reads; or that nothing gives it an env file in time, with the file that needs the key before that. */
type ProgramReading = Reading | { readonly nothing: string | null };

/** What is read in one go. */
interface Whole {
  readonly ports: ReadPorts;
  readonly project: Project;
  readonly files: PythonFiles;
}

/** What the programs of a Python project read of env files, all alike. */
export function readPythonProgram(ports: ReadPorts, project: Project): ProgramReading {
  const paths = pythonFiles(ports, project.folder);
  const files = new Map(paths.map((file) => [file, pythonText(ports, file)]));
  const reading = readPrograms({ ports, project, files });
  return reading ?? otherLoader(ports, project, files);
}

function readPrograms(whole: Whole): ProgramReading {
  const { ports } = whole;
  const entries = entriesHere(whole);
  if (entries === null) return readAll(whole);
  const readings = entries.all.map((entry) => readEntry(whole, entry, entries.by));
  const [first = null] = readings;
  const isAlike = readings.every((one) => told(ports, one) === told(ports, first));
  if (!isAlike) {
    const other = readings.findIndex((one) => !isCalls(one));
    return { open: entries.all[Math.max(other, 0)]?.file ?? '' };
  }
  if (first !== null && !('nothing' in first)) return first;
  const loading = [...whole.files].find(([, text]) => loadsAnywhere(text))?.[0];
  const aside = entries.aside.find((entry) => isCalls(readEntry(whole, entry, entries.by)));
  // A program that nobody names may be a part of another one, which loads the file and takes it in when it runs.
  const isPart = entries.by === 'looks' && isLoadedBeside(whole, entries.all);
  if (first !== null && aside === undefined && !isPart) return first;
  return loading === undefined ? null : { open: aside?.file ?? loading };
}

/** Whether a file loads env files that none of these programs takes in. */
function isLoadedBeside({ project: { folder }, files }: Whole, entries: readonly Entry[]): boolean {
  const taken = entries.map(
    ({ before, file, top }) => closureOf([...before, file], { files, folder, top }).files,
  );
  return [...files].some(([file, text]) => loadsAnywhere(text) && !taken.some((one) => one.has(file)));
}

/** Null where all files count: Django finds its own by their names, and nobody knows what a command starts. */
function entriesHere({ ports, project, files }: Whole): Entries | null {
  const { folder, names } = project;
  if (names.includes('manage.py')) return null;
  const entries = entriesOf(project, files, (name) =>
    names.includes(name) ? readText(ports, join(folder, name)) : null,
  );
  return entries !== null && entries.all.length > 0 ? entries : null;
}

function readAll({ ports, project, files: all }: Whole): Reading {
  const files = new Map([...all].filter(([file]) => file.endsWith('.py')));
  const reading = readPythonFiles(ports, project, files);
  if (!isCalls(reading) || isFlasks(reading)) return reading;
  const late = likelyEntries(project, files).flatMap((entry) => {
    const taken = takenTooEarly(entry, { files, folder: project.folder });
    return taken?.isLate ? taken.file : [];
  });
  return late[0] === undefined ? reading : { open: late[0] };
}

/** What a program reads that begins with a file. */
function readEntry({ ports, project, files }: Whole, entry: Entry, by: Entries['by']): ProgramReading {
  const { folder, scripts } = project;
  const closure = closureOf([...entry.before, entry.file], { files, folder, top: entry.top });
  const isProgram = (file: string): boolean => entry.isProgram && file === entry.file;
  const live = liveCode(closure.files, isProgram, entry.named);
  const reading = readPythonFiles(ports, project, live);
  const isSure = (): boolean =>
    (by !== 'command' || scripts.started.every(isPlainStart)) &&
    files.size < mostFollowed &&
    !entry.file.endsWith('.ipynb') &&
    [...closure.foreign].every(readsNoEnvFile) &&
    [...live.values()].every(isQuiet) &&
    takesFromEnvironment([...live.values()]) &&
    nothingGives(ports, project, by === 'command');
  if (reading === null) return !startsFlask(live) && isSure() ? { nothing: null } : null;
  if (!isCalls(reading) || reading.some(({ reader }) => !fills.test(reader))) return reading;
  const isByFlask = isFlasks(reading);
  // `flask run` reads the file before it takes in the app, and is how one starts that does not start itself.
  const isRunByFlask =
    by === 'command'
      ? scripts.started.some(({ program }) => program === 'flask')
      : !startsFlask(closure.files);
  if (isByFlask && isRunByFlask) return reading;
  const taken = takenTooEarly(entry, { files: live, folder });
  if (taken === null) return reading;
  return taken.isSure && (!isByFlask || by === 'command') && isSure()
    ? { nothing: taken.file }
    : { open: taken.file };
}

/** What they read is in the environment afterwards. */
const fills = /^(?:python-dotenv|django-environ)$/;

const isCalls = (one: ProgramReading): one is readonly ProgramCall[] => Array.isArray(one);

/** Where python-dotenv is installed, this reads an env file. */
const startsFlask = (live: PythonFiles): boolean =>
  [...live.values()].some(
    (code) => /\bflask\b/i.test(code) && /\.run\((?![^)\n]*\bload_dotenv\s*=\s*False)/.test(code),
  );

/** The same for two programs that read the same files in the same way. */
const told = ({ files }: ReadPorts, one: ProgramReading): string =>
  JSON.stringify(
    isCalls(one)
      ? one.map(({ paths, nearest, ...way }) => ({
          ...way,
          paths: nearest ? paths.find((path) => files.read(path).state === 'file') : paths,
        }))
      : one && 'nothing' in one
        ? 'nothing'
        : one,
  );

/** The code of a file; of a notebook, with what its magic of python-dotenv does. */
function pythonText(ports: ReadPorts, file: string): string {
  const text = readText(ports, file) ?? '';
  if (!file.endsWith('.ipynb')) return text;
  const called = text.replace(dotenvMagic, (_, words: string) => {
    const path = words.split(/[ \t]+/).findLast((word) => word !== '' && !word.startsWith('-'));
    const isThere = path !== undefined && ports.files.read(join(file, '..', path)).state === 'file';
    // What is not beside the notebook is looked for in the folders above.
    const named = path === undefined ? '' : isThere ? `'${path}'` : `find_dotenv('${path}')`;
    return `load_dotenv(${[...(named === '' ? [] : [named]), ...(/ -o\b/.test(words) ? ['override=True'] : [])].join(', ')})`;
  });
  return (codeInFile(file, called) ?? []).map(({ code }) => code).join('\n');
}

const dotenvMagic = /(?<="|\\n)%dotenv\b((?:[ \t]+[\w./-]+)*)/g;

/** Python files of the folder and two levels below. */
function pythonFiles(ports: ReadPorts, folder: string): readonly string[] {
  const files: string[] = [];
  const queue = [{ path: folder, depth: 0 }];
  for (let next = queue.shift(); next && files.length < mostFollowed; next = queue.shift()) {
    for (const name of [...ports.files.list(next.path)].sort()) {
      if (/\.(?:py|ipynb)$/.test(name)) files.push(join(next.path, name));
      else if (next.depth < 2 && mayBeFolder(name) && !name.startsWith('test'))
        queue.push({ path: join(next.path, name), depth: next.depth + 1 });
    }
  }
  return files.slice(0, mostFollowed);
}
