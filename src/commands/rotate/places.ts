import { basename, join, sep } from 'node:path';
import { type SeenEnvFile, seeEnvFile } from '../../checks/project.ts';
import { readText } from '../../checks/read-text.ts';
import { wayBelow } from '../../checks/way-below.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { isEnvFileName, isExampleName } from '../../domain/env/file-names.ts';
import { kindOfFile, type LeftReason } from '../../domain/keys/left-places.ts';
import { isNotSendable } from '../../domain/keys/no-key.ts';
import { type FilePlace, placeOf } from '../../domain/loading/place.ts';
import { publishedPrefixes } from '../../domain/loading/published-prefixes.ts';
import { allStartFiles } from '../../domain/loading/shells.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { Stopped } from '../../ports/errors.ts';
import type { Ports } from '../../ports/ports.ts';
import type { EnvFilesFound } from './env-files.ts';
import type { Searched } from './search.ts';

/** An assignment that the rotation sets. */
interface HeldLine {
  readonly name: string;
  readonly line: number;
  readonly value: Secret;
}

/** An env file in which the current key is replaced. */
interface Holder {
  readonly file: SeenEnvFile;
  /** Names whose value is the key; all assignments of each are set, as loaders differ on which one counts. */
  readonly names: readonly string[];
  readonly lines: readonly HeldLine[];
}

/** A place that is not changed, and that somebody should look at. */
export interface LeftPlace {
  readonly reason: LeftReason;
  readonly file: FilePlace;
  readonly line: number;
  readonly name: string;
  /** What stands there, where it is not the current key. */
  readonly value: Secret | null;
}

/** Where the current key stands. */
export interface Places {
  /** In the shell variable, which no program can change for its parent. */
  readonly inShell: boolean;
  /** Names of other shell variables that hold it as well. */
  readonly otherVariables: readonly string[];
  readonly holders: readonly Holder[];
  readonly left: readonly LeftPlace[];
  /** False where there was more to search than time. */
  readonly complete: boolean;
}

/** Every place that holds the current key. A file that holds it and cannot be edited stops the rotation. */
export function findPlaces(
  ports: Pick<Ports, 'cwd' | 'env' | 'files' | 'home'>,
  old: Secret,
  found: EnvFilesFound,
  { uses, root, within }: Searched,
): Places {
  const holders: Holder[] = [];
  const left: LeftPlace[] = [];
  const add = ({ holder, left: some }: InEnvFile): void => {
    if (holder) holders.push(holder);
    left.push(...some);
  };
  const known = new Set<string>();
  for (const file of found.files) {
    known.add(file.absolute);
    if (file.read.state === 'file') known.add(file.read.realPath);
    add(inEnvFile(file, old, { mayLeave: false }));
  }
  const profiles = profilesOf(ports, old);
  for (const { file } of profiles) known.add(file.absolute);
  for (const { absolute, as, lines } of uses.files) {
    if (known.has(absolute)) continue;
    const isEnvFile = isEnvFileName(basename(absolute));
    if (isEnvFile && as === 'text' && wayBelow(within, absolute) !== null) {
      const file = seeEnvFile(ports, absolute);
      const isSeen = file.read.state === 'file' && known.has(file.read.realPath);
      if (!isSeen) add(inEnvFile(file, old, { mayLeave: true }));
      if (file.read.state === 'file') known.add(file.read.realPath);
      continue;
    }
    const path = wayBelow(root, absolute)?.split(sep).join('/') ?? basename(absolute);
    const reason = as !== 'text' ? 'encoded' : isEnvFile ? 'elsewhere' : kindOfFile(path);
    left.push(...lines.map((line) => leftAt(reason, { absolute }, line)));
  }
  for (const absolute of uses.unreadable)
    if (!known.has(absolute)) left.push(leftAt('unreadable', { absolute }));
  const holdsKey = (name: string): boolean => old.is(ports.env[name]?.trim() ?? '');
  return {
    inShell: holdsKey(keyName),
    otherVariables: Object.keys(ports.env).filter((name) => name !== keyName && holdsKey(name)),
    holders,
    left: [...left, ...profiles],
    complete: found.complete && uses.complete,
  };
}

const leftAt = (
  reason: LeftReason,
  { absolute }: FilePlace,
  line = 0,
  name = '',
  value: Secret | null = null,
): LeftPlace => ({ reason, file: { absolute }, line, name, value });

