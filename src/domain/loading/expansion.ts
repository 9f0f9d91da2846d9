import { type Budget, bounded, longest, mostSteps, spend } from './bounds.ts';

/**
 * How loaders put the value of another variable in place of `$NAME` and `${NAME}`. Each is a model of one
 * library, held against the real one by `npm run test:loaders`. A model that meets a reference without end gives
 * null, where the real one gives up on the file.
 */

/** Values by name. */
export type Values = ReadonlyMap<string, string>;

const unescaped = (value: string): string => value.replaceAll('\\$', '$');

/** `replace` of JavaScript gives `$&` and the like in the new text a meaning, and so do the libraries that use it. */
const put = (text: string, reference: string, value: string): string => text.replace(reference, value);

/**
 * dotenv-expand 12, in Vite from 7, dotenv-cli, Wrangler and others: `${NAME}`, `$NAME`, `${NAME:-default}`, `${NAME-default}`,
 * `${NAME:+other}`. `seen` are the values that a name may get: those of the file, then those of the process. 12.0.0 does not stop
 * before both have what came out.
 * Source: github.com/motdotla/dotenv-expand, read on 2026-11-26.
 */
export function expandDotenv(
  value: string,
  file: Values,
  process: Values,
  stops: 'where the file has it' | 'where both have it' = 'where the file has it',
): string | null {
  const met = new Set<string>();
  let result = value;
  for (let step = 0; step < mostSteps && result.length < longest; step++) {
    const match = dotenvReference.exec(result);
    if (!match) return result;
    met.add(result);
    const { name, operator, otherwise } = expressionOf(match[1] ?? match[2] ?? '');
    const found = process.get(name) ?? file.get(name) ?? '';
    const replaces = operator.endsWith('+');
    const known = !replaces && found !== '' && !met.has(found);
    const inPlace = known ? found : replaces && found === '' ? '' : otherwise;
    result = put(result, match[0], inPlace);
    const isBoth = stops === 'where the file has it' || result === process.get(name);
    if (result === file.get(name) && isBoth) return result;
  }
  return null;
}

const dotenvReference = /(?<!\\)\$\{([^{}]+)\}|(?<!\\)\$([A-Za-z_][A-Za-z0-9_]*)/;

function expressionOf(expression: string): {
  readonly name: string;
  readonly operator: string;
  readonly otherwise: string;
} {
  const operator = /:\+|\+|:-|-/.exec(expression)?.[0] ?? '';
  if (operator === '') return { name: expression, operator, otherwise: '' };
  const [name = '', ...rest] = expression.split(operator);
  return { name, operator, otherwise: rest.join(operator) };
}

/** Nested up to three deep, as the library has it. */
const deepest = '\\$\\{[^}]*\\}|[^}]';
const deeper = `\\$\\{(?:${deepest})*\\}|[^}]`;
const nested = `\\$\\{(?:${deeper})*\\}|[^}]`;
const olderReference = new RegExp(`(\\\\)?(\\$)(?!\\()(\\{?)([\\w.]+)(?::?-((?:${nested})+))?(\\}?)`, 'g');

/**
 * dotenv-expand 11, in Vite 5 and @expo/env: each reference with all that it refers to. 11.0.6 and 11.0.7 keep a value from itself,
 * where the newer one takes its default; Expo's copy keeps a name (`self`) from itself.
 */
export function expandOlder(
  value: string,
  file: Values,
  process: Values,
  by: '11.0.6' | '11.0.7' | 'expo',
  self: string | null = null,
): string | null {
  let left = mostSteps;
  const interpolate = (text: string, of: string | null): string => {
    left -= 1;
    if (left < 0 || text.length > longestOlder) throw endless;
    const given = (
      match: string,
      escaped: string,
      _dollar: string,
      _brace: string,
      key: string,
      otherwise: string,
    ): string => {
      if (escaped === '\\') return match.slice(1);
      const shown = process.get(key);
      const own = file.get(key);
      const next = by === 'expo' ? key : null;
      if (shown) return shown === own ? shown : interpolate(shown, next);
      const isSelf = by === 'expo' ? key === of : own === text;
      if (own && !isSelf) return interpolate(own, next);
      if (own && by === '11.0.6') return own;
      if (!otherwise) return '';
      return otherwise.startsWith('$') ? interpolate(otherwise, next) : otherwise;
    };
    let length = 0;
    return text.replace(olderReference, (...match: Parameters<typeof given>) => {
      const put = given(...match);
      length += put.length;
      if (length > longest) throw endless;
      return put;
    });
  };
  try {
    return interpolate(value, self);
  } catch (error) {
    if (error === endless) return null;
    throw error;
  }
}

const endless = new Error('a reference without end');
/** The library's expression takes the square of a value's length. */
const longestOlder = 5000;

