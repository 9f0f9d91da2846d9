import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { isTelling, tellingPattern } from '../../domain/doctor/file-kinds.ts';
import type { Env } from '../../domain/env/environment.ts';
import { encodingOf } from '../../domain/text/encoding.ts';
import type { ProjectFiles, ProjectListing, ProjectText } from '../../ports/project-files.ts';
import { type StreamEnd, streamGit } from '../scan/git-stream.ts';
import { isGone } from '../scan/scan-file.ts';
import { walkFolder } from '../scan/walk.ts';
import { codeOf } from './error-code.ts';

/** Nobody writes a source file that is longer, in bytes; a notebook holds all that its cells gave out. */
const longest = (path: string): number => (/\.ipynb$/i.test(path) ? 8 : 2) * 1024 * 1024;

/** Lists a project by git's own index and search engine; where there is no git or no repository, by walking. */
export function createProjectFiles({ env }: { readonly env: Env }): ProjectFiles {
  const inside = createInside();
  return {
    list: async (folder) =>
      (await byGit(folder, env, (path) => readInside(folder, path, inside))) ?? walked(folder),
    read: (folder, path) => readInside(folder, path, inside),
    isTooLarge: (folder, path) =>
      (lstatSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0) > longest(path),
  };
}

type ReadProjectText = (path: string) => ProjectText;

interface ListedFiles extends StreamEnd {
  readonly entries: readonly string[];
}

/** The entries of one of git's lists, each ended by a zero byte. */
async function listOf(args: readonly string[], folder: string, env: Env): Promise<ListedFiles> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  const end = await streamGit(args, { cwd: folder, env }, (piece) => {
    text += decoder.decode(piece, { stream: true });
  });
  return { ...end, entries: text.split('\0').slice(0, -1) };
}

/** So many files that git does not track are read here: git would go through all folders once more to search them. */
const mostReadHere = 500;

/** Null where git does not serve here, or the folder itself is ignored: somebody who names it wants it looked at. */
async function byGit(folder: string, env: Env, read: ReadProjectText): Promise<ProjectListing | null> {
  const git = (...args: readonly string[]) => listOf(args, folder, env);
  const [tracked, others, found, own] = await Promise.all([
    git('ls-files', '--stage', '-z'),
    git('ls-files', '--others', '--exclude-standard', '-z'),
    git(...search, ...expression),
    git('check-ignore', '--no-index', '--quiet', '--', '.'),
  ]);
  if (tracked.code !== 0 || others.code !== 0 || own.code === 0) return null;
  const known = new Set<string>();
  const conflicted = new Set<string>();
  for (const entry of tracked.entries) {
    // Mode, object, stage, then the name behind a tab.
    const tab = entry.indexOf('\t');
    const path = entry.slice(tab + 1);
    if (entry.startsWith('1007') || entry.startsWith('1006')) known.add(path);
    if (entry[tab - 1] !== '0') conflicted.add(path);
  }
  // A folder with a repository of its own is another project.
  const untracked = others.entries.filter((path) => !path.endsWith('/'));
  for (const path of untracked) known.add(path);
  const paths = [...known].sort();
  // Not every git has these expressions: then all of them are looked at.
  const isSearched = found.code === 0 || found.code === 1;
  const telling = isSearched ? [...found.entries, ...(await tellingOf(untracked, read, git))] : paths;
  return { paths, known, telling: new Set(telling), untracked: new Set(untracked), conflicted };
}

const search = ['grep', '-z', '-l', '-a', '-i', '--no-color', '--no-recurse-submodules', '--no-full-name'];
const expression = ['-P', '-e', tellingPattern, '--', '.'];

/** Those of the files that git does not track whose text tells something. */
async function tellingOf(
  untracked: readonly string[],
  read: ReadProjectText,
  git: (...args: readonly string[]) => Promise<ListedFiles>,
): Promise<readonly string[]> {
  if (untracked.length > mostReadHere)
    return (await git(...search, '--untracked', '--exclude-standard', ...expression)).entries;
  return untracked.filter((path) => tells(read(path)));
}

/** What cannot be read is named by who reads on. */
const tells = (read: ProjectText): boolean =>
  read.state === 'text' ? isTelling(read.text) : read.why === 'too_large' || read.why === 'not_text';

async function walked(folder: string): Promise<ProjectListing> {
  const paths: string[] = [];
  const telling = new Set<string>();
  const inside = createInside();
  for await (const { path, state } of walkFolder(folder)) {
    if (state !== 'file') continue;
    paths.push(path);
    const read = readInside(folder, path, inside);
    if (read.state === 'text' && isTelling(read.text)) telling.add(path);
  }
  return { paths: paths.sort(), known: new Set(paths), telling, untracked: null, conflicted: new Set() };
}

/** Whether a folder, with its links followed, is in the project. */
type Inside = (root: string, folder: string) => boolean;

function createInside(): Inside {
  const known = new Map<string, boolean>();
  const roots = new Map<string, string>();
  return (root, folder) => {
    const answer = known.get(folder);
    if (answer !== undefined) return answer;
    let found = false;
    try {
      const top = roots.get(root) ?? realpathSync(root);
      roots.set(root, top);
      found = `${realpathSync(folder)}${sep}`.startsWith(top.endsWith(sep) ? top : `${top}${sep}`);
    } catch {
      // Gone, or not to be entered.
    }
    known.set(folder, found);
    return found;
  };
}

function readInside(folder: string, path: string, inside: Inside): ProjectText {
  const absolute = join(folder, path);
  if (!inside(folder, dirname(absolute))) return { state: 'skipped', why: 'outside' };
  let descriptor: number;
  try {
    // A pipe that nobody writes to must not be waited for, and a link is not followed.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
    descriptor = openSync(absolute, flags);
  } catch (error) {
    if (isGone(error)) return { state: 'skipped', why: 'missing' };
    return { state: 'skipped', why: codeOf(error) === 'ELOOP' ? 'outside' : 'unreadable' };
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return { state: 'skipped', why: 'not_text' };
    if (stat.size > longest(path)) return { state: 'skipped', why: 'too_large' };
    const bytes = Buffer.allocUnsafe(stat.size);
    const size = readSync(descriptor, bytes, 0, stat.size, 0);
    return textOf(bytes.subarray(0, size));
  } catch {
    return { state: 'skipped', why: 'unreadable' };
  } finally {
    closeSync(descriptor);
  }
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding, { ignoreBOM: true });
  decoders.set(encoding, decoder);
  return decoder;
}

/** A byte order mark stays: offsets count it. */
function textOf(bytes: Uint8Array): ProjectText {
  const encoding = encodingOf(bytes);
  if (encoding === 'binary' || (encoding === 'utf-8' && bytes.includes(0)))
    return { state: 'skipped', why: 'not_text' };
  return { state: 'text', text: decoderOf(encoding).decode(bytes) };
}
