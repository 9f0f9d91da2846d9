import { endingModels } from '../ending-models.ts';
import type { DoctorRule } from '../rule.ts';

/** Models that were shut down. */
export const modelRetired: DoctorRule<'model_retired'> = {
  id: 'model_retired',
  severity: 'error',
  *inCode(judged) {
    // The key's own list knows better than a table.
    for (const { at, model, date, days, successor, fix } of endingModels(judged))
      if (days < 0 && judged.asked.openModels?.has(model) !== true)
        yield { at, subject: model, facts: { model, date, successor }, fix };
  },
};
