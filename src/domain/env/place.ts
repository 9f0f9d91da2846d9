import { type Loader, scanAs } from '../loading/loaders.ts';
import { bom, decode } from './bytes.ts';
import { dotenvValue, scanEnv } from './scan.ts';

/** The loaders asked whether a place is good; the others follow one of these, or refuse whole files. */
const judges: readonly Loader[] = ['dotenv', 'node', 'node-20', 'python-dotenv'];

/**
 * Adds an assignment: after the last one of another `OPENAI_` name, else at the end. Where a common
 * loader would not read it there (Node 20 loses the name after a line without `=`, Node 22 after
 * `NAME= ` with a trailing blank), after the last assignment, on top, at the end after a blank line, or after
 * an empty comment; the first of these places that most loaders read. Never first after a byte order mark.
 */
export function placeNew(text: string, name: string, value: string): string {
  const line = `${name}=${value}`;
  let best = '';
  let most = -1;
  for (const place of placesFor(text)) {
    const candidate = place.top ? putOnTop(text, line) : insertLine(text, place, line);
    const readers = judges.filter(
      (loader) =>
        reads(loader, candidate, name, value) && (!place.top || keepsOthers(loader, text, candidate, name)),
    );
    if (readers.length === judges.length) return candidate;
    // What dotenv does not read is no result: it is read back with dotenv.
    const score = readers.length + (readers.includes('dotenv') ? judges.length : 0);
    if (score > most) {
      best = candidate;
      most = score;
    }
  }
  return best;
}

interface InsertionPoint {
  readonly at: number;
  readonly top: boolean;
  /** A line put before it: none (null), a blank one, or an empty comment. */
  readonly lead: '' | '#' | null;
}

function placesFor(text: string): readonly InsertionPoint[] {
  let afterOpenAi = -1;
  let afterLast = -1;
  scanEnv(text, (statement) => {
    afterLast = statement.end;
    if (statement.name.startsWith('OPENAI_')) afterOpenAi = statement.end;
  });
  const ends = [afterOpenAi, text.length, afterLast].filter((at) => at >= 0);
  // A lone CR is no line break for Node, so nothing is put after one but at the end.
  const offsets = new Set(ends.map((at) => (text.charCodeAt(at - 1) === 13 ? text.length : at)));
  const places: InsertionPoint[] = [...offsets].map((at) => ({ at, top: false, lead: null }));
  if (!text.startsWith(bom)) places.push({ at: 0, top: true, lead: null });
  const leads: InsertionPoint[] = [...offsets].map((at) => ({ at, top: false, lead: '#' }));
  return [...places, { at: text.length, top: false, lead: '' }, ...leads];
}

function putOnTop(text: string, line: string): string {
  return line + lineBreakAt(text, 0) + text;
}

function insertLine(text: string, { at, lead }: InsertionPoint, line: string): string {
  const before = text.slice(0, at);
  const end = lineBreakAt(text, at);
  // A line of its own; and after a mark, not on the first line. Node does not take CR for a line break.
  const begun = before === '' || before.endsWith('\n');
  const own = begun ? '' : before.endsWith('\r') ? '\n' : end;
  return `${before}${own}${lead === null ? '' : lead + end}${line}${end}${text.slice(at)}`;
}

/** The line ending in use around an offset: of the line before it, else of the next one. */
function lineBreakAt(text: string, at: number): string {
  const before = at === 0 ? -1 : text.lastIndexOf('\n', at - 1);
  const nearest = before === -1 ? text.indexOf('\n') : before;
  return nearest > 0 && text.charCodeAt(nearest - 1) === 13 ? '\r\n' : '\n';
}

function reads(loader: Loader, text: string, name: string, value: string): boolean {
  const plain = value.startsWith("'") ? value.slice(1, -1) : value;
  let read: string | undefined;
  if (loader === 'dotenv') {
    scanEnv(text, (statement) => {
      if (statement.name === name) read = dotenvValue(text, statement);
    });
    return read === decode(plain);
  }
  scanAs(loader, text, (key, found) => {
    if (key === name) read = found;
  });
  return read === plain;
}

/** A line on top changes what comes first, of which Node 20 trims the blanks. */
function keepsOthers(loader: Loader, before: string, after: string, name: string): boolean {
  const found = new Map<string, string>();
  scanAs(loader, after, (key, value) => found.set(key, value));
  let kept = true;
  scanAs(loader, before, (key) => {
    if (key !== name && !found.has(key)) kept = false;
  });
  return kept;
}
