import { Secret } from '../secrets/secret.ts';
import { bom, encode, fromByteString, isBreak, spaceAt, toByteString } from './bytes.ts';
import { type UnreadableEncoding, unreadable } from './document.ts';
import { placeNew } from './place.ts';
import { dotenvValue, type Statement, scanEnv } from './scan.ts';

/** One name to set, or (null) to remove. */
interface EnvChange {
  readonly name: string;
  readonly value: Secret | string | null;
}

/** Whether what was read needs no change; the blanks at a key's ends are none, for nobody sends them. */
export function alreadySays(found: string | undefined, value: EnvChange['value']): boolean {
  return value instanceof Secret ? found !== undefined && value.is(found.trim()) : (found ?? null) === value;
}

type EditResult =
  | {
      readonly ok: true;
      /** The new content; the very array that was given where nothing changes. */
      readonly bytes: Uint8Array;
      readonly changed: boolean;
    }
  | { readonly ok: false; readonly reason: UnreadableEncoding }
  /** A value that no spelling carries through the loaders, such as one with a line break. */
  | { readonly ok: false; readonly reason: 'value'; readonly name: string };

/** Uncovered assignments are looked for again this often; each round takes one that hid in a value. */
const rounds = 4;

/**
 * Sets and removes names; null is a file that does not exist. Every assignment of a name that
 * `dotenv` could pick is set, and no byte beside the values changes, except a blank put before a
 * comment that would otherwise become part of the value for some loaders. Values are written
 * without quotes, unless they hold characters that need them. A name that is not there is added
 * (see `place.ts`). Setting what is already read is no change. Throws on a malformed name.
 */
export function editEnvDocument(bytes: Uint8Array | null, changes: readonly EnvChange[]): EditResult {
  const original = bytes ?? new Uint8Array(0);
  const reason = unreadable(original);
  if (reason) return { ok: false, reason };
  const wanted = new Map<string, { readonly value: Secret | string; readonly written: string } | null>();
  for (const { name, value } of changes) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new TypeError('not a name of an environment variable');
    // Here a key becomes bytes.
    const written = value === null ? '' : spelled(value instanceof Secret ? value.reveal() : value);
    if (written === null) return { ok: false, reason: 'value', name };
    wanted.set(name, value === null ? null : { value, written: encode(written) });
  }

  let text = toByteString(original);
  let changed = false;
  let present = new Set<string>();
  const setPresent = (): void => {
    for (let round = 0; round < rounds; round += 1) {
      let pass = applyOnce(text, wanted, false);
      // Without its quotes a value may leave an earlier, lone quote to pair with a later one.
      if (pass.quotesDropped && !sameNames(text, pass.text, wanted)) pass = applyOnce(text, wanted, true);
      present = pass.present;
      text = pass.text;
      if (!pass.changed) return;
      changed = true;
    }
  };
  setPresent();
  let added = false;
  for (const [name, change] of wanted) {
    if (change === null || present.has(name)) continue;
    text = placeNew(text, name, change.written);
    added = true;
  }
  // A `NAME:` that ended the file is an assignment once a line follows it.
  if (added) setPresent();
  changed ||= added;
  return { ok: true, bytes: changed ? fromByteString(text) : original, changed };
}

type WantedValues = ReadonlyMap<string, { readonly value: Secret | string; readonly written: string } | null>;

/** Sets and removes every assignment that is there. */
function applyOnce(text: string, wanted: WantedValues, keepQuotes: boolean) {
  const present = new Set<string>();
  const pieces: string[] = [];
  let done = 0;
  let quotesDropped = false;
  scanEnv(text, (statement) => {
    const change = wanted.get(statement.name);
    if (change === undefined) return;
    if (change !== null) present.add(statement.name);
    if (change !== null && alreadySays(dotenvValue(text, statement), change.value)) return;
    const kept = keepQuotes && change !== null ? withQuotes(statement, change.written) : null;
    const splice =
      kept ?? (change === null ? removal(text, statement) : update(text, statement, change.written));
    quotesDropped ||= /["'`]/.test(text.slice(splice.from, splice.to));
    pieces.push(text.slice(done, splice.from), splice.text);
    done = splice.to;
  });
  return { text: pieces.join('') + text.slice(done), changed: pieces.length > 0, present, quotesDropped };
}

/** Whether two texts assign the same names in the same order, not counting the wanted ones. */
function sameNames(before: string, after: string, wanted: WantedValues): boolean {
  const namesOf = (text: string): string => {
    const names: string[] = [];
    scanEnv(text, ({ name }) => {
      if (wanted.get(name) !== null) names.push(name);
    });
    return names.join(' ');
  };
  return namesOf(before) === namesOf(after);
}

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function update(text: string, statement: Statement, value: string): Splice {
  const { valueStart, valueEnd } = statement;
  // Node 22 takes the next line for the value where only blanks follow `=`, so they go with the old one.
  if (value === '' && !statement.valueBelow && statement.form === '=') {
    return { from: statement.operatorEnd, to: valueEnd, text: beforeComment(text, valueEnd) };
  }
  if (valueStart < valueEnd && !statement.valueBelow) {
    return { from: valueStart, to: valueEnd, text: value + beforeComment(text, valueEnd) };
  }
  // Nothing stands after the operator on its line. What dotenv takes from the line below stays.
  const { operatorEnd } = statement;
  let end = operatorEnd;
  while (!isBreak(text.charCodeAt(end)) && spaceAt(text, end) > 0) end += spaceAt(text, end);
  const blank = statement.form === ':' ? ' ' : '';
  if (text.charAt(end) === '#') {
    const kept = end > operatorEnd ? '' : ' ';
    return { from: operatorEnd, to: operatorEnd, text: blank + value + kept };
  }
  return { from: operatorEnd, to: end, text: blank + value };
}

/** The value inside the quotes that are there; null where there are none, or it can't stand in them. */
function withQuotes(statement: Statement, value: string): Splice | null {
  const { quote, valueStart, valueEnd } = statement;
  if (quote === '' || value.includes(quote) || value.includes("'")) return null;
  return { from: valueStart + 1, to: valueEnd - 1, text: value };
}

/** A `#` right after a value is part of it for shells and for Python. */
function beforeComment(text: string, at: number): string {
  return text.charAt(at) === '#' ? ' ' : '';
}

function removal(text: string, statement: Statement): Splice {
  let from = statement.start;
  while (from > 0 && !isBreak(text.charCodeAt(from - 1))) from -= 1;
  if (from > 0 || !text.startsWith(bom)) return { from, to: statement.end, text: '' };
  // The line break stays, so that the next name does not come to stand right after the mark.
  return { from: bom.length, to: statement.restEnd, text: '' };
}

/** How a value is written: as it is, in single quotes where it needs some, or null where nothing helps. */
function spelled(value: string): string | null {
  if (/^[\w./:@%+,=~^?!*[\]{}-]*$/.test(value)) return value;
  if (/['\p{Cc}\u2028\u2029]/u.test(value)) return null;
  return /[\s"`#$\\;&|<>()]/.test(value) ? `'${value}'` : value;
}