/**
 * The same of @next/env, which has an older one: the last reference first, `${NAME:-default}` only, and a name of the
 * process before the default before one of the file. Source: github.com/vercel/next.js, packages/next-env, read on
 * 2026-11-26.
 */
export function expandNext(value: string, file: Values, process: Values): string | null {
  let result = value;
  for (let step = 0; step < mostSteps && result.length < longest; step++) {
    const last = [...result.matchAll(/(?<!\\)\$/g)].at(-1)?.index;
    if (last === undefined) return unescaped(result);
    const match = /(?<!\\)\$\{?(\w+)(?::-([^}\\]*))?\}?/.exec(result.slice(last));
    if (!match) return unescaped(result);
    const name = match[1] ?? '';
    result = put(result, match[0], process.get(name) || match[2] || file.get(name) || '');
  }
  return null;
}

/**
 * c12, in Nuxt: every name of the environment, with what the references in a value themselves refer to; a circle gives
 * nothing. Source: github.com/unjs/c12, read on 2026-11-26.
 */
export function expandC12(
  value: string,
  all: Values,
  parents: readonly string[] = [],
  budget: Budget = { left: mostSteps },
): string {
  spend(budget);
  let result = value;
  for (const [piece] of value.matchAll(/.?\$\{?(?:[\w:]+)?\}?/g)) {
    const [whole = '', before = '', name] = /(.?)\$\{?([\w:]+)?\}?/.exec(piece) ?? [];
    if (before === '\\') {
      result = put(result, whole, put(whole, '\\$', '$'));
      continue;
    }
    const known = name === undefined ? undefined : all.get(name);
    const circle = name !== undefined && parents.includes(name);
    const found = circle
      ? ''
      : known === undefined
        ? undefined
        : expandC12(known, all, [...parents, name ?? ''], budget);
    if (circle) return '';
    if (found !== undefined) result = bounded(put(result, whole.slice(before.length), found));
  }
  return result;
}

/**
 * dotenvx 1 and 2: `${NAME}`, `$NAME` and the operators of dotenv-expand 12, again and again, until what a name in single quotes
 * stands for comes in. Source: github.com/dotenvx/dotenvx, src/lib/helpers, read on 2026-11-27.
 */
export function expandDotenvx(
  value: string,
  find: (name: string) => string | undefined,
  isLiteral: (name: string) => boolean,
  major: 1 | 2,
): string | null {
  let result = value;
  for (let step = 0; step < mostSteps && result.length < longest; step++) {
    const match = dotenvReference.exec(result);
    if (!match) return unescaped(result);
    const { name, operator, otherwise } = expressionOf(match[1] ?? match[2] ?? '');
    const found = find(name);
    // Version 1 takes an empty value for none, with a colon or without.
    const isSet =
      major === 2 && (operator === '-' || operator === '+') ? found !== undefined : Boolean(found);
    const inPlace = operator.endsWith('+') ? (isSet ? otherwise : '') : isSet ? found : otherwise;
    result = put(result, match[0], inPlace ?? '');
    if (result === found || isLiteral(name)) return unescaped(result);
  }
  return null;
}

/**
 * dotenv-expand 5, in create-react-app: every reference with all that it refers to. Source: github.com/motdotla/dotenv-expand, the
 * version 5.1, read on 2026-11-27.
 */
export function expandCra(
  value: string,
  find: (name: string) => string,
  budget: Budget = { left: mostSteps },
): string {
  spend(budget);
  let result = value;
  for (const [piece] of value.matchAll(/.?\$\{?\w*\}?/g)) {
    const [whole = '', before = '', name = ''] = /(.?)\$\{?(\w+)?\}?/.exec(piece) ?? [];
    if (before === '\\') result = put(result, whole, put(whole, '\\$', '$'));
    else
      result = bounded(
        put(result, whole.slice(before.length), name === '' ? '' : expandCra(find(name), find, budget)),
      );
  }
  return result;
}

/**
 * Deno: `${NAME}`, and `$NAME` of letters and digits. The process counts before the lines above. Source:
 * github.com/denoland/deno, libs/dotenv, read on 2026-11-27.
 */
export const expandDeno = (value: string, find: (name: string) => string | undefined): string =>
  value.replace(
    /\\\$|\$(?:\{([^}]*)\}?|([A-Za-z0-9]*))/g,
    (whole, braced: string | undefined, bare: string | undefined) =>
      whole === '\\$' ? '$' : (find(braced ?? bare ?? '') ?? ''),
  );

/**
 * python-dotenv: `${NAME}` and `${NAME:-default}`.
 * Source: github.com/theskumar/python-dotenv, src/dotenv/variables.py, read on 2026-11-26.
 */
export function expandPython(value: string, find: (name: string) => string | undefined): string {
  return value.replace(
    /\$\{([^}:]*)(?::-([^}]*))?\}/g,
    (_all, name: string, otherwise: string | undefined) => find(name) ?? otherwise ?? '',
  );
}
