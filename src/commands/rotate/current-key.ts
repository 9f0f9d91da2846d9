import type { Project } from '../../checks/project.ts';
import { checkSource, keyName, missingKey } from '../../checks/source.ts';
import { unreadableFinding } from '../../checks/unreadable.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { isExampleName } from '../../domain/env/file-names.ts';
import { judgeKey } from '../../domain/keys/judge.ts';
import { isNoKey } from '../../domain/keys/no-key.ts';
import type { Place } from '../../domain/loading/sources.ts';
import { defaultEndpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { UsageError } from '../../ports/errors.ts';
import { Stopped } from '../stopped.ts';
import type { EnvFilesFound } from './env-files.ts';
import type { RotateRun } from './run.ts';

/** The key to be replaced, with the place that makes it the current one. */
export interface CurrentKey {
  readonly value: Secret;
  readonly place: Place;
}

/**
 * The key that counts, as verify finds it. Where the loader's own files have none, a key that stands in other env files
 * (`.dev.vars`, those of a workspace) is the current one, if it is the only one.
 */
export function currentKey(
  { ports, words, voice }: RotateRun,
  project: Project,
  found: EnvFilesFound,
): CurrentKey {
  const source = checkSource(ports, project);
  if (source.found) {
    const { value, origin } = source.found;
    if (origin.type !== 'file' && origin.type !== 'environment') throw new Error('a key from nowhere');
    const judged = judgeKey(value.reveal(), defaultEndpoint);
    if (isNoKey(value.reveal()) && !judged.ok) {
      const path = origin.type === 'file' ? origin.path : undefined;
      throw new Stopped(
        judged.cause === 'key_placeholder'
          ? localFinding('key_placeholder', { path })
          : localFinding(judged.cause, judged.facts),
      );
    }
    return { value: new Secret(value.reveal().trim()), place: origin };
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

function keysElsewhere({ files }: EnvFilesFound): readonly CurrentKey[] {
  return files.flatMap(({ path, absolute, document }) => {
    const fileName = absolute.split(/[\\/]/).at(-1) ?? '';
    const last = document?.assignments
      .filter(({ name, value }) => name === keyName && !isNoKey(value))
      .at(-1);
    if (!last || isExampleName(fileName)) return [];
    return [
      {
        value: new Secret(last.value.trim()),
        place: { type: 'file' as const, absolute, path, line: last.line },
      },
    ];
  });
}
