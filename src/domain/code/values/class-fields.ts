import type { ClassBody } from '../program.ts';
import { unknown } from './alternatives.ts';
import type { Evaluator } from './evaluator.ts';
import { grown, madeBy } from './foreign.ts';
import { returned } from './functions.ts';
import { fieldAmong } from './objects.ts';
import type { Alternatives, Unit } from './possible-value.ts';
import { settingOf } from './settings-classes.ts';
import { ofType } from './types.ts';

/** A field or method of a class of the project: its own, of one that it extends, or of those that extend it. */
export function classField(
  evaluator: Evaluator,
  body: ClassBody,
  unit: Unit,
  name: string,
  isMade: boolean,
): Alternatives {
  const read = isMade ? settingOf(evaluator, body, unit, name) : [];
  const own = ownField(evaluator, body, unit, name, isMade);
  const below = isMade ? fieldBelow(evaluator, body, name) : [];
  if (read.length + below.length === 0) return own;
  return [...read, ...below, ...own.filter(({ kind }) => kind !== 'unknown' && kind !== 'nothing')];
}

/** What classes that extend this one make of a field. */
function fieldBelow(evaluator: Evaluator, body: ClassBody, name: string): Alternatives {
  if (body.name === null || body.isObject) return [];
  const found = evaluator.index
    .extending(body.name)
    .flatMap(({ body: other, unit }) =>
      (other === body ? [] : (other.fields.get(name) ?? [])).flatMap(({ value }) =>
        evaluator.of(value, unit),
      ),
    );
  return found.filter(({ kind }) => kind !== 'function');
}

function ownField(
  evaluator: Evaluator,
  body: ClassBody,
  unit: Unit,
  name: string,
  isMade: boolean,
): Alternatives {
  const given = body.fields.get(name);
  if (given) {
    const values = given.flatMap(({ value }) => evaluator.of(value, unit));
    const [only] = values;
    if (only?.kind === 'function' && only.body.isGetter && isMade)
      return returned(evaluator, only.body, unit);
    if (!values.every(({ kind }) => kind === 'nothing')) return values;
  }
  const type = body.types.get(name);
  if (type) return ofType(evaluator, type, unit);
  for (const base of body.bases)
    for (const value of evaluator.of(base, unit))
      if (value.kind === 'class' && value.body !== body)
        return ownField(evaluator, value.body, value.unit, name, isMade);
      else if (value.kind === 'foreign' && value.module === 'openai' && !given)
        return [grown(madeBy(value, null), `.${name}`)];
  return given
    ? [{ kind: 'nothing' }]
    : body.isObject && name !== 'data'
      ? dataOf(evaluator, body, unit, name)
      : unknown;
}

/** What `data()` of a Vue component gives. */
function dataOf(evaluator: Evaluator, body: ClassBody, unit: Unit, name: string): Alternatives {
  const data = body.fields.has('data') ? classField(evaluator, body, unit, 'data', false) : [];
  const given = data.flatMap((one) =>
    one.kind === 'function' ? returned(evaluator, one.body, one.unit) : [],
  );
  const found = fieldAmong(given, name);
  return found.length > 0 ? found : unknown;
}
