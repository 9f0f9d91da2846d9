import { refusesKey } from '../../domain/diagnosis/causes.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import { warning } from '../../domain/diagnosis/warnings.ts';
import { placeOf } from '../../domain/loading/place.ts';
import { removeVariable, shellNames, shellsOf } from '../../domain/loading/shells.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { pages } from '../../i18n/openai-pages.ts';
import { Cancelled } from '../../ports/errors.ts';
import type { Rotation } from './run.ts';
import type { WorkingKey } from './try-key.ts';

/** Pause between two questions whether the old key still works, and how long it is asked. In ms. */
const pollPause = 4000;
const patience = 30 * 60_000;

/**
 * Leads to where the old key is deleted and, asked, waits until the API rejects it. Whatever happens here, the
 * rotation is done: leaving at the question ends it well. Null where nobody looked.
 */
export async function leadToRevoking(
  rotation: Rotation,
  { ofOpenai }: Pick<WorkingKey, 'ofOpenai'>,
): Promise<boolean | null> {
  const { ports, voice, words, asks, old, reach } = rotation;
  voice.title(words.revokeTitle);
  const masked = voice.key(old);
  voice.line(ofOpenai ? words.revokeHint(masked) : words.revokeElsewhere(masked, reach.endpoint.host));
  if (ofOpenai) voice.address(pages.keys);
  const canOpen = ofOpenai && ports.browser.available;
  if (!asks) return null;
  try {
    for (;;) {
      const choice = await ports.prompter.select<'finish' | 'open' | 'wait'>({
        message: words.revokeQuestion,
        choices: [
          { value: 'finish', name: words.revokeFinish },
          ...(canOpen ? [{ value: 'open' as const, name: voice.words.guide.open }] : []),
          { value: 'wait', name: words.revokeWait },
        ],
        default: 'finish',
      });
      if (choice === 'finish') return null;
      if (choice === 'wait') return await waitForRejection(rotation, { listens: true, patience });
      voice.line(
        (await ports.browser.open(pages.keys)) ? voice.words.guide.opened : voice.words.guide.notOpened,
      );
    }
  } catch (error) {
    if (error instanceof Cancelled) return null;
    throw error;
  }
}

/** Asks every few seconds until the API rejects the key, time is up, or a key is pressed where one is listened for. */
export async function waitForRejection(
  rotation: Rotation,
  { listens, patience: limit }: { readonly listens: boolean; readonly patience: number },
): Promise<boolean | null> {
  const { ports, voice, words } = rotation;
  const end = ports.clock.now() + limit;
  const keys = listens ? await ports.listenForKey() : null;
  if (keys) voice.line(words.waitHint);
  const progress = ports.progress.start(words.waiting);
  let ended = false;
  const pressed = keys?.pressed.then(() => {
    ended = true;
  });
  try {
    for (;;) {
      const rejected = await isRejected(rotation);
      if (rejected || ended || ports.clock.now() >= end) return rejected;
      await Promise.race([ports.clock.sleep(Math.min(pollPause, limit)), ...(pressed ? [pressed] : [])]);
      if (ended) return rejected;
    }
  } finally {
    progress.stop();
    keys?.stop();
  }
}

/** Whether the API still takes the old key: true where it rejects it, null where the answer does not tell. */
async function isRejected({ ports, options, old, reach }: Rotation): Promise<boolean | null> {
  const { exchange } = await ports.api.listModels({
    ...reach,
    key: old,
    deadline: ports.clock.now() + options.timeout * 1000,
  });
  const judged = diagnose(exchange);
  if (judged.ok || judged.cause === 'key_missing_scope') return false;
  return refusesKey(judged.cause) ? true : null;
}

/** The shell variable that still holds the old key wins over all files: only the user can remove it. */
export function warnOfShell({ ports, voice, words, old, places, learn }: Rotation, next: Secret): void {
  if (!places.inShell) return;
  voice.warn(words.shellWins(keyName, voice.key(old)));
  const shells = shellsOf(ports);
  for (const shell of shells) {
    const { now, later } = removeVariable(shell, keyName);
    if (shells.length > 1) voice.line(`${shellNames[shell]}:`);
    voice.exact(now);
    if (later) {
      voice.line(words.shellLater);
      voice.exact(later);
    } else voice.line(words.shellProfile);
  }
  const [holder] = places.holders;
  const [line] = holder?.lines ?? [];
  if (!holder || !line) return;
  learn({
    warnings: [
      warning('shadowed_by_environment', {
        name: keyName,
        path: placeOf(holder.file),
        line: line.line,
        masked: old.masked,
        otherMasked: next.masked,
        empty: false,
      }),
    ],
  });
}
