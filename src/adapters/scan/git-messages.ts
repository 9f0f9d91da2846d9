import type { KeySighting, RecordedMessage } from '../../domain/scan/key-sighting.ts';
import type { PlacedKey } from '../../domain/scan/text-scanner.ts';
import { maskKey } from '../../domain/secrets/mask.ts';
import { cleanText } from '../../domain/text/clean.ts';
import { keysInObjects } from './git-objects.ts';
import { byLines, byZeros, type StreamOptions, streamGit } from './git-stream.ts';
import { readLog } from './raw-log.ts';
import { largest } from './scan-file.ts';

type RepositoryPlace = Pick<StreamOptions, 'cwd' | 'env'>;

interface FoundInMessages {
  readonly findings: readonly KeySighting[];
  /** How many objects this clone does not have. */
  readonly missing: number;
}

/**
 * Keys in what a repository keeps beside files: the messages of commits and tags, notes, and what only a tag leads to.
 * `revisions`: those whose commits count; `known`: contents that were searched as files.
 */
export async function searchMessages(
  place: RepositoryPlace,
  revisions: readonly string[],
  known: ReadonlySet<string>,
): Promise<FoundInMessages> {
  const parts = [await inCommits(place, revisions), await inTags(place, known), await inNotes(place)];
  return {
    findings: parts.flatMap(({ findings }) => findings),
    missing: parts.reduce((sum, { missing }) => sum + missing, 0),
  };
}

const sighting = (
  { line, column, kind, text }: PlacedKey,
  { of, name }: { readonly of: RecordedMessage['of']; readonly name: string },
  commit: string | null,
): KeySighting => ({
  ...{ path: '', message: { of, name: cleanText(name) }, line, column, commit, kind },
  masked: maskKey(text),
  where: 'history',
});

/** Of several commits that tell the same key, the oldest. */
async function inCommits(place: RepositoryPlace, revisions: readonly string[]): Promise<FoundInMessages> {
  const ids = await linesOf(['rev-list', '--topo-order', ...revisions], place);
  const { keys, missing } = await keysInObjects(ids, { ...place, most: largest });
  const found = new Map<string, KeySighting>();
  for (const id of ids)
    for (const key of keys.get(id) ?? []) found.set(key.text, sighting(key, { of: 'commit', name: id }, id));
  return { findings: [...found.values()], missing };
}

/** What a reference or a tag leads to. `name`: as users know it. */
interface Led {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

async function inTags(place: RepositoryPlace, known: ReadonlySet<string>): Promise<FoundInMessages> {
  const format = '--format=%(objecttype) %(objectname) %(refname:lstrip=2)';
  const references = await linesOf(['for-each-ref', format], place);
  let next = references.map(ledBy).filter(({ type }) => type !== 'commit');
  const seen = new Set(known);
  const targets = new Map<string, Led>();
  const found: { readonly from: Led; readonly keys: readonly PlacedKey[] }[] = [];
  let lost = 0;
  while (next.length > 0) {
    const unfolded: Led[] = [];
    for (const one of next) unfolded.push(...(one.type === 'tree' ? await filesOf(one, place) : [one]));
    const fresh = unfolded.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const ids = [...new Set(fresh.map(({ id }) => id))];
    const { keys, heads, missing } = await keysInObjects(ids, { ...place, most: largest });
    lost += missing;
    next = [];
    for (const one of fresh) {
      const target = targetOf(heads.get(one.id));
      const from = target ? { ...one, name: target.tag } : one;
      if (target) targets.set(one.id, target);
      if (target && target.type !== 'commit') next.push({ ...target, name: target.tag });
      found.push({ from, keys: keys.get(one.id) ?? [] });
    }
  }
  const commitOf = (id: string): string | null => {
    const target = targets.get(id);
    return !target ? null : target.type === 'commit' ? target.id : commitOf(target.id);
  };
  const findings = found.flatMap(({ from: { id, name }, keys }) =>
    keys.map((key) => sighting(key, { of: 'tag', name }, commitOf(id))),
  );
  return { findings, missing: lost };
}

function ledBy(line: string): Led {
  const [type = '', id = '', ...name] = line.split(' ');
  return { type, id, name: name.join(' ') };
}

/** What a tag is about, by its head; null for what is no tag. */
function targetOf(head: string | undefined): (Led & { readonly tag: string }) | null {
  const [, id, type, tag] = /^object (\w+)\ntype (\w+)\ntag ([^\n]*)/.exec(head ?? '') ?? [];
  return id && type && tag !== undefined ? { id, type, name: tag, tag } : null;
}

async function filesOf({ id, name }: Led, place: RepositoryPlace): Promise<readonly Led[]> {
  const found: Led[] = [];
  const take = byZeros((entry) => {
    const [, type, file] = /^\d+ (\w+) (\w+)\t/.exec(entry.toString()) ?? [];
    if (type === 'blob' && file) found.push({ id: file, type, name });
  });
  await streamGit(['ls-tree', '-r', '-z', '--full-tree', id], place, take);
  return found;
}

/** Notes are files of branches of their own, called by what they are about. */
async function inNotes(place: RepositoryPlace): Promise<FoundInMessages> {
  const notes = new Map<string, { readonly id: string; readonly path: string }>();
  await readLog(['--glob=refs/notes/*'], '.', place, ({ path, after }) => {
    if (after !== null) notes.set(`${path}\0${after}`, { id: after, path });
  });
  const { keys, missing } = await keysInObjects([...new Set([...notes.values()].map(({ id }) => id))], {
    ...place,
    most: largest,
  });
  const found = new Map<string, KeySighting>();
  for (const { id, path } of notes.values()) {
    const name = path.replaceAll('/', '');
    for (const key of keys.get(id) ?? [])
      found.set(`${name}\0${key.text}`, sighting(key, { of: 'note', name }, name));
  }
  return { findings: [...found.values()], missing };
}

async function linesOf(args: readonly string[], place: RepositoryPlace): Promise<readonly string[]> {
  const lines: string[] = [];
  await streamGit(
    args,
    place,
    byLines((line) => lines.push(line.toString())),
  );
  return lines;
}
