import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { byZeros, problemsIn, type StreamEnd, streamGit } from './git-stream.ts';
import type { Form } from './key-forms.ts';

/** Where a key may stand; paths relative to the folder, with `/` between parts. */
interface Candidates {
  readonly files: readonly string[];
  /** What git does not look into: ignored folders, and repositories of their own. */
  readonly folders: readonly string[];
  /** False where git was not done in time. */
  readonly complete: boolean;
}

interface GitWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** When it must be done, by `performance.now()`. */
  readonly end: number;
}

interface ListedPaths extends StreamEnd {
  readonly paths: readonly string[];
}

/** The files that git's search finds, and all that it passes over. Null where git does not serve here. */
export async function candidatesByGit(
  folder: string,
  forms: readonly Form[],
  { env, end }: GitWorld,
): Promise<Candidates | null> {
  const list = async (args: readonly string[], input = ''): Promise<ListedPaths> => {
    const paths: string[] = [];
    const limit = Math.max(1, Math.round(end - performance.now()));
    const take = byZeros((path) => paths.push(path.toString()));
    return { ...(await streamGit(args, { cwd: folder, env, input, limit }, take)), paths };
  };
  const listFiles = (...args: readonly string[]) => list(['ls-files', '-z', ...args]);
  const rules = '--exclude-standard';
  const [found, tracked, untracked, ignored, ignoredButTracked, own] = await Promise.all([
    grep(list, forms),
    listFiles('--stage'),
    listFiles('--others', rules),
    listFiles('--others', '--ignored', rules, '--directory'),
    listFiles('--cached', '--ignored', rules),
    list(['check-ignore', '--quiet', '--', '.']),
  ]);
  const all = [found, tracked, untracked, ignored, ignoredButTracked];
  const complete = !all.some(({ timedOut }) => timedOut);
  // Of an ignored folder git tells nothing.
  if (own.code === 0 || (complete && tracked.code !== 0)) return null;
  if (complete && found.code !== 0 && found.code !== 1) return null;
  const isLink = (path: string): boolean =>
    lstatSync(join(folder, path), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  const isFolder = (path: string): boolean => path.endsWith('/');
  const others = [...untracked.paths, ...ignored.paths];
  return {
    files: [
      ...found.paths,
      ...problemsIn(found.stderr),
      ...ignoredButTracked.paths,
      ...entriesOf(tracked.paths, linkMode),
      ...untracked.paths.filter((path) => !isFolder(path) && isLink(path)),
      ...ignored.paths.filter((path) => !isFolder(path)),
    ],
    folders: [
      ...entriesOf(tracked.paths, moduleMode),
      ...others.filter(isFolder).map((path) => path.slice(0, -1)),
    ],
    complete,
  };
}

/** Git's modes of a symbolic link and of a submodule. */
const linkMode = '120000';
const moduleMode = '160000';

/** Paths of this mode in what `ls-files --stage` tells. */
const entriesOf = (entries: readonly string[], mode: string): readonly string[] =>
  entries
    .filter((entry) => entry.startsWith(`${mode} `))
    .map((entry) => entry.slice(entry.indexOf('\t') + 1));

/** The patterns go through standard input: arguments of a process can be seen by others. */
async function grep(
  list: (args: readonly string[], input: string) => Promise<ListedPaths>,
  forms: readonly Form[],
): Promise<ListedPaths> {
  const run = (kind: '-P' | '-F', patterns: readonly string[]) =>
    list(
      [
        ...['grep', '-z', '-l', '-a', '--no-color', '--no-recurse-submodules', '--no-full-name'],
        ...['--untracked', '--exclude-standard', kind, '-f', '-', '--', '.'],
      ],
      `${patterns.join('\n')}\n`,
    );
  const fast = await run(
    '-P',
    forms.map(({ expression }) => expression),
  );
  if (fast.code === 0 || fast.code === 1 || fast.timedOut) return fast;
  // Not every git has these expressions, and its fixed texts hold no zero bytes.
  return run(
    '-F',
    forms.filter(({ as }) => as !== 'utf16').map(({ bytes }) => bytes.toString()),
  );
}
