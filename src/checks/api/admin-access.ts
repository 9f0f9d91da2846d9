import { isSendable, kindOf } from '../../domain/keys/kinds.ts';
import type { KeyOrigin } from '../../domain/loading/place.ts';
import { adminMayGoUnasked, type Endpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { AdminAccess } from '../../ports/admin.ts';
import type { Ports } from '../../ports/ports.ts';

/** Longer than this nobody waits for something that was not asked for, in ms. */
const longest = 5000;

/**
 * The admin key of the environment, where it may be sent to where a key goes, to read what the key itself cannot see; else
 * null. `project` is empty where it is not known.
 */
export function adminAccess(
  { clock, env, remember }: Pick<Ports, 'clock' | 'env' | 'remember'>,
  endpoint: Endpoint,
  origin: KeyOrigin,
  project: string,
): AdminAccess | null {
  const adminKey = new Secret(env['OPENAI_ADMIN_KEY']?.trim() ?? '');
  remember(adminKey);
  const isOne = isSendable(adminKey) && (!endpoint.official || kindOf(adminKey) === 'admin');
  if (!isOne || !adminMayGoUnasked(endpoint, origin)) return null;
  const known = /^proj_\w{1,64}$/.test(project) ? project : '';
  return { adminKey, endpoint, project: known, deadline: clock.now() + longest };
}
