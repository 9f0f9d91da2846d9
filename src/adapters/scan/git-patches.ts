import { candidatePattern, type KeyInLine, keysInLine } from '../../domain/scan/find-keys.ts';
import { encodedKeys, joinedKeys } from '../../domain/scan/joined.ts';
import type { KeySighting } from '../../domain/scan/key-sighting.ts';
import { type AddedLine, commitMark, createPatchReader } from '../../domain/scan/patch.ts';
import { maskKey } from '../../domain/secrets/mask.ts';
import type { GitSearch, ScanTarget } from '../../ports/files.ts';
import { byLines, streamGit } from './git-stream.ts';

type Env = Readonly<Record<string, string | undefined>>;

const patchForm = [
  '--unified=0',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  // An attribute that calls a file binary hides nothing.
  '--text',
  '--no-renames',
  '--relative',
  '--submodule=short',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/** Keys in what is staged. */
export async function searchStaged({ folder, file }: ScanTarget, env: Env): Promise<GitSearch> {
  const place = await placeOf(folder, env);
  if (!place.ok) return place;
  return patches(['diff', '--cached', ...patchForm, '--', file ?? '.'], 'staged', place);
}

/** Keys in what any commit of any branch has added, each with the oldest commit that did. */
export async function searchHistory({ folder, file }: ScanTarget, env: Env): Promise<GitSearch> {
  const place = await placeOf(folder, env);
  if (!place.ok) return place;
  const log = [
    'log',
    '--all',
    '--full-history',
    '-m',
    '--patch',
    '--no-show-signature',
    `--format=${commitMark}%H`,
  ];
  return patches([...log, '-G', candidatePattern, ...patchForm, '--', file ?? '.'], 'history', place);
}

interface Repository {
  readonly ok: true;
  readonly shallow: boolean;
  readonly folder: string;
  readonly env: Env;
}

/** Whether git has records for this folder. */
async function placeOf(folder: string, env: Env): Promise<Repository | Extract<GitSearch, { ok: false }>> {
  let answer = '';
  const { code, stderr } = await streamGit(
    ['rev-parse', '--is-shallow-repository'],
    { cwd: folder, env },
    (piece) => {
      answer += piece.toString();
    },
  );
  if (code === 0) return { ok: true, shallow: answer.trim() === 'true', folder, env };
  const reason =
    code === null ? 'no_git' : stderr.includes('not a git repository') ? 'no_repository' : 'refused';
  return { ok: false, reason, detail: firstLine(stderr) };
}

async function patches(
  args: readonly string[],
  where: 'staged' | 'history',
  { folder, env, shallow }: Repository,
): Promise<GitSearch> {
  const found = new Map<string, KeySighting>();
  const read = createPatchReader();
  const keep = ({ commit, path, line, text }: AddedLine): void => {
    for (const key of everyKeyIn(readable(text))) {
      // The log goes back in time, so the oldest commit that added this key to this file stays.
      const id = `${path}\0${key.text}${where === 'staged' ? `\0${line}\0${key.column}` : ''}`;
      const { column, kind } = key;
      found.set(id, { path, line, column, commit, kind, masked: maskKey(key.text), where });
    }
  };
  const lines = byLines((bytes) => {
    const added = read(bytes.toString());
    if (added) keep(added);
  });
  // Settings of the repository that leave out patches.
  const settings = [
    'core.quotePath=false',
    'log.follow=false',
    'log.showRoot=true',
    'log.diffMerges=separate',
  ].flatMap((setting) => ['-c', setting]);
  const end = await streamGit([...settings, ...args], { cwd: folder, env }, lines);
  if (end.code === 0) return { ok: true, findings: [...found.values()], shallow };
  return { ok: false, reason: 'refused', detail: firstLine(end.stderr) };
}

/** UTF-16 without its zero bytes, which is what a key of ASCII needs; nothing where it is not text. */
function readable(text: string): string {
  if (!text.includes('\0')) return text;
  const bare = text.replaceAll('\0', '');
  // A line that was cut between two bytes has one zero more or less than letters; marks decode to U+FFFD.
  return bare.length - (text.length - bare.length) <= text.length * 0.1 + 2
    ? bare.replace(/^\ufffd+/, '')
    : '';
}

/** Those in one piece, in parts of one line, and in base64. */
function everyKeyIn(line: string): readonly KeyInLine[] {
  const hidden = [...joinedKeys(line), ...encodedKeys(line)];
  return [...keysInLine(line), ...hidden.map(({ at, ...key }) => ({ ...key, column: at + 1 }))];
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';
