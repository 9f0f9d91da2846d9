import type { Attempt } from '../../checks/attempt.ts';
import { checkAuth } from '../../checks/auth.ts';
import { checkLive, type LiveTest } from '../../checks/live.ts';
import { judgeModel } from '../../checks/model.ts';
import type { Warning } from '../../domain/diagnosis/causes.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import { testModelCandidates } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { testMessage } from '../../i18n/test-message.ts';
import type { Access } from '../../ports/api.ts';
import type { RotateRun } from './run.ts';
import { Stopped } from './stopped.ts';

/** What a key needs beside itself; the deadline is set for each step. */
export type Reach = Omit<Access, 'key' | 'deadline'>;

/** A key that works, with what the steps after it need. */
export interface Tried {
  readonly models: readonly string[];
  readonly test: LiveTest | null;
  readonly warnings: readonly Warning[];
}

/** The API takes some seconds to know a key that it has just made: pauses before it is asked again, in ms. */
const settling = [1000, 2000, 4000];

/**
 * Tries a key before anything changes: GET /models and, unless `live` is false, one chat completion. Throws `Stopped` with
 * the verdict. `fresh` keys were made a moment ago.
 */
export async function tryKey(
  run: RotateRun,
  access: Omit<Access, 'deadline'>,
  options: { readonly live: boolean; readonly fresh: boolean },
): Promise<Tried> {
  const { ports, voice } = run;
  for (let round = 0; ; round++) {
    const pause = options.fresh ? settling[round] : undefined;
    const auth = await waiting(run, voice.words.checking, (deadline, onWait) =>
      checkAuth(ports.api, { ...access, deadline }, { clock: ports.clock, deadline, onWait }),
    );
    if (auth.finding?.cause === 'key_rejected' && pause !== undefined) {
      await ports.clock.sleep(pause);
      continue;
    }
    if (auth.finding) throw new Stopped(auth.finding, access.endpoint);
    voice.good(auth.models ? voice.words.accepted(auth.models.length) : voice.words.acceptedNoList);
    const today = utcDay(ports.clock.now());
    const models = testModelCandidates(auth.models, today);
    const ends = judgeModel(models[0] ?? '', auth.models, today).warnings;
    const warnings = [...auth.verdict.warnings, ...ends];
    if (!options.live) return { models, test: null, warnings };
    const { test, warnings: said } = await callOnce(run, access, models);
    return { models, test, warnings: [...warnings, ...said] };
  }
}

/** One chat completion. Throws `Stopped` with the verdict. */
export async function callOnce(
  run: RotateRun,
  access: Omit<Access, 'deadline'>,
  models: readonly string[],
): Promise<{ readonly test: LiveTest; readonly warnings: readonly Warning[] }> {
  const { ports, voice, options } = run;
  const request = { models, message: testMessage[options.language] };
  const live = await waiting(run, voice.words.testing, (deadline, onWait) =>
    checkLive(ports.api, { ...access, deadline }, request, { clock: ports.clock, deadline, onWait }),
  );
  if (live.test) return { test: live.test, warnings: live.verdict.warnings };
  if (!live.finding) throw new Error('a test call without a result and without a finding');
  throw new Stopped(live.finding, access.endpoint);
}

/** Whether the API still takes a key: true where it rejects it, null where the answer does not tell. */
export async function isRejected(
  { ports, options }: RotateRun,
  access: Omit<Access, 'deadline'>,
): Promise<boolean | null> {
  const { exchange } = await ports.api.listModels({
    ...access,
    deadline: ports.clock.now() + options.timeout * 1000,
  });
  const judged = diagnose(exchange);
  if (judged.ok || judged.cause === 'key_missing_scope') return false;
  return judged.cause === 'key_rejected' ? true : null;
}

async function waiting<T>(
  { ports, voice, options }: RotateRun,
  text: string,
  work: (deadline: number, onWait: Attempt['onWait']) => Promise<T>,
): Promise<T> {
  const progress = ports.progress.start(text);
  try {
    return await work(ports.clock.now() + options.timeout * 1000, (state) =>
      progress.update(voice.waiting(state)),
    );
  } finally {
    progress.stop();
  }
}
