import { hasEnded } from '../../models/successors.ts';
import { findModel } from '../../models/table.ts';
import { nearestName } from '../../text/nearest-name.ts';
import { modelsInCode } from '../models-in-code.ts';
import { allOf, type DoctorRule, edit } from '../rule.ts';

/** Models that the key may not use, by its own list. */
export const modelNotOpen: DoctorRule<'model_not_open'> = {
  id: 'model_not_open',
  severity: 'error',
  *inCode({ facts, asked: { today, openModels } }) {
    if (openModels === null || openModels.size === 0) return;
    for (const { model, at, written } of modelsInCode(facts)) {
      if (openModels.has(model) || hasEnded(model, today)) continue;
      const near = nearestName(model, [...openModels]) ?? null;
      // A misspelt id has one that is surely meant; an id that exists is another matter.
      const edits =
        near !== null && written && findModel(model) === null ? allOf([edit(written, near)]) : null;
      yield { at, subject: model, facts: { model, near }, fix: edits && { replacement: near, edits } };
    }
  },
};
