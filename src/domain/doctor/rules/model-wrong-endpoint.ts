import { hasEnded, type Purpose, purposesOf, successorOf } from '../../models/successors.ts';
import { type ModelInCode, modelsInCode } from '../models-in-code.ts';
import type { DoctorRule } from '../rule.ts';

/** Models that the called method does not serve. */
export const modelWrongEndpoint: DoctorRule<'model_wrong_endpoint'> = {
  id: 'model_wrong_endpoint',
  severity: 'error',
  *inCode({ facts, asked: { today } }) {
    for (const used of modelsInCode(facts)) {
      const { model, at } = used;
      const serves = purposesOf(model);
      if (serves === null || hasEnded(model, today)) continue;
      const called = wronglyCalled(used, serves);
      if (called === null) continue;
      const successor = called === 'chat' ? (successorOf(model)?.id ?? null) : null;
      yield { at, subject: model, facts: { model, called, serves, successor } };
    }
  },
};

const wronglyCalled = ({ uses }: ModelInCode, serves: readonly Purpose[]): Purpose | null =>
  uses.map((use) => use.served).find((served) => served !== null && !serves.includes(served)) ?? null;
