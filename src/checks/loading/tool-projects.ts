import { dirname, join } from 'node:path';
import { hasNoLoader } from '../../domain/loading/frameworks.ts';
import { mayNameFiles, namedInCode, readsUpwards } from '../../domain/loading/named-in-code.ts';
import type { Started } from '../../domain/loading/start-commands.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { mayBeFolder } from '../project-folders.ts';
import { readText } from '../read-text.ts';
import { repositoryTop } from '../repository-top.ts';

type FilePorts = Pick<Ports, 'files' | 'cwd' | 'home'>;

/** Env files that are read here, from the project's folder, and what tells it. */
interface FilesTold {
  /** Absolute. */
  readonly by: string;
  /** The one that wins first. */
  readonly files: readonly string[];
}

/**
 * The env files of programs that tools start where these lie, and of libraries of other languages whose calls name them; null
 * where nothing tells any.
 */
export function filesOfOthers(ports: FilePorts, project: Project): FilesTold | null {
  if (!hasNoLoader(project.framework)) return null;
  return (
    ofNx(ports, project) ??
    ofSupabase(ports, project) ??
    (project.framework.id === 'none' ? ofCode(ports, project) : null)
  );
}

/**
 * Nx gives a task the files of its project, then those of the workspace; the first that sets a name counts. Source: nx.dev,
 * "Define Environment Variables", read November 2026.
 */
function ofNx(ports: FilePorts, { folder, names, scripts }: Project): FilesTold | null {
  if (!names.includes('nx.json')) return null;
  const { project, target } = scripts.started.map(taskOf).find((one) => one !== null) ?? {};
  if (project === undefined) return null;
  const there = ['apps', 'packages', 'libs', '']
    .map((one) => join(one, project))
    .find((way) =>
      ports.files.list(join(folder, way)).some((name) => /^(?:project|package)\.json$/.test(name)),
    );
  if (there === undefined) return null;
  const own = [`.env.${target}.local`, `.env.${target}`, '.env.local', '.local.env', '.env'];
  const all = [...own.map((name) => join(there, name)), ...own];
  const present = all.filter((path) => ports.files.read(join(folder, path)).state === 'file');
  return { by: join(folder, 'package.json'), files: present.length > 0 ? present : ['.env'] };
}

/** `nx serve api`, `nx run api:serve`. */
function taskOf({ program, args }: Started): { readonly project: string; readonly target: string } | null {
  if (program !== 'nx') return null;
  const [first = '', second = ''] = args.filter((word) => !word.startsWith('-'));
  if (first !== 'run') return second === '' ? null : { project: second, target: first };
  const [project = '', target = ''] = second.split(':');
  return project === '' ? null : { project, target };
}

/** Edge functions that Supabase serves. Source: supabase.com/docs/guides/functions/secrets, read November 2026. */
function ofSupabase(ports: FilePorts, { folder, names, scripts }: Project): FilesTold | null {
  if (!names.includes('supabase') || !scripts.started.every(({ program }) => program === 'supabase'))
    return null;
  const functions = join(folder, 'supabase', 'functions');
  const calls = ports.files.list(functions).some((name) => {
    const texts = ['index.ts', 'index.js'].map((file) => readText(ports, join(functions, name, file)));
    return texts.some((text) => text !== null && /openai/i.test(text));
  });
  if (!calls) return null;
  const manifest = join(folder, 'package.json');
  const named = /\bfunctions serve\b[^"\n]*--env-file[= ]([^\s"\\]+)/.exec(
    readText(ports, manifest) ?? '',
  )?.[1];
  return { by: functions, files: [named?.replace(/^(?:\.\/)+/, '') ?? 'supabase/functions/.env'] };
}

/** So many files of code are read, and so deep below the folder. */
const mostFiles = 200;
const mostFolders = 500;
const deepest = 8;

/** What calls in code of another language name; the usual file alone says nothing. */
function ofCode(ports: FilePorts, { folder, names }: Project): FilesTold | null {
  const found: string[] = [];
  let by: string | null = null;
  let upwards: string | null = null;
  for (const path of codeFiles(ports, folder)) {
    const name = path.split(/[\\/]/).at(-1) ?? '';
    const text = readText(ports, path) ?? '';
    const named = namedInCode(name, text);
    if (named.length > 0) by ??= path;
    found.push(...named);
    if (readsUpwards(name, text)) upwards ??= path;
  }
  const files = [...new Set(found)];
  if (by !== null && files.some((file) => file !== '.env')) return { by, files };
  const above = upwards === null || names.includes('.env') ? null : envAbove(ports);
  return upwards !== null && above !== null ? { by: upwards, files: [above] } : null;
}

/** The nearest one above, within the repository; as seen from the folder. */
function envAbove({ files, cwd, home }: FilePorts): string | null {
  const top = repositoryTop({ files, cwd, home });
  if (top === null) return null;
  let way = '';
  for (let folder = cwd; folder !== top; folder = dirname(folder)) {
    way = `../${way}`;
    if (files.read(join(cwd, way, '.env')).state === 'file') return `${way}.env`;
  }
  return null;
}

function codeFiles(ports: FilePorts, folder: string): readonly string[] {
  const files: string[] = [];
  const queue = [{ path: folder, depth: 0 }];
  let folders = 0;
  for (let next = queue.shift(); next && files.length < mostFiles; next = queue.shift()) {
    folders += 1;
    if (folders > mostFolders) break;
    for (const name of [...ports.files.list(next.path)].sort()) {
      if (mayNameFiles(name)) files.push(join(next.path, name));
      else if (next.depth < deepest && mayBeFolder(name))
        queue.push({ path: join(next.path, name), depth: next.depth + 1 });
    }
  }
  return files.slice(0, mostFiles);
}
