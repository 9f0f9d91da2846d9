import { afterBreak, decode, isBreak, lineEnd, skipSpace, skipSpaceInLine, spaceAt } from './bytes.ts';

/**
 * One assignment, found as `dotenv` 18 finds it. All numbers are byte offsets.
 * `K = "v" # note`: `nameStart` at K, `operatorEnd` after `=`, the value with its quotes between
 * `valueStart` and `valueEnd`, `restEnd` at the line break, `end` where the next line starts.
 */
export interface Statement {
  readonly name: string;
  readonly start: number;
  readonly nameStart: number;
  readonly form: '=' | ':';
  readonly operatorEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The quotes around the value, where `dotenv` takes them as such. */
  readonly quote: '' | '"' | "'" | '`';
  /** `dotenv` takes the value from a later line than the one that ends in the operator. */
  readonly valueBelow: boolean;
  readonly restEnd: number;
  readonly end: number;
}

/**
 * Calls `visit` for each assignment, in order. Equivalent to the regular expression of `dotenv` 18
 * (`LINE` in https://github.com/motdotla/dotenv/blob/master/lib/main.js), in linear time: no stretch
 * is looked at more than a fixed number of times.
 */
export function scanEnv(text: string, visit: (statement: Statement) => void): void {
  let at = 0;
  while (at < text.length) {
    const start = skipSpace(text, at);
    if (start >= text.length) return;
    const statement = readStatement(text, start);
    if (statement) visit(statement);
    at = statement ? statement.end : afterBreak(text, lineEnd(text, start));
  }
}

/** The value of a statement as `dotenv` gives it. */
export function dotenvValue(text: string, statement: Statement): string {
  const raw = decode(text.slice(statement.valueStart, statement.valueEnd)).replace(/\r\n?/g, '\n').trim();
  const first = raw.charAt(0);
  const quoted = raw.length > 1 && (first === '"' || first === "'" || first === '`') && raw.endsWith(first);
  const value = quoted ? raw.slice(1, -1) : raw;
  return first === '"' ? value.replace(/\\n/g, '\n').replace(/\\r/g, '\r') : value;
}

function readStatement(text: string, start: number): Statement | null {
  if (text.startsWith('export', start) && spaceAt(text, start + 6) > 0) {
    const found = readNamed(text, start, skipSpace(text, start + 6));
    if (found) return found;
  }
  return readNamed(text, start, start);
}

function readNamed(text: string, start: number, nameStart: number): Statement | null {
  let nameEnd = nameStart;
  while (isNameByte(text.charCodeAt(nameEnd))) nameEnd += 1;
  if (nameEnd === nameStart) return null;
  const name = text.slice(nameStart, nameEnd);
  const equals = skipSpace(text, nameEnd);
  if (text.charCodeAt(equals) === 61) {
    return { name, start, nameStart, form: '=', ...readValue(text, equals + 1, equals + 1) };
  }
  const space = text.charCodeAt(nameEnd) === 58 ? spaceAt(text, nameEnd + 1) : 0;
  if (space === 0) return null;
  return { name, start, nameStart, form: ':', ...readValue(text, nameEnd + 1, nameEnd + 1 + space) };
}

type ValuePart = Omit<Statement, 'name' | 'start' | 'nameStart' | 'form'>;

function readValue(text: string, operatorEnd: number, from: number): ValuePart {
  const first = skipSpace(text, from);
  const quote = text.charAt(first);
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = closingQuote(text, first, quote);
    if (close > 0) return part(text, operatorEnd, first, close + 1, quote);
  }
  let end = from;
  while (end < text.length && text.charCodeAt(end) !== 35 && !isBreak(text.charCodeAt(end))) end += 1;
  const valueStart = Math.min(skipSpaceInLine(text, from), end);
  let valueEnd = end;
  while (valueEnd > valueStart && isInlineSpace(text.charCodeAt(valueEnd - 1))) valueEnd -= 1;
  return part(text, operatorEnd, valueStart, valueEnd, '');
}

function part(
  text: string,
  operatorEnd: number,
  valueStart: number,
  valueEnd: number,
  quote: Statement['quote'],
): ValuePart {
  const restEnd = lineEnd(text, valueEnd);
  const valueBelow = lineEnd(text, operatorEnd) < valueStart;
  return { operatorEnd, valueStart, valueEnd, quote, valueBelow, restEnd, end: afterBreak(text, restEnd) };
}

/**
 * The quote that ends a value: the first one without a backslash before it, if only a comment
 * follows on its line; else the last one with a backslash of which that is true; else none (-1),
 * and the quote is an ordinary character of a value that ends with its line.
 */
function closingQuote(text: string, open: number, quote: string): number {
  let escaped = -1;
  let at = text.indexOf(quote, open + 1);
  while (at !== -1) {
    const next = skipSpaceInLine(text, at + 1);
    const closes = next >= text.length || isBreak(text.charCodeAt(next)) || text.charCodeAt(next) === 35;
    if (text.charCodeAt(at - 1) !== 92) return closes ? at : escaped;
    if (closes) escaped = at;
    at = text.indexOf(quote, at + 1);
  }
  return escaped;
}

/** `[A-Za-z0-9_.-]` */
function isNameByte(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 46 ||
    code === 45
  );
}

function isInlineSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12;
}
