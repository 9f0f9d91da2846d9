import { testModelCandidates } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { modelEntries } from '../../domain/models/list.ts';
import type { ListedModel } from '../../ports/api.ts';
import type { Run } from './run.ts';

/** More choices than this are no help. */
const shown = 7;

/**
 * Models to try for the test call, in order. Where there is a choice and somebody to make it, the
 * cheapest that the key can use is suggested; one that the user picked is the only one tried.
 */
export async function chooseModel(
  { ports, voice, options, asks }: Run,
  listed: readonly ListedModel[] | null,
): Promise<readonly string[]> {
  if (options.model !== undefined) return [options.model];
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
    choices: offered.map(({ id, inputUsdPerMillion, outputUsdPerMillion }) => ({
      value: id,
      name: id,
      description:
        inputUsdPerMillion === null || outputUsdPerMillion === null
          ? words.modelNoPrice
          : words.modelPrice(String(inputUsdPerMillion), String(outputUsdPerMillion)),
    })),
    default: suggested,
  });
  return picked === suggested ? candidates : [picked];
}
