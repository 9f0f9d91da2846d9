import type { CodeWritten, Field, PossibleFields, PossibleValue } from '../../code/values/possible-value.ts';
import { hasEnded } from '../../models/successors.ts';
import { findModel } from '../../models/table.ts';
import type { Edit } from '../finding.ts';
import { effortOf, isNothing, refusals, removal } from '../refusals.ts';
import { allOf, type DoctorRule, edit } from '../rule.ts';
import { spotOf } from '../sources.ts';

/** Parameters that the model of a call refuses. */
export const parameterNotAccepted: DoctorRule<'parameter_not_accepted'> = {
  id: 'parameter_not_accepted',
  severity: 'error',
  *inCode({ facts, asked }) {
    const told = new Set<string>();
    for (const use of facts.uses) {
      if (use.standing !== 'own' || use.via === 'library') continue;
      const models = use.models.flatMap((one) => (one.kind === 'text' ? [one.text] : []));
      // Where the model may be another one that takes it, the code may well choose by it.
      if (models.length === 0 || models.length < use.models.filter((one) => !isNothing(one)).length) continue;
      // A model that is gone refuses everything: what its successor takes is part of that mend.
      const [model = ''] = models;
      if (hasEnded(model, asked.today)) continue;
      for (const { parameter, served, by, unless, instead } of refusals) {
        const field = use.options.fields.get(parameter);
        if (!field?.nameAt || !served.includes(use.served)) continue;
        if (!models.every((one) => by(one, use.options))) continue;
        if (field.values.every((value) => isNothing(value) || unless?.(value))) continue;
        if (unless && !field.values.every(isPlain)) continue;
        const at = spotOf(field.nameAt);
        const id = `${at.absolute} ${at.line} ${at.column}`;
        if (told.has(id)) continue;
        told.add(id);
        const edits = instead === null ? removed(field) : renamed(field.nameAt, instead);
        yield {
          at,
          subject: parameter,
          facts: { parameter: refusedPart(parameter, model, use.options), model, instead },
          fix: edits && { replacement: instead, edits },
        };
      }
    }
  },
};

/** What is known to be sent: anything else may be a value that is taken. */
const isPlain = ({ kind }: PossibleValue): boolean => ['number', 'truth', 'nothing', 'text'].includes(kind);

/** What the model refuses: a parameter, or only the effort that it is told. */
function refusedPart(parameter: string, model: string, options: PossibleFields): string {
  const [told] = effortOf(options);
  const isEffort = parameter === 'reasoning_effort' || parameter === 'reasoning';
  if (!isEffort || told?.kind !== 'text' || findModel(model)?.reasoningEfforts?.length === 0)
    return parameter;
  return `${parameter === 'reasoning' ? 'effort' : parameter}: ${told.text}`;
}

/** An object that says more than what is refused is left to people. */
const removed = (field: Field): readonly Edit[] | null =>
  field.values.some((one) => one.kind === 'fields' && one.fields.size > 1) ? null : removal(field);

const renamed = (at: CodeWritten, name: string): readonly Edit[] | null => allOf([edit(at, name)]);
