import { basename, dirname, join, resolve } from 'node:path';
import { keyOfClient } from '../../domain/code/key-of-client.ts';
import { pythonCalls } from '../../domain/code/python-calls.ts';
import { namesBefore } from '../../domain/code/python-fallbacks.ts';
import type { ProgramCall } from '../../domain/loading/configured.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { anyOf } from '../../domain/text/phrase.ts';
import { longestFile, type ReadPorts } from '../code/follow-program.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { readsNothing } from './entries.ts';
import type { PythonFiles } from './modules.ts';
import { neverReached } from './order.ts';

/** What all calls of files say alike; a file that leaves it open; null without any call. */
export type Reading = readonly ProgramCall[] | { readonly open: string; readonly inAnyCase?: boolean } | null;

/** What the files of a Python program read, as far as they are live. */
export function readPythonFiles(ports: ReadPorts, project: Project, files: PythonFiles): Reading {
  const [first, ...others] = new Set(project.scripts.started.map((one) => one.folder));
  // Where it runs, as far as the commands agree.
  const cwd = resolve(project.folder, others.length === 0 ? (first ?? '') : '');
  const found = new Map<string, ProgramCall>();
  const callers = new Set<string>();
  let last = '';
  let handsOn = false;
  let flaskReads = !/^(?:1|true|yes)$/i.test(ports.env?.['FLASK_SKIP_DOTENV'] ?? '');
  let given: string | null = null;
  let readsUsual = false;
  for (const [file, text] of files) {
    if (text.length > longestFile) continue;
    handsOn ||= handsOnKey.test(text);
    const key = keyOfClient(text);
    if (key.isGiven) given ??= file;
    readsUsual ||= key.usualName;
    if (namesBefore(text, keyName).some((name) => isSet(ports, project, name))) return { open: file };
    if (streamlitGives.test(text) && /openai/i.test(text)) return { open: file };
    // A file that settings are given when they are made counts before that of their class.
    if (/\b_env_file\s*=(?!=)/.test(text)) return { open: file };
    flaskReads &&= !/\bload_dotenv\s*=\s*False\b/.test(text);
    if (!/load_dotenv|read_env|env_file|decouple/.test(text)) continue;
    for (const call of pythonCalls(text, ports.env)) {
      if (call === null) return { open: file };
      last = file;
      callers.add(file);
      const { reader, path, overrides } = call;
      if (reader === 'python-decouple' && hasSettings(ports, dirname(file))) return { open: file };
      const from = dirname(file);
      const paths =
        path === null
          ? foldersUp(from).map((one) => join(one, '.env'))
          : [
              resolve(
                path.from === 'cwd' && !file.endsWith('.ipynb') ? cwd : from,
                path.from === 'file' ? path.text.replace(/^FILE\/?/, `${file}/`) : path.text,
              ),
            ];
      // Calls in several folders agree where they find the same file.
      const nearest = paths.find((one) => ports.files.read(one).state === 'file') ?? '';
      found.set(`${reader} ${overrides} ${path === null ? nearest : paths.join()}`, {
        reader,
        paths,
        nearest: path === null,
        overrides,
      });
    }
  }
  if (given !== null && !readsUsual) return { open: given };
  const calls = [...found.values()];
  // In one file they run in the order of its text.
  if (calls.length > 1 && callers.size > 1) return { open: last };
  // They keep what they read to themselves.
  if (!handsOn && calls.some(({ reader }) => /^(?:pydantic-settings|python-decouple)$/.test(reader)))
    return { open: last };
  const inOtherCase = calls.some((call) => readsOtherCase(ports, call));
  if (inOtherCase && ![...callers].some((file) => /\bcase_sensitive\b/.test(files.get(file) ?? '')))
    return { open: last, inAnyCase: true };
  if (calls.length > 0) {
    const never = neverReached(project, files, callers);
    return never === null ? calls : { open: never };
  }
  // A server that imports the app runs neither of the two.
  if (project.scripts.started.some(readsNothing)) return null;
  return flaskReads && usesFlask(ports, project) ? flask(project.folder) : null;
}

/** Python code that gives a client its key, or sets the variable. */
const handsOnKey = anyOf(
  /(?<!\w)(?:openai_)?api_key\s*=(?!=)|["']api_key["']\s*:|\bset_default_openai_key\(/,
  /\bos\.(?:environ\[[^\]\n]*\]\s*=(?!=)|environ\.update\(|environ\.setdefault\(\s*["']OPENAI|putenv\()/,
);

/** Whether settings, which heed no upper and lower case, find the key in a line whose name is written in other letters. */
const readsOtherCase = (ports: ReadPorts, { reader, paths }: ProgramCall): boolean =>
  reader === 'pydantic-settings' &&
  paths.some((path) => {
    const names = (readText(ports, path) ?? '').matchAll(
      /^[ \t]*(?:export[ \t]+)?(openai_api_key)[ \t]*=/gim,
    );
    return [...names].some(([, name]) => name !== keyName);
  });

/** Whether the shell, or an env file of the folder, has a variable. */
const isSet = ({ env }: ReadPorts, { envFiles, otherEnvFiles }: Project, name: string): boolean =>
  Boolean(env?.[name]) ||
  [...envFiles, ...otherEnvFiles].some(({ document }) =>
    document?.assignments.some((one) => one.name === name && one.value.trim() !== ''),
  );

/** Streamlit hands out what its own file of secrets holds. */
const streamlitGives = /\bst\.secrets\b/;

/** Whether python-decouple finds settings.ini before it finds .env. */
function hasSettings(ports: ReadPorts, from: string): boolean {
  const isThere = (path: string): boolean => ports.files.read(path).state === 'file';
  const nearest = foldersUp(from).find((one) =>
    ['settings.ini', '.env'].some((name) => isThere(join(one, name))),
  );
  return nearest !== undefined && isThere(join(nearest, 'settings.ini'));
}

/** Whether Flask reads files by itself, and no call does. */
export const isFlasks = (calls: readonly ProgramCall[]): boolean =>
  calls.some(({ paths }) => paths.some((path) => basename(path) === '.flaskenv'));

/** `flask run` and `app.run()` read both files by themselves where python-dotenv is installed; the first counts. */
const flask = (folder: string): readonly ProgramCall[] =>
  ['.env', '.flaskenv'].map((name) => ({
    reader: 'python-dotenv',
    paths: foldersUp(folder).map((one) => join(one, name)),
    nearest: true,
    overrides: false,
  }));

function usesFlask(ports: ReadPorts, { folder, names }: Project): boolean {
  const texts = ['requirements.txt', 'pyproject.toml', 'Pipfile']
    .filter((name) => names.includes(name))
    .map((name) => readText(ports, join(folder, name)) ?? '')
    .join('\n');
  return /(?:^|["'\s,[])flask(?![-\w])/im.test(texts) && /python-dotenv/i.test(texts);
}

function foldersUp(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let one = folder; folders.length < 32; one = dirname(one)) {
    folders.push(one);
    if (one === dirname(one)) break;
  }
  return folders;
}
