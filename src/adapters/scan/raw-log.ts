import { createChangeReader, type RawChange } from '../../domain/scan/raw-changes.ts';
import type { GitSearch } from '../../ports/files.ts';
import { byZeros, type StreamOptions, streamGit } from './git-stream.ts';

export type GitRefusal = Extract<GitSearch, { ok: false }>;

/** The names of contents: no attribute or setting decides what is shown of them. */
const rawForm = ['--raw', '-z', '--no-abbrev', '--no-renames', '--relative', '--ignore-submodules=none'];
/** Settings of the repository that leave out differences. */
const settings = ['log.follow=false', 'log.showRoot=true', 'log.diffMerges=separate'].flatMap((setting) => [
  '-c',
  setting,
]);

type RepositoryPlace = Pick<StreamOptions, 'cwd' | 'env'>;
type Take = (change: RawChange) => void;

/** What the next commit would change below the folder. Null where git told all of it. */
export const readStaged = (file: string, place: RepositoryPlace, take: Take): Promise<GitRefusal | null> =>
  readChanges(['diff', '--cached', ...rawForm, '--', file], place, take);

/** What each of these commits changed below the folder, from the newest on. Null where git told all of it. */
export function readLog(
  revisions: readonly string[],
  file: string,
  place: RepositoryPlace,
  take: Take,
): Promise<GitRefusal | null> {
  const log = ['log', '--full-history', '--topo-order', '-m', '--no-show-signature', '--format=%x01%H'];
  return readChanges([...log, ...rawForm, ...revisions, '--', file], place, take);
}

async function readChanges(
  args: readonly string[],
  place: RepositoryPlace,
  take: Take,
): Promise<GitRefusal | null> {
  const read = createChangeReader(take);
  const end = await streamGit(
    [...settings, ...args],
    place,
    byZeros((entry) => read(entry.toString())),
  );
  return end.code === 0 ? null : { ok: false, reason: 'refused', detail: firstLine(end.stderr) };
}

export const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';
