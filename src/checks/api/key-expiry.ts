import type { Whose } from '../../domain/account/whose.ts';
import { type Warning, warning } from '../../domain/diagnosis/warnings.ts';
import type { KeyOrigin } from '../../domain/loading/place.ts';
import { utcDay } from '../../domain/models/dates.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import { matchesRedacted } from '../../domain/secrets/redacted.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Ports } from '../../ports/ports.ts';
import { adminAccess } from './admin-access.ts';

const dayMs = 86_400_000;
/** A key that ends sooner is warned about, in days. */
const soon = 14;

/**
 * Warns of a key that ends soon. Only the list of a project's keys says when, and only to an admin key; where several
 * entries look like this key, nobody knows.
 */
export async function warnOfExpiry(
  ports: Pick<Ports, 'admin' | 'clock' | 'env' | 'remember'>,
  {
    endpoint,
    origin,
    whose,
    key,
  }: { endpoint: Endpoint; origin: KeyOrigin; whose: Whose | null; key: Secret },
): Promise<readonly Warning[]> {
  const access = adminAccess(ports, endpoint, origin, whose?.account.project ?? '');
  if (!access || access.project === '') return [];
  const { value } = await ports.admin.listKeys(access);
  const entries = (value ?? []).filter(({ redacted }) => matchesRedacted(key, redacted));
  const expiresAt = entries.length === 1 ? entries[0]?.expiresAt : null;
  return expiresAt ? expiryWarnings(expiresAt, ports.clock.now()) : [];
}

/** `expiresAt` in seconds, `now` in ms, both since 1970. */
export function expiryWarnings(expiresAt: number, now: number): readonly Warning[] {
  const end = expiresAt * 1000;
  const days = Math.floor((end - now) / dayMs);
  return end > now && days < soon ? [warning('key_expires_soon', { date: utcDay(end), days })] : [];
}
