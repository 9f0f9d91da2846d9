import { endingModels } from '../ending-models.ts';
import type { DoctorRule } from '../rule.ts';

/** So many days before its end a model is told. */
const soon = 90;

/** Models that will be shut down soon. */
export const modelRetiresSoon: DoctorRule<'model_retires_soon'> = {
  id: 'model_retires_soon',
  severity: 'warning',
  *inCode(judged) {
    for (const { at, model, date, days, successor, fix } of endingModels(judged))
      if (days >= 0 && days <= soon)
        yield { at, subject: model, facts: { model, date, days, successor }, fix };
  },
};
