import { keyName } from '../../checks/source.ts';
import type { Place } from '../../domain/loading/sources.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { ChosenKey } from './choose-key.ts';
import type { Run } from './run.ts';

/** A different key in a shell variable, which will win over the file just written. */
export function shellKey(
  { ports }: Pick<Run, 'ports'>,
  chosen: ChosenKey,
): { readonly place: Place; readonly value: Secret } | null {
  const value = ports.env[keyName];
  if (
    value === undefined ||
    chosen.origin.type === 'environment' ||
    value.trim() === chosen.key.reveal().trim()
  )
    return null;
  return { place: { type: 'environment', name: keyName }, value: new Secret(value) };
}
