import type { Alternatives, PossibleValue } from './possible-value.ts';

/** Of what nothing is known. */
export const unknownValue: Alternatives = [{ kind: 'unknown' }];

/** More alternatives than people write. */
export const mostAlternatives = 16;

/** Each alternative once, and not too many. */
export function few(values: Alternatives): Alternatives {
  if (values.length < 2) return values;
  const seen = new Set<string>();
  const once = values.filter((value) => {
    const id = identity(value);
    return id === null || (!seen.has(id) && seen.add(id));
  });
  return once.length > mostAlternatives ? [...once.slice(0, mostAlternatives), { kind: 'unknown' }] : once;
}

function identity(value: PossibleValue): string | null {
  switch (value.kind) {
    case 'unknown':
    case 'nothing':
      return value.kind;
    case 'text':
      return value.at && `text ${value.at.unit.path} ${value.at.from}`;
    case 'variable':
      return `variable ${value.at.unit.path} ${value.at.from} ${value.name}`;
    case 'instance':
    case 'class':
    case 'function':
      return `${value.kind} ${value.unit.path} ${value.body.from}`;
    default:
      return null;
  }
}
