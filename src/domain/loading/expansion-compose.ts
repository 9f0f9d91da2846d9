import { type Budget, bounded, mostSteps, spend } from './bounds.ts';

/** Finds the value of a variable. */
type FindVariable = (name: string) => string | undefined;

const reference = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{(?:([_a-z][_a-z0-9]*(?::?[-+?](.*))?)\}|))/gi;
const operators = [':?', '?', ':-', '-', ':+', '+'] as const;

/**
 * docker compose 2: `$NAME`, `${NAME}`, and with `-`, `+` or `?`, also behind a colon; `$$` is a dollar sign. Null where it
 * refuses the text. Source: template/template.go of compose-spec/compose-go, read on 2026-11-27.
 */
export function expandCompose(
  text: string,
  find: FindVariable,
  budget: Budget = { left: mostSteps },
): string | null {
  let refused = false;
  spend(budget);
  const result = text.replace(reference, (whole) => {
    const value = refused ? null : replaced(whole, find, budget);
    refused ||= value === null;
    return value ?? '';
  });
  return refused ? null : bounded(result);
}

/** A match reaches to the last brace of its line, and may hold more than one reference. */
function replaced(whole: string, find: FindVariable, budget: Budget): string | null {
  const close = closingBrace(whole);
  const own = close < 0 ? whole : whole.slice(0, close + 1);
  const rest = close < 0 ? '' : whole.slice(close + 1);
  const [, dollar, bare, braced] = new RegExp(reference.source, 'i').exec(own) ?? [];
  if (dollar !== undefined) return '$';
  if (bare !== undefined) return find(bare) ?? '';
  if (braced === undefined) return null;
  const operator = firstOperator(whole);
  if (operator === null || !braced.includes(operator)) return find(braced) ?? '';
  const at = braced.indexOf(operator);
  const value = withOperator(braced.slice(0, at), operator, braced.slice(at + operator.length), find, budget);
  const after = value === null ? null : expandCompose(rest, find, budget);
  return after === null ? null : `${value}${after}`;
}

function firstOperator(whole: string): (typeof operators)[number] | null {
  const found = operators.filter((one) => whole.includes(one));
  return found.sort((one, other) => whole.indexOf(one) - whole.indexOf(other))[0] ?? null;
}

function withOperator(
  name: string,
  operator: (typeof operators)[number],
  otherwise: string,
  find: FindVariable,
  budget: Budget,
): string | null {
  const value = find(name);
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
  if (operator.endsWith('+')) return isSet ? expandCompose(otherwise, find, budget) : (value ?? '');
  if (isSet) return value;
  return operator.endsWith('?') ? null : expandCompose(otherwise, find, budget);
}

function closingBrace(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charAt(at) === '}') {
      open -= 1;
      if (open === 0) return at;
    } else if (text.charAt(at) === '{') {
      open += 1;
      at += 1;
    }
  }
  return -1;
}