interface InEnvFile {
  readonly holder: Holder | null;
  readonly left: readonly LeftPlace[];
}

/** What an env file holds. One that holds the key in a form that is not edited is left, or else ends the rotation. */
function inEnvFile(file: SeenEnvFile, old: Secret, { mayLeave }: { readonly mayLeave: boolean }): InEnvFile {
  const { document, read } = file;
  if (read.state === 'unreadable') return { holder: null, left: [leftAt('unreadable', file)] };
  if (read.state !== 'file') return { holder: null, left: [] };
  if (!document) {
    if (!holdsAnyhow(read.bytes, old)) return { holder: null, left: [] };
    if (mayLeave) return { holder: null, left: [leftAt('encoded', file)] };
    throw new Stopped(
      localFinding('env_file_encoding', { path: placeOf(file), reason: file.encoding ?? 'binary' }),
    );
  }
  const text = new TextDecoder().decode(read.bytes);
  if (isExampleName(basename(file.absolute))) {
    const line = lineOf(text, old);
    return { holder: null, left: line > 0 ? [leftAt('example', file, line)] : [] };
  }
  const { assignments } = document;
  const left: LeftPlace[] = [];
  const lines = assignments.filter(({ value }) => old.is(value.trim()));
  const isPublished = (name: string): boolean => publishedPrefixes.some((prefix) => name.startsWith(prefix));
  for (const { name, line } of lines) if (isPublished(name)) left.push(leftAt('published', file, line, name));
  const names = [...new Set(lines.map(({ name }) => name).filter((name) => !isPublished(name)))];
  const held = assignments.filter(({ name }) => names.includes(name));
  const assigned = new Set(lines.map(({ line }) => line));
  for (const line of linesOf(text, old)) if (!assigned.has(line)) left.push(leftAt('mention', file, line));
  for (const { name, value, line } of assignments) {
    if (name !== keyName || names.includes(keyName)) continue;
    const other = new Secret(value.trim());
    if (!isNotSendable(other)) left.push(leftAt('other_key', file, line, name, other));
  }
  const holder = {
    file,
    names,
    lines: held.map(({ name, line, value }) => ({ name, line, value: new Secret(value.trim()) })),
  };
  return { holder: names.length > 0 ? holder : null, left };
}

/** The start-up files of shells that set it. */
function profilesOf(ports: Pick<Ports, 'files' | 'home'>, old: Secret): readonly LeftPlace[] {
  if (ports.home === '') return [];
  return allStartFiles.flatMap((name) => {
    const absolute = join(ports.home, name);
    return linesOf(readText(ports, absolute) ?? '', old).map((line) => leftAt('profile', { absolute }, line));
  });
}

/** The places of several keys as one, where a rotation that was cut off left two. */
export function together(places: readonly Places[]): Places {
  const holders = new Map<string, Holder>();
  for (const one of places.flatMap((each) => each.holders)) {
    const known = holders.get(one.file.absolute);
    const names = [...new Set([...(known?.names ?? []), ...one.names])];
    const lines = [...(known?.lines ?? []), ...one.lines].filter(
      ({ line }, at, all) => all.findIndex((other) => other.line === line) === at,
    );
    holders.set(one.file.absolute, { file: one.file, names, lines });
  }
  return {
    inShell: places.some(({ inShell }) => inShell),
    holders: [...holders.values()],
    left: places.flatMap(({ left }) => left),
    otherVariables: places.flatMap(({ otherVariables }) => otherVariables),
    complete: places.every(({ complete }) => complete),
  };
}

/** UTF-16 and binary files are never edited; but whether the key is in one can be seen. */
function holdsAnyhow(bytes: Uint8Array, key: Secret): boolean {
  return ['utf-16le', 'utf-16be', 'latin1'].some((encoding) =>
    key.isIn(new TextDecoder(encoding).decode(bytes)),
  );
}

const lineOf = (text: string, key: Secret): number => linesOf(text, key)[0] ?? 0;

/** Lines (from 1) in which the key stands. */
function linesOf(text: string, key: Secret): readonly number[] {
  if (!key.isIn(text)) return [];
  return text.split(/\r\n|[\n\r]/).flatMap((line, index) => (key.isIn(line) ? [index + 1] : []));
}
