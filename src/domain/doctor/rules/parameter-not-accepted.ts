import type { CodeWritten, PossibleValue } from '../../code/possible-value.ts';
import { hasEnded } from '../../models/successors.ts';
import type { Edit } from '../finding.ts';
import { isNothing, refusals, removal } from '../refusals.ts';
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
        const edits = instead === null ? removal(field) : renamed(field.nameAt, instead);
        yield {
          at,
          subject: parameter,
          facts: { parameter, model, instead },
          fix: edits && { replacement: instead, edits },
        };
      }
    }
  },
};

/** What is known to be sent: anything else may be a value that is taken. */
const isPlain = ({ kind }: PossibleValue): boolean => ['number', 'truth', 'nothing', 'text'].includes(kind);

const renamed = (at: CodeWritten, name: string): readonly Edit[] | null => allOf([edit(at, name)]);
