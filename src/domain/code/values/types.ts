import type { Expression } from '../program.ts';
import { unknownValue } from './alternatives.ts';
import type { Evaluator } from './evaluator.ts';
import { madeBy } from './foreign.ts';
import type { Alternatives, Unit } from './possible-value.ts';

/** Something of which only the type is written. */
export function ofType(evaluator: Evaluator, type: Expression, unit: Unit): Alternatives {
  return evaluator.of(type, unit).flatMap((one): Alternatives => {
    if (one.kind === 'class') return [{ kind: 'instance', body: one.body, unit: one.unit }];
    return one.kind === 'foreign' && !one.module.startsWith(':') ? [madeBy(one, null)] : unknownValue;
  });
}
