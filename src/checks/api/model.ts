import { note } from '../../domain/diagnosis/notes.ts';
import { warning } from '../../domain/diagnosis/warnings.ts';
import { retirement } from '../../domain/models/choose.ts';
import type { ListedModel } from '../../ports/api.ts';
import { type Verdict, verdict } from '../result.ts';

/** Is the model there for this key, and does it have an end date? */
export function judgeModel(model: string, listed: readonly ListedModel[] | null, today: string): Verdict {
  const entry = listed?.find(({ id }) => id === model) ?? null;
  const end = retirement(model, entry?.shutdownDate ?? null, today);
  const soon = end && end.state !== 'later' ? [warning('model_retires_soon', { model, date: end.date })] : [];
  if (listed === null) return verdict([note('model_unknown', { model })], soon);
  if (entry) return verdict([note('model_listed', { model })], soon);
  // Not a failure: servers answer under names that they do not list.
  return { status: 'warn', notes: [note('model_not_listed', { model })], warnings: soon };
}
