import { localFinding } from '../../domain/diagnosis/finding.ts';
import { keyKind } from '../../domain/keys/kinds.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { Cancelled, UsageError } from '../../ports/errors.ts';
import { Stopped } from '../stopped.ts';
import { type Administration, createKey, deleteOld, findOldEntry, type OldEntry } from './admin.ts';
import { adminMayGo } from './agree-endpoint.ts';
import { decide } from './decide.ts';
import type { Given } from './given.ts';
import { install, stillHolding } from './install.ts';
import type { Note } from './outcome.ts';
import { waitForRejection } from './revoke.ts';
import type { RotateRun } from './run.ts';
import { type Reach, tryKey } from './try-key.ts';
import { warnOfShell } from './warn-of-shell.ts';

/** How long the API is asked whether it rejects a key that was just deleted, in ms. */
const deletionTakes = 8000;

/**
 * The new key is made, tried, installed and tried again by itself, and only then the old one deleted. A failure on the
 * way deletes what was made.
 */
export async function replaceByAdmin(
  run: RotateRun,
  given: Given,
  reach: Reach,
  adminKey: Secret,
  note: Note,
): Promise<void> {
  const { ports, words, options } = run;
  const { old, places } = given;
  const { endpoint } = reach;
  ports.remember(adminKey);
  const { host, baseURL } = endpoint;
  if (!adminMayGo(endpoint))
    throw new Stopped(localFinding('base_url_untrusted', { host, baseURL, ...sourceFacts(reach) }), {
      endpoint,
    });
  if (endpoint.official && keyKind(adminKey.reveal()) !== 'admin')
    throw new UsageError(words.admin.notAdminKey);
  if (/[^\x21-\x7e]/.test(adminKey.reveal())) throw new UsageError(words.admin.notAdminKey);

  const project = options.project ?? '';
  const administration: Administration = {
    api: ports.admin,
    access: { adminKey, endpoint, project },
  };
  const entry = await findOldEntry(run, administration, old);
  const decided = await decide(run, places.holders, words.newKey, [
    [words.admin.api, `+ ${words.admin.willCreate(run.voice.clean(project))}`],
    [words.admin.api, oldText(run, entry)],
  ]);
  note({ warnings: decided.warnings });
  if (options.dryRun) {
    note({ files: decided.files });
    return;
  }

  const creation = await createKey(run, administration);
  const { key } = creation;
  try {
    note({ new: key });
    if (key.equals(old)) throw new Error('the API gave the old key as a new one');
    const tried = await tryKey(run, { ...reach, key }, { live: true, fresh: true });
    note({ warnings: tried.warnings });
    const installed = await install(run, decided.planFor(key), key, reach, tried.models);
    if (!creation.keep()) {
      // Ctrl-C came meanwhile, and the new key is being deleted: the old one must stay, in the files as well.
      await installed.undo();
      throw new Cancelled();
    }
    installed.keep();
    note({ files: installed.files, test: installed.test });
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
  const deleted = await deleteOld(run, administration, entry);
  const listens = deleted && ports.terminal.interactive;
  const patience = deleted ? deletionTakes : 0;
  note({ oldRevoked: await waitForRejection(run, old, reach, { listens, patience }) });
  warnOfShell(run, given, key, note);
}

function sourceFacts({ endpoint: { source } }: Reach): {
  readonly path?: string;
  readonly line?: number;
  readonly name?: string;
} {
  if (source.type === 'file') return { path: source.path, line: source.line };
  return source.type === 'environment' ? { name: source.name } : {};
}

function oldText({ voice, words }: RotateRun, found: OldEntry): string {
  if (found.kind !== 'found') return `! ${words.admin.willLeave}`;
  const { serviceAccount, name } = found.entry;
  if (serviceAccount && found.ownsAccountAlone)
    return `- ${words.admin.willDeleteAccount(voice.clean(serviceAccount.name || serviceAccount.id))}`;
  return `- ${words.admin.willDelete(voice.clean(name))}`;
}
