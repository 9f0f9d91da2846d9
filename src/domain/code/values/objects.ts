import type { FieldEntry } from '../program.ts';
import type { Evaluator } from './evaluator.ts';
import { writtenIn } from './place.ts';
import type { Alternatives, Field, PossibleFields, Unit } from './possible-value.ts';

/** The object that some entries make. */
export function fieldsOf(evaluator: Evaluator, entries: readonly FieldEntry[], unit: Unit): PossibleFields {
  const fields = new Map<string, Field>();
  let open = false;
  for (const { name, nameAt, value, spread, from, to } of entries) {
    if (spread) {
      for (const one of evaluator.of(value, unit)) {
        if (one.kind !== 'fields') open ||= one.kind !== 'nothing' && one.kind !== 'truth';
        else {
          open ||= one.open;
          for (const [key, field] of one.fields) fields.set(key, field);
        }
      }
    } else if (name === null) open = true;
    else
      fields.set(name, {
        values: evaluator.of(value, unit),
        nameAt: nameAt && writtenIn(unit, nameAt),
        at: { from, to, unit },
      });
  }
  return { kind: 'fields', fields, open };
}

/** An object that may have other fields as well. */
export const openObject = (fields: PossibleFields['fields']): PossibleFields => ({
  kind: 'fields',
  fields,
  open: true,
});

/** A field that is written nowhere as one. */
export const unwritten = (values: Alternatives): Field => ({ values, nameAt: null, at: null });

/** Those of several values that are objects. */
export const objectsAmong = (values: Alternatives): PossibleFields[] =>
  values.flatMap((one) => (one.kind === 'fields' ? [one] : []));

/** What a field is in those of several values that are objects. */
export const fieldAmong = (values: Alternatives, name: string): Alternatives =>
  values.flatMap((one) => (one.kind === 'fields' ? (one.fields.get(name)?.values ?? []) : []));

/** The fields that several objects have between them. */
export function merged(all: readonly PossibleFields[], closed: boolean): PossibleFields {
  const fields = new Map<string, Field>();
  for (const one of all)
    for (const [name, field] of one.fields) {
      const before = fields.get(name);
      fields.set(name, before ? { ...before, values: [...before.values, ...field.values] } : field);
    }
  return { kind: 'fields', fields, open: !closed || all.length === 0 || all.some(({ open }) => open) };
}

/** The field of an object that has one of some names. */
export const fieldOf = (options: PossibleFields, names: readonly string[]): Field | undefined =>
  names.map((name) => options.fields.get(name)).find((field) => field !== undefined);

/** What an object has under some names. */
export const valuesIn = (options: PossibleFields, names: readonly string[]): Alternatives =>
  names.flatMap((name) => options.fields.get(name)?.values ?? []);
