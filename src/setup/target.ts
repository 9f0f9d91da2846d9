import { resolve } from 'node:path';
import { type Project, seeEnvFile, type SeenEnvFile } from '../checks/project.ts';
import { checkSource, keyName } from '../checks/source.ts';
import { unreadableFinding } from '../checks/file.ts';
import { defaultEndpoint } from '../domain/endpoint.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';
import { judgeKey } from '../domain/keys/judge.ts';
import { Secret } from '../domain/secret.ts';
import type { Place } from '../domain/sources.ts';
import type { Ports } from '../ports.ts';

/** A key that is there already, in a place where a program would find it. */
export interface ExistingKey {
  readonly value: Secret;
  readonly place: Place;
}

/** Where setup will write, and what stands there. */
export interface Target {
  readonly file: SeenEnvFile;
  /** What counts in this folder today; null where nothing does, or only a placeholder. */
  readonly existing: ExistingKey | null;
  /** A key in the target file itself, whether or not it is the one that counts. */
  readonly inFile: Secret | null;
  /** Why the file cannot be edited; null where it can, or is still to be created. */
  readonly problem: Finding | null;
}

/** No key at all: empty, a tutorial's placeholder, or what the dashboard shows in place of a key. */
export function isNoKey(value: string): boolean {
  const judged = judgeKey(value, defaultEndpoint);
  return !judged.ok && ['key_missing', 'key_placeholder', 'key_masked'].includes(judged.cause);
}

/**
 * Which file: the one named, else the one whose key counts, else where the framework's documentation
 * puts secrets, else `.env`.
 */
export function chooseTarget(ports: Ports, project: Project, named: string | undefined): Target {
  const source = checkSource(ports, project).found;
  const real = source && !isNoKey(source.value.reveal()) ? source : null;
  const existing = real && (real.origin.type === 'file' || real.origin.type === 'environment') ? { value: real.value, place: real.origin } : null;
  const holder = existing?.place.type === 'file' ? existing.place.path : null;
  const path = named ?? holder ?? project.framework.secretsFile;
  const file = seeEnvFile(ports, resolve(ports.cwd, path));
  const own = file.document?.assignments.filter(({ name, value }) => name === keyName && !isNoKey(value)).at(-1);
  return {
    file,
    existing: named === undefined || existing?.place.type !== 'file' || existing.place.path === file.path ? existing : ownKey(file, own),
    inFile: own ? new Secret(own.value) : null,
    problem: file.read.state === 'missing' ? null : unreadableFinding(file),
  };
}

/** With a file named by the user, the key in that file is the one setup is about. */
function ownKey(file: SeenEnvFile, own: { readonly value: string; readonly line: number } | undefined): ExistingKey | null {
  return own ? { value: new Secret(own.value), place: { type: 'file', path: file.path, line: own.line } } : null;
}
