import { type Budget, bounded, EndlessReference, mostSteps, spend } from './bounds.ts';
import { expandCra, expandDotenv, expandNext, expandOlder, type Values } from './expansion.ts';

/**
 * One call of `expand()`: resolves each value of `parsed` in turn and hands it to the process. Both may be the same, as
 * dotenv-cli has it. Gives the name whose value the library fails at, and null where it does not. Source: github.com/motdotla/dotenv-expand, the versions 4 to 13, read on 2026-11-28.
 */
type Expand = (parsed: Map<string, string>, process: Map<string, string>) => string | null;

/** The library fails at a value, and the program with it. */
class Failure extends Error {
  override readonly name = 'Failure';
}

/** The library's versions that differ, by the first that does so. */
export type ExpandVersion =
  | 'expand-4'
  | 'expand-5'
  | 'expand-6'
  | 'expand-8.0.3'
  /** As Vite 4 has it, which fails at no value. */
  | 'expand-9-vite'
  | 'expand-10'
  | 'expand-11'
  | 'expand-11.0.7'
  | 'expand-12.0.0'
  | 'expand-12';

/** Resolves one value; `shown` is what the process has for its name. */
type Resolve = (
  value: string,
  shown: string | undefined,
  parsed: Values,
  process: Values,
  running: Values,
) => string | null;

export const expandVersions: Readonly<Record<ExpandVersion, Expand>> = {
  'expand-4': inTurn((value, shown, parsed, process) => resolve4(shown || value, value, parsed, process)),
  'expand-5': inTurn((value, shown, parsed, process) =>
    expandCra(shown ?? value, (name) => process.get(name) ?? parsed.get(name) ?? ''),
  ),
  'expand-6': inTurn((value, shown, parsed, process) =>
    resolve6(shown ?? value, parsed, process, { word: '\\w*', fails: true }),
  ),
  'expand-8.0.3': inTurn((value, shown, parsed, process) =>
    resolve6(shown ?? value, parsed, process, { word: '[\\w/]*', fails: true }),
  ),
  'expand-9-vite': inTurn((value, shown, parsed, process) =>
    resolve6(shown ?? value, parsed, process, { word: '[\\w/]*', fails: false }),
  ),
  'expand-10': inTurn((value, shown, parsed, process) => expandNext(shown ?? value, parsed, process)),
  'expand-11': by11('11.0.6'),
  'expand-11.0.7': by11('11.0.7'),
  'expand-12.0.0': inTurn((value, shown, _parsed, process, running) =>
    unescaped(shown && shown !== value ? shown : expandDotenv(value, running, process, 'where both have it')),
  ),
  'expand-12': inTurn((value, shown, _parsed, process, running) =>
    unescaped(shown && shown !== value ? shown : expandDotenv(value, running, process)),
  ),
};

function inTurn(resolve: Resolve): Expand {
  return (parsed, process) => {
    const running = new Map<string, string>();
    for (const [name, value] of parsed)
      try {
        const resolved = resolve(value, process.get(name), parsed, process, running);
        if (resolved === null) throw new EndlessReference();
        parsed.set(name, resolved);
        running.set(name, resolved);
      } catch (error) {
        if (error instanceof Failure) return name;
        throw error;
      }
    for (const [name, value] of parsed) process.set(name, value);
    return null;
  };
}

const unescaped = (value: string | null): string | null => value?.replaceAll('\\$', '$') ?? null;

/** 4: `$NAME` and `${NAME}` with all that they refer to, in values without an escaped dollar sign. */
function resolve4(value: string, written: string, parsed: Values, process: Values): string {
  if (written.startsWith('\\$')) return value.slice(1);
  if (written.includes('\\$')) return value.replaceAll('\\$', '$');
  const budget = { left: mostSteps };
  const follow = (text: string): string => {
    spend(budget);
    let result = text;
    for (const [whole] of text.matchAll(/\$\w+|\$\{\w+\}/g)) {
      const name = whole.replace(/[${}]/g, '');
      result = bounded(result.replace(whole, follow(process.get(name) || parsed.get(name) || '')));
    }
    return result;
  };
  return follow(value);
}

function by11(version: '11.0.6' | '11.0.7'): Expand {
  return inTurn((value, shown, parsed, process) =>
    unescaped(shown !== undefined && shown !== value ? shown : expandOlder(value, parsed, process, version)),
  );
}

/** What a default may hold, and whether a dollar sign without a name is one that the library fails at. */
interface Sixth {
  readonly word: '\\w*' | '[\\w/]*';
  readonly fails: boolean;
}

/** 6 to 9: `${NAME:-word}` as well. Where a default is written, the reference behind it is dropped. */
function resolve6(
  value: string,
  parsed: Values,
  process: Values,
  by: Sixth,
  budget: Budget = { left: mostSteps },
): string {
  spend(budget);
  const otherwise = by.word === '\\w*' ? '(?::-)?\\w*' : `(?::-${by.word})?`;
  const pieces = (value.match(new RegExp(`.?\\$\\{*\\w*${otherwise}\\}*`, 'g')) ?? []) as string[];
  const parts = new RegExp(`(.?)\\$\\{*(\\w*${otherwise})?\\}*`);
  let result = value;
  for (let at = 0; at < pieces.length; at += 1) {
    const match = parts.exec(pieces[at] ?? '');
    if (!match) continue;
    const [whole, before = '', expression = ''] = match;
    if (before === '\\') {
      result = result.replace(whole, whole.replace('\\$', '$'));
      continue;
    }
    if (expression === '' && by.fails) throw new Failure();
    if (expression === '') continue;
    const [name = '', other] = expression.split(':-');
    const found = process.get(name) ?? (parsed.get(name) || other || '');
    if (other !== undefined && found !== '') {
      // The library looks for the text of no reference where none is left.
      result = result.replace(pieces[at + 1] ?? 'undefined', '');
      if (at + 1 < pieces.length) pieces[at + 1] = '';
    }
    const inPlace = resolve6(found, parsed, process, by, budget);
    result = bounded(result.replace(whole.slice(before.length), inPlace));
  }
  return result;
}
