import { localFinding } from '../../domain/diagnosis/finding.ts';
import { judgeKey } from '../../domain/keys/judge.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { UsageError } from '../../ports/errors.ts';
import { enterKey } from '../enter-key.ts';
import { Stopped } from '../stopped.ts';
import { decide } from './decide.ts';
import type { Given } from './given.ts';
import { install } from './install.ts';
import type { Note } from './outcome.ts';
import { leadToRevoking } from './revoke.ts';
import type { RotateRun } from './run.ts';
import { type Reach, tryKey } from './try-key.ts';
import { warnOfShell } from './warn-of-shell.ts';

/** The new key is pasted or piped, and tried before anything changes; the user deletes the old one. */
export async function replaceByHand(run: RotateRun, given: Given, reach: Reach, note: Note): Promise<void> {
  const { options, voice, words } = run;
  const { old, places } = given;
  const key = await newKey(run, given, reach);
  if (!key) {
    // A dry run where nobody can be asked still shows what would be replaced.
    const { files, warnings } = await decide(run, places.holders, words.newKey, []);
    note({ files, warnings });
    return;
  }
  note({ new: key });
  const tried = await tryKey(run, { ...reach, key }, { live: !options.dryRun, fresh: false });
  note({ warnings: tried.warnings });
  const decided = await decide(run, places.holders, voice.key(key), []);
  note({ warnings: decided.warnings });
  if (options.dryRun) {
    note({ files: decided.files });
    return;
  }
  const { files, test, keep } = await install(run, decided.planFor(key), key, reach, tried.models);
  keep();
  note({ files, test });
  warnOfShell(run, given, key, note);
  note({ oldRevoked: await leadToRevoking(run, old, reach) });
}

/** The new key, judged and different from the old one; null in a dry run without anybody to ask. */
async function newKey(
  { ports, voice, words }: RotateRun,
  { piped, old }: Given,
  { endpoint }: Reach,
): Promise<Secret | null> {
  if (!piped && !ports.terminal.interactive) return null;
  if (piped) {
    if (piped.equals(old)) throw new UsageError(words.sameKey(voice.key(old)));
    const judged = judgeKey(piped.reveal(), endpoint);
    if (!judged.ok) throw new Stopped(localFinding(judged.cause, judged.facts), { endpoint });
    for (const one of judged.warnings) voice.warning(one);
    return judged.key;
  }
  voice.title(words.newKeyTitle);
  voice.line(words.newKeyHint);
  voice.address(words.keysPage);
  const key = await enterKey(ports, voice, endpoint);
  if (key.equals(old)) throw new UsageError(words.sameKey(voice.key(old)));
  return key;
}
