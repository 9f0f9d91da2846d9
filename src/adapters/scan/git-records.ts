import type { Env } from '../../domain/env/environment.ts';
import type { KeySighting } from '../../domain/scan/key-sighting.ts';
import { addedLines, type RawChange } from '../../domain/scan/raw-changes.ts';
import type { PlacedKey } from '../../domain/scan/text-scanner.ts';
import { maskKey } from '../../domain/secrets/mask.ts';
import type { GitSearch, ScanTarget } from '../../ports/files.ts';
import { codeOf } from '../files/error-code.ts';
import { searchMessages } from './git-messages.ts';
import { keysInObjects } from './git-objects.ts';
import { byLines, streamGit } from './git-stream.ts';
import { firstLine, type GitRefusal, readLog, readStaged } from './raw-log.ts';
import { largest } from './scan-file.ts';

/** Keys in what is staged. */
export async function searchStaged({ folder, file }: ScanTarget, env: Env): Promise<GitSearch> {
  const place = await placeOf(folder, env);
  if (!place.ok) return place;
  const changes: RawChange[] = [];
  const problem = await readStaged(file ?? '.', place, (change) => {
    changes.push(change);
  });
  if (problem) return problem;
  const ids = new Set(changes.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()));
  const { keys, large, missing } = await keysInObjects([...ids], { ...place, most: mostFor(file) });
  const findings: KeySighting[] = [];
  for (const { path, before, after } of changes) {
    for (const key of await addedKeys(before, after, keys, place))
      findings.push(sighting(key, { path, commit: null, where: 'staged' }));
  }
  return { ok: true, findings, large: pathsOf(changes, large), shallow: place.shallow, missing };
}

/** A file that is named by itself is searched, whatever its size. */
const mostFor = (file: string | null): number => (file === null ? largest : Number.POSITIVE_INFINITY);

/** Where these contents came in. */
const pathsOf = (changes: readonly RawChange[], contents: ReadonlySet<string>): readonly string[] => [
  ...new Set(changes.filter(({ after }) => after !== null && contents.has(after)).map(({ path }) => path)),
];

/** Keys in lines that are new, and those that are new to the file wherever git sees its lines end. */
async function addedKeys(
  before: string | null,
  after: string | null,
  keys: ReadonlyMap<string, readonly PlacedKey[]>,
  place: Repository,
): Promise<readonly PlacedKey[]> {
  const there = after === null ? [] : (keys.get(after) ?? []);
  if (before === null || there.length === 0) return there;
  const known = new Set(keys.get(before)?.map(({ text }) => text));
  const form = ['--unified=0', '--text', '--no-color', '--no-ext-diff', '--no-textconv'];
  let difference = '';
  await streamGit(['diff', ...form, before, after as string], place, (piece) => {
    difference += piece.toString('latin1');
  });
  const blocks = addedLines(difference);
  return there.filter(
    ({ line, text }) => !known.has(text) || blocks.some(([first, last]) => line >= first && line <= last),
  );
}

/** Keys in what any commit of any branch has added, each with the oldest commit that did, and in all messages. */
export async function searchHistory({ folder, file }: ScanTarget, env: Env): Promise<GitSearch> {
  const place = await placeOf(folder, env);
  if (!place.ok) return place;
  const revisions = ['--exclude=refs/notes/*', '--all', ...(await olderStashes(place))];
  const walk = (take: (change: RawChange) => void) => readLog(revisions, file ?? '.', place, take);
  const ids = new Set<string>();
  const problem = await walk(({ after }) => {
    if (after !== null) ids.add(after);
  });
  if (problem) return problem;
  const { keys, large, missing } = await keysInObjects([...ids], { ...place, most: mostFor(file) });
  const found = new Map<string, KeySighting>();
  const tooLarge = new Set<string>();
  if (keys.size > 0 || large.size > 0) {
    // The log goes back in time, so the oldest commit that added a key to a file stays.
    await walk(({ commit, path, after }) => {
      if (after !== null && large.has(after)) tooLarge.add(path);
      for (const key of (after !== null && keys.get(after)) || [])
        found.set(`${path}\0${key.text}`, sighting(key, { path, commit, where: 'history' }));
    });
  }
  // Messages are the whole repository's.
  const others = place.isTop && file === null ? await searchMessages(place, revisions, ids) : null;
  return {
    ok: true,
    findings: [...found.values(), ...(others?.findings ?? [])],
    large: [...tooLarge],
    shallow: place.shallow,
    missing: missing + (others?.missing ?? 0),
  };
}

/** No reference leads to a stash that another one was put upon. */
async function olderStashes(place: Repository): Promise<readonly string[]> {
  const found: string[] = [];
  await streamGit(
    ['rev-list', '--walk-reflogs', 'refs/stash', '--'],
    place,
    byLines((line) => found.push(line.toString())),
  );
  return found;
}

function sighting(
  { line, column, kind, text }: PlacedKey,
  place: Pick<KeySighting, 'path' | 'commit' | 'where'>,
): KeySighting {
  return { ...place, line, column, kind, masked: maskKey(text) };
}

interface Repository {
  readonly ok: true;
  readonly shallow: boolean;
  /** Nothing of the repository is above this folder. */
  readonly isTop: boolean;
  readonly cwd: string;
  readonly env: Env;
}

/** Whether git has records for this folder. Throws what the system said where it could not start git. */
async function placeOf(cwd: string, env: Env): Promise<Repository | GitRefusal> {
  let answer = '';
  const { code, stderr, fault } = await streamGit(
    ['rev-parse', '--is-shallow-repository', '--show-prefix'],
    { cwd, env },
    (piece) => {
      answer += piece.toString();
    },
  );
  // That no file can be opened, or no process be started, is no word about git.
  if (fault && codeOf(fault) !== 'ENOENT') throw fault;
  const [shallow, prefix] = answer.split('\n');
  if (code === 0) return { ok: true, shallow: shallow === 'true', isTop: prefix === '', cwd, env };
  const reason =
    code === null ? 'no_git' : stderr.includes('not a git repository') ? 'no_repository' : 'refused';
  return { ok: false, reason, detail: firstLine(stderr) };
}
