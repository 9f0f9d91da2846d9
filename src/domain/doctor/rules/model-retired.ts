import { daysBetween } from '../../models/dates.ts';
import { modelEnd, successorOf } from '../../models/successors.ts';
import { doctorFinding, type Edit } from '../finding.ts';
import { type ModelInCode, modelsInCode } from '../models-in-code.ts';
import { allOf, type CodeRule, edit } from '../rule.ts';
import { editsForModel } from './parameter-not-accepted.ts';

/** So many days before its end a model is told. */
const soon = 90;

/** Models that were shut down, and those that will be soon. */
export const modelRetired: CodeRule = function* ({ facts, asked: { today, openModels } }) {
  for (const used of modelsInCode(facts)) {
    const { model, at } = used;
    const date = modelEnd(model);
    if (date === null) continue;
    const days = daysBetween(today, date);
    const next = successorOf(model);
    const successor = next?.id ?? null;
    const edits = next?.isDropIn && next.id !== model ? editsFor(used, next.id) : null;
    const about = { at, subject: model, fix: edits && { replacement: next?.id ?? null, edits } };
    if (days < 0) {
      // The key's own list knows better than a table.
      if (openModels?.has(model)) continue;
      yield doctorFinding('model_retired', { ...about, facts: { model, date, successor } });
    } else if (days <= soon)
      yield doctorFinding('model_retires_soon', { ...about, facts: { model, date, days, successor } });
  }
};

/** The new id, and what its parameters are called. */
function editsFor({ model, written, uses }: ModelInCode, id: string): readonly Edit[] | null {
  if (!written) return null;
  const parameters = uses.map((use) => editsForModel(use, model, id));
  if (parameters.some((one) => one === null)) return null;
  return allOf([edit(written, id), ...parameters.flatMap((one) => one ?? [])]);
}
