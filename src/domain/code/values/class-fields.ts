import { unknownValue } from './alternatives.ts';
import type { Evaluator } from './evaluator.ts';
import { grown, madeBy } from './foreign.ts';
import { returned } from './functions.ts';
import { fieldAmong } from './objects.ts';
import type { Alternatives, ClassValue } from './possible-value.ts';
import { settingOf } from './settings-classes.ts';
import { ofType } from './types.ts';

/** A field or method of a class of the project: its own, of one that it extends, or of those that extend it. */
export function classField(evaluator: Evaluator, of: ClassValue, name: string): Alternatives {
  if (of.kind === 'class') return ownField(evaluator, of, name);
  const read = settingOf(evaluator, of, name);
  const own = ownField(evaluator, of, name);
  const below = fieldBelow(evaluator, of, name);
  if (read.length + below.length === 0) return own;
  return [...read, ...below, ...own.filter(({ kind }) => kind !== 'unknown' && kind !== 'nothing')];
}

/** What classes that extend this one make of a field. */
function fieldBelow(evaluator: Evaluator, { body }: ClassValue, name: string): Alternatives {
  if (body.name === null || body.isObject) return [];
  const found = evaluator.index.extending(body.name).flatMap(({ body: other, unit }) => {
    const given = other === body ? [] : (other.fields.get(name) ?? []);
    return given.flatMap(({ value }) => evaluator.of(value, unit));
  });
  return found.filter(({ kind }) => kind !== 'function');
}

function ownField(evaluator: Evaluator, of: ClassValue, name: string): Alternatives {
  const { kind, body, unit } = of;
  const given = body.fields.get(name);
  if (given) {
    const values = given.flatMap(({ value }) => evaluator.of(value, unit));
    const [only] = values;
    if (only?.kind === 'function' && only.body.isGetter && kind === 'instance')
      return returned(evaluator, { ...only, unit });
    if (!values.every(({ kind }) => kind === 'nothing')) return values;
  }
  const type = body.types.get(name);
  if (type) return ofType(evaluator, type, unit);
  for (const base of body.bases)
    for (const value of evaluator.of(base, unit))
      if (value.kind === 'class' && value.body !== body) return ownField(evaluator, { ...value, kind }, name);
      else if (value.kind === 'foreign' && value.module === 'openai' && !given)
        return [grown(madeBy(value, null), `.${name}`)];
  if (given) return [{ kind: 'nothing' }];
  return body.isObject && name !== 'data' ? dataOf(evaluator, of, name) : unknownValue;
}

/** What `data()` of a Vue component gives. */
function dataOf(evaluator: Evaluator, of: ClassValue, name: string): Alternatives {
  const data = of.body.fields.has('data') ? ownField(evaluator, { ...of, kind: 'class' }, 'data') : [];
  const given = data.flatMap((one) => (one.kind === 'function' ? returned(evaluator, one) : []));
  const found = fieldAmong(given, name);
  return found.length > 0 ? found : unknownValue;
}
