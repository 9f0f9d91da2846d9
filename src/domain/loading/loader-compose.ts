import { bom, skipSpace, skipSpaceInLine } from '../env/bytes.ts';
import type { Visit } from './visit.ts';

/**
 * `.env` and `env_file` of docker compose, after dotenv/parser.go of compose-spec/compose-go. An
 * error makes it refuse the whole file. References to other variables are left as they stand.
 * Returns the line that was refused, or 0.
 */
export function scanAsCompose(source: string, visit: Visit): number {
  const text = source.startsWith(bom) ? source.slice(bom.length) : source;
  let at = 0;
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return 0;
    if (text.charCodeAt(at) === 35) {
      at = endOfLine(text, at);
      continue;
    }
    const start = at;
    if (text.startsWith('export', at) && /[ \t]/.test(text.charAt(at + 6)))
      at = skipSpaceInLine(text, at + 6);
    const nameStart = at;
    while (isNamePart(text.charCodeAt(at))) at += 1;
    const name = text.slice(nameStart, at).trimEnd();
    const operator = text.charAt(at);
    if (operator !== '=' && operator !== ':' && operator !== '\n' && operator !== '')
      return lineOf(text, start);
    if (name === '' || name.includes(' ')) return lineOf(text, start);
    if (operator === '\n' || operator === '') continue;
    at = skipSpaceInLine(text, at + 1);
    const quote = text.charAt(at);
    if (quote === '"' || quote === "'") {
      let close = text.indexOf(quote, at + 1);
      while (close !== -1 && text.charCodeAt(close - 1) === 92) close = text.indexOf(quote, close + 1);
      if (close === -1) return lineOf(text, start);
      const value = text.slice(at + 1, close);
      visit(name, quote === '"' ? value.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : value);
      at = close + 1;
    } else {
      const end = endOfLine(text, at);
      visit(name, withoutComment(text.slice(at, end)));
      at = end;
    }
  }
}

/** Newer versions want a blank before the `#`; older ones cut at any. A key holds neither. */
function withoutComment(value: string): string {
  if (value.startsWith('#')) return '';
  const comment = value.indexOf(' #');
  return (comment === -1 ? value : value.slice(0, comment)).trimEnd();
}

/** Byte by byte: V8 takes an `indexOf` to where it is not meant to run, and that one searches the whole file. */
function endOfLine(text: string, at: number): number {
  while (at < text.length && text.charCodeAt(at) !== 10) at += 1;
  return at;
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let before = 0; before < at; before += 1) if (text.charCodeAt(before) === 10) line += 1;
  return line;
}

/** Letters, digits, `_`, `.` and blanks (which are judged afterwards). */
function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 46 ||
    code === 32 ||
    code === 9 ||
    code === 13
  );
}
