import {
  type AuthSeen,
  type CallPorts,
  type Credentials,
  seeAuth,
  seeLive,
  waitingAt,
} from '../checks/api/ask-api.ts';
import type { LiveOutcome } from '../checks/api/live.ts';
import type { Patience } from '../checks/api/retries.ts';
import type { Language } from '../domain/text/language.ts';
import { testMessage } from '../i18n/test-message.ts';
import type { Ports } from '../ports/ports.ts';
import type { Voice } from '../ui/voice.ts';

/** What a call needs beside the key: the ports, somebody to tell that it takes its time, and its limit. */
interface Caller {
  readonly ports: CallPorts & Pick<Ports, 'progress'>;
  readonly voice: Pick<Voice, 'words' | 'waiting'>;
  /** `timeout` in seconds. */
  readonly options: { readonly timeout: number; readonly language: Language };
}

/** A key that was made a moment ago is not known everywhere at once: pauses before each further try, in ms. */
export const settling = [1000, 2000, 4000];

/** Asks the API whether it takes the key; no token is paid for. */
export function callAuth(caller: Caller, credentials: Credentials): Promise<AuthSeen> {
  return showing(caller, caller.voice.words.checking, credentials, (waiting) =>
    seeAuth(caller.ports, { ...credentials, deadline: waiting.deadline }, waiting),
  );
}

/** One chat completion, with the first of the models that is there. */
export function callLive(
  caller: Caller,
  credentials: Credentials,
  models: readonly string[],
): Promise<LiveOutcome> {
  const request = { models, message: testMessage[caller.options.language] };
  return showing(caller, caller.voice.words.testing, credentials, async (waiting) => {
    const access = { ...credentials, deadline: waiting.deadline };
    const { live } = await seeLive(caller.ports, access, request, waiting);
    if (!live.test && !live.finding) throw new Error('a test call without a result and without a finding');
    return live;
  });
}

async function showing<T>(
  { ports, voice, options }: Caller,
  doing: string,
  { endpoint }: Pick<Credentials, 'endpoint'>,
  work: (waiting: Patience) => Promise<T>,
): Promise<T> {
  const timeoutMs = options.timeout * 1000;
  const at = waitingAt(ports, endpoint, timeoutMs);
  const progress = ports.progress.start(...voice.waiting(at(null), doing));
  try {
    return await work({
      clock: ports.clock,
      deadline: ports.clock.now() + timeoutMs,
      onWait: (pause) => progress.update(...voice.waiting(at(pause), doing)),
    });
  } finally {
    progress.stop();
  }
}
