import type { Credentials } from '../../checks/ask-api.ts';
import type { LiveTest } from '../../checks/live.ts';
import { judgeModel } from '../../checks/model.ts';
import type { Warning } from '../../domain/diagnosis/causes.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import { testModelCandidates } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { callAuth, callLive } from '../call-api.ts';
import { Stopped } from '../stopped.ts';
import type { RotateRun } from './run.ts';

/** What a key needs beside itself. */
export type Reach = Omit<Credentials, 'key'>;

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
  access: Credentials,
  options: { readonly live: boolean; readonly fresh: boolean },
): Promise<Tried> {
  const { ports, voice } = run;
  const { endpoint } = access;
  for (let round = 0; ; round++) {
    const pause = options.fresh ? settling[round] : undefined;
    const { auth } = await callAuth(run, access);
    if (auth.finding?.cause === 'key_rejected' && pause !== undefined) {
      await ports.clock.sleep(pause);
      continue;
    }
    if (auth.finding) throw new Stopped(auth.finding, { endpoint });
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
  access: Credentials,
  models: readonly string[],
): Promise<{ readonly test: LiveTest; readonly warnings: readonly Warning[] }> {
  const { test, finding, verdict } = await callLive(run, access, models);
  if (finding) throw new Stopped(finding, { endpoint: access.endpoint });
  if (!test) throw new Error('a test call without a result');
  return { test, warnings: verdict.warnings };
}

/** Whether the API still takes a key: true where it rejects it, null where the answer does not tell. */
export async function isRejected(
  { ports, options }: RotateRun,
  access: Credentials,
): Promise<boolean | null> {
  const { exchange } = await ports.api.listModels({
    ...access,
    deadline: ports.clock.now() + options.timeout * 1000,
  });
  const judged = diagnose(exchange);
  if (judged.ok || judged.cause === 'key_missing_scope') return false;
  return judged.cause === 'key_rejected' ? true : null;
}
