import { isNoKey } from '../../domain/keys/no-key.ts';
import type { LinePlace } from '../../domain/loading/place.ts';
import { findKeys } from '../../domain/loading/sources.ts';
import type { Ports } from '../../ports/ports.ts';
import { type Project, readable, seeEnvFile } from '../project.ts';
import type { KeyFound, SourceOutcome } from '../source.ts';
import { keyElsewhere, mayBeLoaded } from './elsewhere.ts';
import { aboutFile, mayReadIt } from './elsewhere-loading.ts';

/**
 * The key of an env file that the project's own code names, or a package of it may read, in a way that only running it would tell; null
 * for none.
 */
export function keyNamedInCode(
  ports: Pick<Ports, 'cwd' | 'env' | 'files' | 'home' | 'platform'>,
  project: Project,
  { parentFile, unreadable }: SourceOutcome,
): (KeyFound & { readonly origin: LinePlace }) | null {
  const missed = unreadable ? null : keyElsewhere(ports, project, parentFile !== null);
  if (missed?.reason !== 'elsewhere' || !mayBeLoaded(missed)) return null;
  const by = mayReadIt(project, aboutFile(ports, project, missed).facts);
  const [found] = findKeys({}, readable([seeEnvFile(ports, missed.path.absolute)]));
  if (by === null || found?.place.type !== 'file' || isNoKey(found.value)) return null;
  return { value: found.value, origin: found.place, others: [], giver: { by, starts: false, isCode: true } };
}
