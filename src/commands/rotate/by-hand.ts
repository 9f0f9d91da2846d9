import { checkFormat } from '../../checks/format.ts';
import { maySpeakForOpenai } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { pages } from '../../i18n/openai-pages.ts';
import { Stopped, UsageError } from '../../ports/errors.ts';
import { enterKey } from '../enter-key.ts';
import { decide } from './decide.ts';
import { leadToRevoking, warnOfShell } from './revoke.ts';
import type { Rotation } from './run.ts';
import { proveKey } from './try-key.ts';
import { writeKey } from './write-key.ts';

/** The new key is pasted or piped, and tried before anything changes; the user deletes the old one. */
export async function replaceByHand(rotation: Rotation, piped: Secret | null): Promise<void> {
  const { options, voice, words, learn } = rotation;
  const key = await newKey(rotation, piped);
  if (!key) {
    // A dry run where nobody can be asked still shows what would be replaced.
    const { files, warnings } = await decide(rotation, words.newKey);
    learn({ files, warnings });
    return;
  }
  learn({ new: key });
  const tried = await proveKey(rotation, key, { live: !options.dryRun, fresh: false });
  learn({ warnings: tried.warnings });
  const decided = await decide(rotation, voice.key(key));
  learn({ warnings: decided.warnings });
  if (options.dryRun) {
    learn({ files: decided.files });
    return;
  }
  const { files, test, warnings, keep } = await writeKey(rotation, decided.planFor(key), key, tried);
  await keep();
  learn({ files, test, warnings });
  warnOfShell(rotation, key);
  learn({ oldRevoked: await leadToRevoking(rotation, tried) });
}

/** The new key, judged and different from the old one; null in a dry run without anybody to ask. */
async function newKey(
  { ports, voice, words, old, reach: { endpoint } }: Rotation,
  piped: Secret | null,
): Promise<Secret | null> {
  if (!piped && !ports.terminal.interactive) return null;
  if (piped) {
    if (piped.equals(old)) throw new UsageError(words.sameKey(voice.key(old)));
    const { finding, verdict } = checkFormat(piped, endpoint);
    if (finding) throw new Stopped(finding, { endpoint, isGiven: true });
    for (const one of verdict.warnings) voice.warning(one);
    return piped;
  }
  voice.title(words.newKeyTitle);
  if (maySpeakForOpenai(endpoint)) {
    voice.line(words.newKeyHint);
    voice.address(pages.keys);
  } else voice.line(words.newKeyHintElsewhere(endpoint.host));
  const { key } = await enterKey(ports, voice, endpoint);
  if (key.equals(old)) throw new UsageError(words.sameKey(voice.key(old)));
  return key;
}
