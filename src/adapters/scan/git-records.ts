import type { KeySighting } from '../../domain/scan/key-sighting.ts';
import { addedLines, createChangeReader, type RawChange } from '../../domain/scan/raw-changes.ts';
import type { PlacedKey } from '../../domain/scan/text-scanner.ts';
import { maskKey } from '../../domain/secrets/mask.ts';
import type { GitSearch, ScanTarget } from '../../ports/files.ts';
import { keysInBlobs } from './git-blobs.ts';
import { byZeros, streamGit } from './git-stream.ts';

type Env = Readonly<Record<string, string | undefined>>;
type Refusal = Extract<GitSearch, { ok: false }>;

/** The names of contents: no attribute or setting decides what is shown of them. */
const rawForm = ['--raw', '-z', '--no-abbrev', '--no-renames', '--relative', '--ignore-submodules=none'];

/** Keys in what is staged. */
export async function searchStaged({ folder, file }: ScanTarget, env: Env): Promise<GitSearch> {
  const place = await placeOf(folder, env);
  if (!place.ok) return place;
  const changes: RawChange[] = [];
  const problem = await readChanges(['diff', '--cached', ...rawForm, '--', file ?? '.'], place, (change) => {
    changes.push(change);
  });
  if (problem) return problem;
  const ids = new Set(changes.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()));
  const { keys, missing } = await keysInBlobs([...ids], place);
  const findings: KeySighting[] = [];
  for (const { path, before, after } of changes) {
    for (const key of await addedKeys(before, after, keys, place))
      findings.push(sighting(key, { path, commit: null, where: 'staged' }));
  }
  return { ok: true, findings, shallow: place.shallow, missing };
}

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

/** Keys in what any commit of any branch has added, each with the oldest commit that did. */
export async function searchHistory({ folder, file }: ScanTarget, env: Env): Promise<GitSearch> {
  const place = await placeOf(folder, env);
  if (!place.ok) return place;
  const log = ['log', '--all', '--full-history', '--topo-order', '-m', '--no-show-signature'];
  const walk = (take: (change: RawChange) => void) =>
    readChanges([...log, '--format=%x01%H', ...rawForm, '--', file ?? '.'], place, take);
  const ids = new Set<string>();
  const problem = await walk(({ after }) => {
    if (after !== null) ids.add(after);
  });
  if (problem) return problem;
  const { keys, missing } = await keysInBlobs([...ids], place);
  const found = new Map<string, KeySighting>();
  if (keys.size > 0) {
    // The log goes back in time, so the oldest commit that added a key to a file stays.
    await walk(({ commit, path, after }) => {
      for (const key of (after !== null && keys.get(after)) || [])
        found.set(`${path}\0${key.text}`, sighting(key, { path, commit, where: 'history' }));
    });
  }
  return { ok: true, findings: [...found.values()], shallow: place.shallow, missing };
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
  readonly cwd: string;
  readonly env: Env;
}

/** Whether git has records for this folder. */
async function placeOf(cwd: string, env: Env): Promise<Repository | Refusal> {
  let answer = '';
  const { code, stderr } = await streamGit(
    ['rev-parse', '--is-shallow-repository'],
    { cwd, env },
    (piece) => {
      answer += piece.toString();
    },
  );
  if (code === 0) return { ok: true, shallow: answer.trim() === 'true', cwd, env };
  const reason =
    code === null ? 'no_git' : stderr.includes('not a git repository') ? 'no_repository' : 'refused';
  return { ok: false, reason, detail: firstLine(stderr) };
}

/** Null where git told all of them. */
async function readChanges(
  args: readonly string[],
  place: Repository,
  take: (change: RawChange) => void,
): Promise<Refusal | null> {
  // Settings of the repository that leave out differences.
  const settings = ['log.follow=false', 'log.showRoot=true', 'log.diffMerges=separate'].flatMap((setting) => [
    '-c',
    setting,
  ]);
  const read = createChangeReader(take);
  const end = await streamGit(
    [...settings, ...args],
    place,
    byZeros((entry) => read(entry.toString())),
  );
  return end.code === 0 ? null : { ok: false, reason: 'refused', detail: firstLine(end.stderr) };
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';
