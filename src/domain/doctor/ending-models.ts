import { daysBetween } from '../models/dates.ts';
import { modelEnd, successorOf } from '../models/successors.ts';
import type { Edit, FindingFix, Spot } from './finding.ts';
import { type ModelInCode, modelsInCode, modelsInSettings } from './models-in-code.ts';
import { editsForModel } from './refusals.ts';
import { allOf, edit, type Judged } from './rule.ts';

/** A model in the code that has an end, and what to use in its place. */
interface EndingModel {
  readonly at: Spot;
  readonly model: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Whole ones until then; negative where it is past. */
  readonly days: number;
  readonly successor: string | null;
  readonly fix: (Pick<FindingFix, 'edits'> & { readonly replacement: string }) | null;
}

export function* endingModels({ facts, asked }: Pick<Judged, 'facts' | 'asked'>): Generator<EndingModel> {
  for (const used of [...modelsInCode(facts), ...modelsInSettings(facts, asked)]) {
    const { model, at } = used;
    const date = modelEnd(model);
    if (date === null) continue;
    const next = successorOf(model);
    const edits = next?.isDropIn && next.id !== model ? editsFor(used, next.id) : null;
    yield {
      at,
      model,
      date,
      days: daysBetween(asked.today, date),
      successor: next?.id ?? null,
      fix: edits && next && { replacement: next.id, edits },
    };
  }
}

/** The new id, and what its parameters are called. */
function editsFor({ model, written, uses }: ModelInCode, id: string): readonly Edit[] | null {
  if (!written) return null;
  const parameters = uses.map((use) => editsForModel(use, model, id));
  if (parameters.some((one) => one === null)) return null;
  return allOf([edit(written, id), ...parameters.flatMap((one) => one ?? [])]);
}
