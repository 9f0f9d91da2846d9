import type { LiveTest } from '../../checks/api/live.ts';
import { judgeModel } from '../../checks/api/model.ts';
import { speaksForOpenai } from '../../checks/stand-in.ts';
import type { Warning } from '../../domain/diagnosis/warnings.ts';
import { testModelCandidates } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { Stopped } from '../../ports/errors.ts';
import { callAuth, callLive, settling } from '../call-api.ts';
import type { Rotation } from './run.ts';

/** A key that works, with what the steps after it need. */
export interface WorkingKey {
  /** It got a list of models. */
  readonly listed: boolean;
  readonly models: readonly string[];
  /** Whoever took it is OpenAI, or stands in for it here: its pages are right. */
  readonly ofOpenai: boolean;
  /** All of them were told. */
  readonly warnings: readonly Warning[];
}

/**
 * Tries a key before anything changes: GET /models and, unless `live` is false, one chat completion. Throws `Stopped` with
 * the verdict. `fresh` keys were made a moment ago.
 */
export async function proveKey(
  rotation: Rotation,
  key: Secret,
  options: { readonly live: boolean; readonly fresh: boolean },
): Promise<WorkingKey> {
  const { ports, voice, reach } = rotation;
  for (let round = 0; ; round++) {
    const pause = options.fresh ? settling[round] : undefined;
    const { auth } = await callAuth(rotation, { ...reach, key });
    if (auth.finding?.cause === 'key_rejected' && pause !== undefined) {
      await ports.clock.sleep(pause);
      continue;
    }
    if (auth.finding) throw new Stopped(auth.finding, { endpoint: reach.endpoint, isGiven: true });
    if (auth.models) voice.good(voice.words.accepted(auth.models.length));
    else voice.warn(voice.words.acceptedNoList);
    const today = utcDay(ports.clock.now());
    const models = testModelCandidates(auth.models, today);
    const ends = judgeModel(models[0] ?? '', auth.models, today).warnings;
    for (const one of ends) voice.warning(one);
    const warnings = [...auth.verdict.warnings, ...ends];
    const tried = {
      listed: auth.models !== null,
      models,
      ofOpenai: speaksForOpenai(auth.exchange),
      warnings,
    };
    if (!options.live) return tried;
    const called = await callOnce(rotation, key, tried);
    return { ...tried, warnings: [...warnings, ...called.warnings] };
  }
}

/**
 * One chat completion. What it warns of is told, but for what was told already. Throws `Stopped` with the verdict.
 */
export async function callOnce(
  rotation: Rotation,
  key: Secret,
  { listed, models, warnings: told }: Omit<WorkingKey, 'ofOpenai'>,
): Promise<{ readonly test: LiveTest; readonly warnings: readonly Warning[] }> {
  const { test, finding, verdict } = await callLive(rotation, { ...rotation.reach, key, listed }, models);
  if (finding) throw new Stopped(finding, { endpoint: rotation.reach.endpoint, isGiven: true });
  if (!test) throw new Error('a test call without a result');
  const warnings = verdict.warnings.filter(({ id }) => told.every((one) => one.id !== id));
  for (const one of warnings) rotation.voice.warning(one);
  return { test, warnings };
}
