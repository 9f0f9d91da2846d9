import { bom, decode } from './bytes.ts';
import { type Loader, scanAs } from './loaders.ts';
import { dotenvValue, scanEnv } from './scan.ts';

/** The loaders asked whether a place is good; the others follow one of these, or refuse whole files. */
const judges: readonly Loader[] = ['dotenv', 'node', 'node-20', 'python-dotenv'];

/**
 * Adds an assignment: after the last one of another `OPENAI_` name, else at the end. Where a common
 * loader would not read it there (Node 20 loses the name after a line without `=`, Node 22 after
 * `NAME= ` with a trailing blank), after the last assignment, else on top; the first of these places
 * that most loaders read. Never first after a byte order mark.
 */
export function placeNew(text: string, name: string, value: string): string {
  let best = '';
  let most = -1;
  for (const at of placesFor(text)) {
    const candidate = insertLine(text, at, `${name}=${value}`);
    const readers = judges.filter((loader) => reads(loader, candidate, name, value)).length;
    if (readers === judges.length) return candidate;
    if (readers > most) {
      best = candidate;
      most = readers;
    }
  }
  return best;
}

function placesFor(text: string): readonly number[] {
  let afterOpenAi = -1;
  let afterLast = -1;
  scanEnv(text, (statement) => {
    afterLast = statement.end;
    if (statement.name.startsWith('OPENAI_')) afterOpenAi = statement.end;
  });
  const places = [afterOpenAi, text.length, afterLast];
  if (!text.startsWith(bom)) places.push(0);
  return [...new Set(places.filter((at) => at >= 0))];
}

function insertLine(text: string, at: number, line: string): string {
  const before = text.slice(0, at);
  const end = lineBreakAt(text, at);
  // A line of its own; and after a mark, not on the first line.
  const own = before === '' || (/[\r\n]$/.test(before) && before !== bom) ? '' : end;
  return `${before}${own}${line}${end}${text.slice(at)}`;
}

/** The line ending in use around an offset: of the line before it, else of the next one. */
function lineBreakAt(text: string, at: number): string {
  const before = text.lastIndexOf('\n', at - 1);
  const nearest = before === -1 || at === 0 ? text.indexOf('\n') : before;
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
