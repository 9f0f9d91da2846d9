import { dirname, join, resolve } from 'node:path';
import { type Warning, warning } from '../domain/diagnosis/warnings.ts';
import { type LinePlace, placeOf } from '../domain/loading/place.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import { seeEnvFile } from './project.ts';

/** The folder of the record that a rotation keeps while it writes, in the folder that it was started in. */
export const rotationFolder = '.openai-setup-rotation';

/** A key as a record may know it: to be shown, and to be recognised. */
interface KeyMark {
  readonly masked: string;
  /** `Records.print` of it. */
  readonly print: string;
}

/** What a rotation writes down before its first file, and takes away after its last. */
export interface RotationRecord {
  readonly salt: string;
  /** What is replaced: the key, and what an earlier rotation had left in its place. */
  readonly old: readonly KeyMark[];
  readonly new: KeyMark;
  /** Absolute paths of env files, each with the names that are set in it. */
  readonly files: readonly { readonly path: string; readonly names: readonly string[] }[];
}

/** A line that holds a key of the rotation. */
interface KeyLine {
  readonly place: LinePlace;
  readonly value: Secret;
}

/** A rotation whose record is still there, and what its files hold now. */
export interface UnfinishedRotation {
  /** Of its record. */
  readonly folder: string;
  readonly record: RotationRecord;
  /** It goes on in another process at this moment. */
  readonly running: boolean;
  readonly old: readonly KeyLine[];
  readonly new: readonly KeyLine[];
}

/** Looks in the folder and, up to the top of its repository, in those above. Null where no rotation was cut off. */
export async function findUnfinished(
  ports: Pick<Ports, 'cwd' | 'files' | 'home' | 'records'>,
): Promise<UnfinishedRotation | null> {
  for (let at = ports.cwd; ; at = dirname(at)) {
    const names = ports.files.list(at);
    if (names.includes(rotationFolder)) {
      const folder = join(at, rotationFolder);
      const found = await ports.records.read(folder);
      const record = found && readRecord(found.text, at);
      // What cannot be read was not written to its end: no file had been touched.
      return record ? lookAt(ports, folder, record, found.running) : null;
    }
    if (names.includes('.git') || at === ports.home || at === dirname(at)) return null;
  }
}

/** A warning where some of its files have the new key, and others the old one. */
export function cutOffWarnings(left: UnfinishedRotation): readonly Warning[] {
  const [fresh] = left.new;
  const [old] = left.old;
  if (!fresh || !old) return [];
  const { line } = old.place;
  const otherPath = placeOf(old.place);
  return [warning('sources_disagree', { path: placeOf(fresh.place), otherPath, line, cutOff: true })];
}

async function lookAt(
  ports: Pick<Ports, 'cwd' | 'files' | 'records'>,
  folder: string,
  record: RotationRecord,
  running: boolean,
): Promise<UnfinishedRotation> {
  const old: KeyLine[] = [];
  const fresh: KeyLine[] = [];
  for (const { path, names } of record.files) {
    for (const { name, value, line } of seeEnvFile(ports, path).document?.assignments ?? []) {
      if (!names.includes(name)) continue;
      const secret = new Secret(value.trim());
      const print = await ports.records.print(secret, record.salt);
      const found = { place: { type: 'file', absolute: path, line } as const, value: secret };
      if (print === record.new.print) fresh.push(found);
      else if (record.old.some((one) => one.print === print)) old.push(found);
    }
  }
  return { folder, record, running, old, new: fresh };
}

/** A project that was moved or copied since is meant itself, and not what lies where it was: its paths count from `top`. */
function readRecord(text: string, top: string): RotationRecord | null {
  try {
    const { salt, old, files, ...rest } = JSON.parse(text) as RotationRecord;
    const here = files.map((file) => ({ ...file, path: resolve(top, file.path) }));
    return { salt, old: [...old], files: here, new: rest.new };
  } catch {
    return null;
  }
}
