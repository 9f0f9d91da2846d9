import type { LiveTest } from '../../checks/api/live.ts';
import { judgeModel } from '../../checks/api/model.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { testModelCandidates } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { modelEntries } from '../../domain/models/list.ts';
import type { ListedModel } from '../../ports/api.ts';
import { Cancelled, Stopped } from '../../ports/errors.ts';
import { dollars } from '../../ui/figures.ts';
import { callLive } from '../call-api.ts';
import { untilSettled } from './after-failure.ts';
import type { TriedKey } from './check-key.ts';
import type { AnotherKey, KeyRun } from './run.ts';
import type { Written } from './write.ts';

/** How the test ended; both are null where no call was to be made. */
export interface Tested {
  readonly test: LiveTest | null;
  /** Why the key fails, where the user keeps it all the same. */
  readonly kept: Finding | null;
  /** That it was made with, in order. */
  readonly models: readonly string[];
}

/**
 * Step 7: one chat completion with the key as it was written, again as often as the user wants. Whatever ends it but
 * success or a key that is kept takes back what was written.
 */
export async function liveTest(
  one: KeyRun,
  { accepted, models: listed, kept: keptBefore }: TriedKey,
  models: readonly string[],
  written: Written,
): Promise<Tested | AnotherKey> {
  const { ports, voice, list } = one;
  if (!accepted) return { test: null, kept: keptBefore, models };
  const today = utcDay(ports.clock.now());
  let tried = models;
  const refused = new Set<string>();
  const isChanged = written.files.some(({ change }) => change !== 'unchanged');
  const tellUndone = (): void => {
    if (isChanged) voice.line(voice.words.undone);
  };
  const released = ports.interrupts.onInterrupt(async () => tellUndone());
  try {
    const settled = await untilSettled(one, {
      call: () => callLive(one, { ...accepted, key: written.key, listed: listed !== null }, tried),
      record: async (outcome) => {
        await list.run('model', () => ({ verdict: judgeModel(tried[0] ?? '', listed, today) }));
        await list.run('live', () => outcome);
      },
      isListed: () => listed?.some(({ id }) => id === tried[0]) ?? false,
      otherModel: () => {
        for (const id of tried) refused.add(id);
        const rest = (listed ?? []).filter(({ id }) => !refused.has(id));
        if (rest.length === 0) return null;
        return async () => {
          const picked = await pickModel(one, rest);
          tried = picked.length > 0 ? picked : rest.map(({ id }) => id);
        };
      },
    });
    if (settled === 'another key') {
      await written.undo();
      return settled;
    }
    const { outcome, kept } = settled;
    for (const warning of kept ? [] : outcome.verdict.warnings) voice.warning(warning);
    if (outcome.test) voice.test(outcome.test, list.whose);
    return { test: outcome.test, kept, models: tried };
  } catch (error) {
    await written.undo();
    if (error instanceof Stopped || error instanceof Cancelled) tellUndone();
    throw error;
  } finally {
    released();
  }
}

/** More choices than this are no help. */
const shown = 7;

/**
 * Models to try for the test call, in order. Where there is a choice and somebody to make it, the
 * cheapest that the key can use is suggested; one that the user picked is the only one tried.
 */
export async function chooseModel(
  one: KeyRun,
  listed: readonly ListedModel[] | null,
): Promise<readonly string[]> {
  const { model } = one.options;
  return model === undefined ? pickModel(one, listed) : [model];
}

async function pickModel(
  { ports, voice, options, asks }: KeyRun,
  listed: readonly ListedModel[] | null,
): Promise<readonly string[]> {
  const today = utcDay(ports.clock.now());
  const candidates = testModelCandidates(listed, today);
  if (!asks || options.dryRun || listed === null) return candidates;
  const { words } = voice;
  const entries = modelEntries(listed, false, today).filter(({ end }) => end?.state !== 'past');
  const [suggested] = candidates;
  const offered = [
    ...entries
      .filter(({ id }) => candidates.includes(id))
      .sort((a, b) => candidates.indexOf(a.id) - candidates.indexOf(b.id)),
    ...entries.filter(({ id }) => !candidates.includes(id)),
  ].slice(0, shown);
  if (offered.length < 2 || suggested === undefined) return candidates;
  const picked = await ports.prompter.select({
    message: words.modelQuestion,
    choices: offered.map(({ id, end, inputUsdPerMillion, outputUsdPerMillion }) => ({
      value: id,
      name: id === suggested ? words.modelSuggested(id) : end ? words.modelEnds(id, end.date) : id,
      description:
        inputUsdPerMillion === null || outputUsdPerMillion === null
          ? words.modelNoPrice
          : words.modelPrice(dollars(inputUsdPerMillion), dollars(outputUsdPerMillion)),
    })),
    default: suggested,
  });
  return picked === suggested ? candidates : [picked];
}
