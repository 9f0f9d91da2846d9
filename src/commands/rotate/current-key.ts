import { basename } from 'node:path';
import { type Project, readable } from '../../checks/project.ts';
import { resolvedKey, unresolved } from '../../checks/reference.ts';
import { checkSource, missingKey } from '../../checks/source.ts';
import { unreadableFinding } from '../../checks/unreadable.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { isExampleName } from '../../domain/env/file-names.ts';
import { judgeKey } from '../../domain/keys/judge.ts';
import { isNotSendable, isReference, saysNoKey } from '../../domain/keys/no-key.ts';
import { placeOf } from '../../domain/loading/place.ts';
import { type FoundKey, findKeys } from '../../domain/loading/sources.ts';
import { defaultEndpoint } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { Stopped, UsageError } from '../../ports/errors.ts';
import type { EnvFilesFound } from './env-files.ts';
import type { RotateRun } from './run.ts';

/**
 * The key that counts, as verify finds it. Where the loader's own files have none, a key that stands in other env files
 * (`.dev.vars`, those of a workspace) is the current one, if it is the only one.
 */
export function currentKey(
  { ports, words, voice }: RotateRun,
  project: Project,
  found: EnvFilesFound,
): FoundKey {
  const source = checkSource(ports, project);
  if (source.found) {
    const { value, origin } = source.found;
    if (origin.type !== 'file' && origin.type !== 'environment') throw new Error('a key from nowhere');
    if (isReference(value)) return { value: resolved(ports, project, value, origin), place: origin };
    const judged = judgeKey(value, defaultEndpoint);
    if (!judged.ok && saysNoKey(judged)) {
      const path = origin.type === 'file' ? placeOf(origin) : undefined;
      throw new Stopped(
        judged.cause === 'key_placeholder'
          ? localFinding('key_placeholder', { path })
          : localFinding(judged.cause, judged.facts),
      );
    }
    return { value, place: origin };
  }
  const elsewhere = keysElsewhere(found);
  const [only] = elsewhere;
  if (only && elsewhere.every(({ value }) => value.equals(only.value))) return only;
  if (only) {
    const shown = elsewhere.map(({ value, place }) => `${voice.place(place)}: ${voice.key(value)}`);
    throw new UsageError(words.severalKeys(shown.join('; ')));
  }
  const unreadable = source.unreadable ? unreadableFinding(source.unreadable) : null;
  throw new Stopped(unreadable ?? missingKey(source));
}

/** The key that the loader puts in place of a reference. Throws `Stopped` where it puts none: the store has to change it. */
function resolved(
  ports: RotateRun['ports'],
  project: Project,
  value: Secret,
  place: FoundKey['place'],
): Secret {
  const finding = unresolved(ports, project, value, place);
  const key = resolvedKey(ports, project);
  if (key) return key;
  throw finding ? new Stopped(finding) : new Error('a reference that is none');
}

function keysElsewhere({ files }: EnvFilesFound): readonly FoundKey[] {
  return readable(files).flatMap((file) => {
    const last = findKeys({}, [file]).find(({ value }) => !isNotSendable(value));
    return last && !isExampleName(basename(file.absolute)) ? [last] : [];
  });
}
