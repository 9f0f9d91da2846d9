import { sourceFacts } from '../../checks/endpoint.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { isSendable, kindOf } from '../../domain/keys/kinds.ts';
import { adminMayGo } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { cleanText } from '../../domain/text/clean.ts';
import { Cancelled, Stopped, UsageError } from '../../ports/errors.ts';
import { type Administration, createKey, deleteOld, findOldEntry, type OldEntry } from './admin.ts';
import { decide } from './decide.ts';
import { stillUsed } from './result.ts';
import { waitForRejection, warnOfShell } from './revoke.ts';
import type { Rotation } from './run.ts';
import { proveKey } from './try-key.ts';
import { stillHolding, writeKey } from './write-key.ts';

/** How long the API is asked whether it rejects a key that was just deleted, in ms. */
const deletionTakes = 8000;

/**
 * The new key is made, tried, installed and tried again by itself, and only then the old one deleted. A failure on the
 * way deletes what was made.
 */
export async function replaceByAdmin(rotation: Rotation, adminKey: Secret): Promise<void> {
  const { ports, words, options, old, places, learn } = rotation;
  const administration = openAdministration(rotation, adminKey);
  const entry = await findOldEntry(rotation, administration, old);
  const deletes = await mayDelete(rotation);
  const decided = await decide(rotation, words.newKey, [
    [words.admin.api, `+ ${words.admin.willCreate(cleanText(administration.access.project))}`],
    [words.admin.api, deletes ? oldText(rotation, entry) : `! ${words.admin.willKeep}`],
  ]);
  learn({ warnings: decided.warnings });
  if (options.dryRun) {
    learn({ files: decided.files });
    return;
  }

  const creation = await createKey(rotation, administration);
  const { key } = creation;
  try {
    learn({ new: key });
    if (key.equals(old)) throw new Error('the API gave the old key as a new one');
    const tried = await proveKey(rotation, key, { live: true, fresh: true });
    learn({ warnings: tried.warnings });
    const installed = await writeKey(rotation, decided.planFor(key), key, tried);
    if (!creation.keep()) {
      // Ctrl-C came meanwhile, and the new key is being deleted: the old one must stay, in the files as well.
      await installed.undo();
      throw new Cancelled();
    }
    await installed.keep();
    const { files, test, warnings } = installed;
    learn({ files, test, warnings });
  } catch (error) {
    // A file that somebody else changed meanwhile is not put back: a key that stands in one must go on working.
    const still = stillHolding(
      ports,
      places.holders.map(({ file }) => file),
      key,
    );
    if (still.length === 0) await creation.undo();
    else creation.keep();
    throw error;
  }
  const deleted = deletes && (await deleteOld(rotation, administration, entry));
  const listens = deleted && ports.terminal.interactive;
  const patience = deleted ? deletionTakes : 0;
  learn({ oldRevoked: await waitForRejection(rotation, { listens, patience }) });
  warnOfShell(rotation, key);
}

/** Where something else would miss the old key, it is deleted only if somebody says so. */
async function mayDelete({ ports, voice, words, asks, options, places }: Rotation): Promise<boolean> {
  const used = stillUsed(places.left, voice.show);
  if (used.length === 0) return true;
  if (!asks || options.dryRun) return false;
  return ports.prompter.confirm({ message: words.admin.deleteQuestion(used), default: false });
}

/** The administration API, where this admin key may be sent to it. */
function openAdministration(
  { ports, words, options, reach: { endpoint } }: Rotation,
  adminKey: Secret,
): Administration {
  ports.remember(adminKey);
  const { host, baseURL, source } = endpoint;
  if (!adminMayGo(endpoint)) {
    const facts = { reason: 'admin_key', host, baseURL, ...sourceFacts(source) } as const;
    throw new Stopped(localFinding('base_url_untrusted', facts), { endpoint });
  }
  const isAdminKey = !endpoint.official || kindOf(adminKey) === 'admin';
  if (!isAdminKey || !isSendable(adminKey)) throw new UsageError(words.admin.notAdminKey);
  return { api: ports.admin, access: { adminKey, endpoint, project: options.project ?? '' } };
}

function oldText({ words }: Rotation, found: OldEntry): string {
  if (found.kind !== 'found') return `! ${words.admin.willLeave}`;
  const { serviceAccount, name } = found.entry;
  if (serviceAccount && found.ownsAccountAlone)
    return `- ${words.admin.willDeleteAccount(serviceAccount.name || serviceAccount.id)}`;
  return `- ${words.admin.willDelete(name)}`;
}
