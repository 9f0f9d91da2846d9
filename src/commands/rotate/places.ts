import { basename, join } from 'node:path';
import { publishedPrefixes } from '../../checks/exposure.ts';
import { readText, type SeenEnvFile } from '../../checks/project.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { isExampleName } from '../../domain/env/file-names.ts';
import type { LeftReason } from '../../domain/keys/left-places.ts';
import { isNotSendable } from '../../domain/keys/no-key.ts';
import { type FilePlace, placeOf } from '../../domain/loading/place.ts';
import { allStartFiles } from '../../domain/loading/shells.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { Stopped } from '../../ports/errors.ts';
import type { Ports } from '../../ports/ports.ts';
import type { EnvFilesFound } from './env-files.ts';

/** An assignment that the rotation sets. */
interface HeldLine {
  readonly name: string;
  readonly line: number;
  readonly value: Secret;
}

/** An env file in which the current key is replaced. */
export interface Holder {
  readonly file: SeenEnvFile;
  /** Names whose value is the key; all assignments of each are set, as loaders differ on which one counts. */
  readonly names: readonly string[];
  readonly lines: readonly HeldLine[];
}

/** A place that is not changed, and that somebody should look at. */
interface LeftPlace {
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
  readonly holders: readonly Holder[];
  readonly left: readonly LeftPlace[];
}

/** Every place that holds the current key. A file that holds it and cannot be edited stops the rotation. */
export function findPlaces(
  ports: Pick<Ports, 'cwd' | 'env' | 'files' | 'home'>,
  old: Secret,
  found: EnvFilesFound,
): Places {
  const holders: Holder[] = [];
  const left: LeftPlace[] = [];
  const leave = (
    reason: LeftReason,
    { absolute }: FilePlace,
    line = 0,
    name = '',
    value: Secret | null = null,
  ): void => {
    left.push({ reason, file: { absolute }, line, name, value });
  };
  for (const file of found.files) {
    const { document, read } = file;
    if (read.state === 'unreadable') leave('unreadable', file);
    if (read.state !== 'file') continue;
    if (!document) {
      if (!holdsAnyhow(read.bytes, old)) continue;
      throw new Stopped(
        localFinding('env_file_encoding', { path: placeOf(file), reason: file.encoding ?? 'binary' }),
      );
    }
    const text = new TextDecoder().decode(read.bytes);
    const lines = document.assignments.filter(({ value }) => old.is(value.trim()));
    if (isExampleName(basename(file.absolute))) {
      const line = lineOf(text, old);
      if (line > 0) leave('example', file, line);
      continue;
    }
    const isPublished = (name: string): boolean =>
      publishedPrefixes.some((prefix) => name.startsWith(prefix));
    for (const { name, line } of lines) if (isPublished(name)) leave('published', file, line, name);
    const names = [...new Set(lines.map(({ name }) => name).filter((name) => !isPublished(name)))];
    if (names.length > 0) {
      const held = document.assignments.filter(({ name }) => names.includes(name));
      holders.push({
        file,
        names,
        lines: held.map(({ name, line, value }) => ({ name, line, value: new Secret(value.trim()) })),
      });
    }
    const assigned = new Set(lines.map(({ line }) => line));
    for (const line of linesOf(text, old)) if (!assigned.has(line)) leave('mention', file, line);
    for (const { name, value, line } of document.assignments) {
      if (name !== keyName || names.includes(keyName)) continue;
      const other = new Secret(value.trim());
      if (!isNotSendable(other)) leave('other_key', file, line, name, other);
    }
  }
  for (const file of found.composeFiles)
    for (const line of linesOf(file.text, old)) leave('compose', file, line);
  for (const name of allStartFiles) {
    const absolute = join(ports.home, name);
    const text = ports.home === '' ? null : readText(ports, absolute);
    for (const line of linesOf(text ?? '', old)) leave('profile', { absolute }, line);
  }
  return { inShell: old.is(ports.env[keyName]?.trim() ?? ''), holders, left };
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
