import type { Secret } from '../../domain/secrets/secret.ts';
import { Cancelled } from '../../ports/errors.ts';
import type { RotateRun } from './run.ts';
import { isRejected, type Reach } from './try-key.ts';

/** Pause between two questions whether the old key still works, and how long it is asked. In ms. */
const pollPause = 4000;
const patience = 30 * 60_000;

/**
 * Leads to the page where the old key is deleted and, asked, waits until the API rejects it. Whatever happens here, the
 * rotation is done: leaving at the question ends it well. Null where nobody looked.
 */
export async function leadToRevoking(run: RotateRun, old: Secret, reach: Reach): Promise<boolean | null> {
  const { ports, voice, words, asks } = run;
  voice.title(words.revokeTitle);
  voice.line(words.revokeHint(voice.key(old)));
  if (!reach.endpoint.official) voice.line(words.revokeElsewhere(reach.endpoint.host));
  voice.address(words.keysPage);
  if (!asks) return null;
  try {
    for (;;) {
      const choice = await ports.prompter.select<'finish' | 'open' | 'wait'>({
        message: words.revokeQuestion,
        choices: [
          { value: 'finish', name: words.revokeFinish },
          ...(ports.browser.available ? [{ value: 'open' as const, name: voice.words.guide.open }] : []),
          { value: 'wait', name: words.revokeWait },
        ],
        default: 'finish',
      });
      if (choice === 'finish') return null;
      if (choice === 'wait') return await waitForRejection(run, old, reach, { listens: true, patience });
      voice.line(
        (await ports.browser.open(words.keysPage)) ? voice.words.guide.opened : voice.words.guide.notOpened,
      );
    }
  } catch (error) {
    if (error instanceof Cancelled) return null;
    throw error;
  }
}

/** Asks every few seconds until the API rejects the key, time is up, or a key is pressed where one is listened for. */
export async function waitForRejection(
  run: RotateRun,
  old: Secret,
  reach: Reach,
  { listens, patience: limit }: { readonly listens: boolean; readonly patience: number },
): Promise<boolean | null> {
  const { ports, voice, words } = run;
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
      const rejected = await isRejected(run, { ...reach, key: old });
      if (rejected || ended || ports.clock.now() >= end) return rejected;
      await Promise.race([ports.clock.sleep(Math.min(pollPause, limit)), ...(pressed ? [pressed] : [])]);
      if (ended) return rejected;
    }
  } finally {
    progress.stop();
    keys?.stop();
  }
}
