import type { Argument, Expression, FieldEntry } from '../program.ts';
import { unknownValue } from './alternatives.ts';
import type { Evaluator } from './evaluator.ts';
import { fieldsOf, merged, objectsAmong } from './objects.ts';
import type { Alternatives, PossibleFields, Site, Unit } from './possible-value.ts';

/** What a call gives for a parameter, by its place or its name; empty where it gives nothing. */
export function argumentOf(
  evaluator: Evaluator,
  { call, unit }: Site,
  index: number,
  name?: string,
): Alternatives {
  const { given } = call;
  const named = name === undefined ? undefined : given.find((one) => one.name === name);
  if (named) return evaluator.of(named.value, unit);
  const plain = given.filter((one) => one.name === null);
  const upTo = plain.slice(0, index + 1);
  const spread = upTo.findIndex((one) => one.spread);
  if (spread >= 0) return spreadItem(evaluator, upTo[spread]?.value, index - spread, unit);
  const one = upTo[index];
  if (one) return evaluator.of(one.value, unit);
  for (const { value } of given.filter((spread) => spread.spread && spread.name === '')) {
    const fields = objectsAmong(evaluator.of(value, unit));
    const found = name === undefined ? undefined : fields.find((of) => of.fields.has(name))?.fields.get(name);
    if (found) return found.values;
  }
  return [];
}

function spreadItem(
  evaluator: Evaluator,
  list: Expression | undefined,
  index: number,
  unit: Unit,
): Alternatives {
  const lists = list ? evaluator.of(list, unit) : [];
  return lists.flatMap((one) => (one.kind === 'list' ? (one.items[index] ?? []) : unknownValue));
}

/** The keyword arguments of a call, or the fields of the object that it gets first. */
export function optionsOf(evaluator: Evaluator, { call, unit }: Site, index = 0): PossibleFields {
  const named = call.given.filter(({ name }) => name !== null);
  const first = call.given.filter(({ name }) => name === null)[index];
  if (named.length === 0 && first && !first.spread) {
    const values = evaluator.of(first.value, unit);
    const objects = objectsAmong(values);
    const all = merged(objects, true);
    return { kind: 'fields', fields: all.fields, open: all.open || objects.length < values.length };
  }
  return fieldsOf(evaluator, named.map(asEntry), unit);
}

/** A keyword argument as a field of an object. */
export const asEntry = ({ name, nameAt, value, spread }: Argument): FieldEntry => ({
  name: spread ? null : name,
  nameAt,
  value,
  spread,
  from: nameAt?.from ?? value.from,
  to: value.to,
});
