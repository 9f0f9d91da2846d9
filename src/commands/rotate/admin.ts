import { day, lifetimeLimit } from '../../domain/account/lifetime.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { matchesRedacted } from '../../domain/secrets/redacted.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { cleanText } from '../../domain/text/clean.ts';
import type { AdminAccess, AdminAnswer, AdminApi, ProjectKey } from '../../ports/admin.ts';
import { Stopped, UsageError } from '../../ports/errors.ts';
import { type AskedKey, askForKey } from '../ask-for-key.ts';
import type { RotateRun } from './run.ts';

/** The administration API with what every call of it needs. */
export interface Administration {
  readonly api: AdminApi;
  readonly access: Omit<AdminAccess, 'deadline'>;
}

/** The old key among those of the project. `none` and `several`: it cannot be told which one it is. */
export type OldEntry =
  | { readonly kind: 'found'; readonly entry: ProjectKey; readonly ownsAccountAlone: boolean }
  | { readonly kind: 'none' | 'several' };

const deadlineOf = ({ ports, options }: RotateRun): number => ports.clock.now() + options.timeout * 1000;

/** Looks for the old key's entry. It also shows, before anything is made, whether the admin key works. */
export async function findOldEntry(
  run: RotateRun,
  { api, access }: Administration,
  old: Secret,
): Promise<OldEntry> {
  const answer = await api.listKeys({ ...access, deadline: deadlineOf(run) });
  // The SDK makes an empty list of anything that is none.
  const isList = diagnose(answer.exchange).ok;
  const keys = valueIn(run, run.words.admin.listing, access, isList ? answer : { ...answer, value: null });
  tellLeftovers(run, keys, old);
  const matching = keys.filter(({ redacted }) => matchesRedacted(old, redacted));
  const [entry] = matching;
  if (!entry) return { kind: 'none' };
  if (matching.length > 1) return { kind: 'several' };
  const owner = entry.serviceAccount?.id;
  const ownsAccountAlone =
    owner !== undefined && keys.every((key) => key === entry || key.serviceAccount?.id !== owner);
  return { kind: 'found', entry, ownsAccountAlone };
}

/** Accounts that rotations made, and whose keys are not the one here: one that was killed leaves such behind. */
function tellLeftovers({ voice, words }: RotateRun, keys: readonly ProjectKey[], old: Secret): void {
  const left = keys.flatMap(({ serviceAccount, redacted }) =>
    serviceAccount && ourAccount.test(serviceAccount.name) && !matchesRedacted(old, redacted)
      ? [`${serviceAccount.name} (${serviceAccount.id})`]
      : [],
  );
  if (left.length > 0) voice.warn(words.admin.leftovers(left.join(voice.words.listSeparator)));
}

/** How `createKey` names them. */
const ourAccount = /^openai-setup-\d{4}-\d\d-\d\d$/;

/** A service account with its key, and the way to take it back. */
interface Creation extends Omit<AskedKey, 'answer'> {
  readonly key: Secret;
}

/** Makes a service account with a key for today's rotation. Ctrl-C from here on takes it back. */
export async function createKey(run: RotateRun, { api, access }: Administration): Promise<Creation> {
  const { ports, voice, words, options, learn } = run;
  const name = `openai-setup-${utcDay(ports.clock.now())}`;
  const days = options.expires ?? null;
  const lifetime = days === null ? null : days * day;
  const { interrupts } = ports;
  const untilNow = (): AdminAccess => ({ ...access, deadline: deadlineOf(run) });
  const asked = askForKey({ admin: api, interrupts }, untilNow, name, lifetime, (id, isGone) =>
    isGone ? voice.line(words.admin.creationUndone) : voice.bad(words.admin.creationLeft(id)),
  );
  const { undo, keep } = asked;
  const answer = await asked.answer;
  // Without an answer the account may be there all the same.
  if (!answer.value && !answer.exchange.response) voice.warn(words.admin.perhapsCreated(name));
  try {
    const limit = answer.value ? null : lifetimeLimit(answer.exchange, days);
    if (limit) throw new UsageError(words.admin.lifetime(limit.days, saidIn(answer.exchange)));
    const { key, expiresAt } = valueIn(run, words.admin.creating, access, answer);
    if (!key)
      throw new Stopped(localFinding('not_openai_api', { reason: 'other_form' }), {
        endpoint: access.endpoint,
      });
    ports.remember(key);
    if (expiresAt === null) voice.good(words.admin.created(voice.key(key), name));
    else voice.good(words.admin.createdUntil(voice.key(key), name, utcDay(expiresAt * 1000)));
    if (days !== null && expiresAt === null) voice.warn(words.admin.neverExpires);
    learn({ newExpiresAt: expiresAt });
    return { key, undo, keep };
  } catch (error) {
    await undo();
    keep();
    throw error;
  }
}

/**
 * Deletes the old key, which the new one has replaced by now. A key of a service account cannot be deleted by itself:
 * then the account goes, if it has no other key. False where the old key is still there; that undoes nothing, since an
 * answer that got lost may have been a Yes.
 */
export async function deleteOld(
  run: RotateRun,
  { api, access }: Administration,
  found: OldEntry,
): Promise<boolean> {
  const { voice, words } = run;
  if (found.kind !== 'found') {
    voice.warn(found.kind === 'none' ? words.admin.oldNotFound : words.admin.oldAmbiguous);
    return false;
  }
  const { entry, ownsAccountAlone } = found;
  let answer = await api.deleteKey({ ...access, deadline: deadlineOf(run) }, entry.id);
  if (!answer.value && entry.serviceAccount && ownsAccountAlone) {
    answer = await api.deleteServiceAccount(
      { ...access, deadline: deadlineOf(run) },
      entry.serviceAccount.id,
    );
  }
  if (answer.value) {
    voice.good(words.admin.oldDeleted);
    return true;
  }
  const judged = diagnose(answer.exchange);
  voice.warn(words.admin.oldNotDeleted(judged.ok ? '' : (judged.said ?? judged.cause)));
  return false;
}

/** The value of an answer, or the end of the rotation. */
function valueIn<T>(
  { voice, words }: RotateRun,
  stage: string,
  { endpoint }: Administration['access'],
  answer: AdminAnswer<T>,
): T {
  if (answer.value !== null) return answer.value;
  voice.bad(words.admin.failed(stage));
  const judged = diagnose(answer.exchange);
  const said = cleanText(answer.exchange.response?.body ?? '');
  throw new Stopped(
    judged.ok ? { ...localFinding('not_openai_api', { reason: 'other_form' }), said: said || null } : judged,
    { endpoint },
  );
}

function saidIn(exchange: AdminAnswer<unknown>['exchange']): string {
  const judged = diagnose(exchange);
  return judged.ok ? '' : (judged.said ?? '');
}
