import type { Visit } from './visit.ts';

/**
 * `util.parseEnv` and `node --env-file`, after src/node_dotenv.cc of nodejs/node. Node 22, 24 and 26
 * read alike; Node 20 (20.20) takes everything up to the next `=` as the name, line breaks included,
 * so that a line without `=` hides the next name. Deno has a copy of it, to which a quote in the middle of a line ends no
 * value where a later one does; what stands in single quotes, or behind a quote without an end, is literal there.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: in the order of the one that it follows, line by line
export function scanAsNode(source: string, visit: Visit, by: 'node' | 'node-20' | 'deno'): void {
  const node20 = by === 'node-20';
  const text = source.includes('\r') ? source.replaceAll('\r', '') : source;
  let end = text.length;
  const isSpace = node20 ? isBlank : isBlankOrBreak;
  const skip = (from: number): number => {
    while (from < end && isSpace(text.charCodeAt(from))) from += 1;
    return from;
  };
  const find = (what: string, from: number): number => {
    const found = text.indexOf(what, from);
    return found >= end ? -1 : found;
  };
  // Looked up again only once they are behind, so that a file without any is not searched for each name.
  let equals = find('=', 0);
  let nextBreak = 0;
  const breakFrom = (from: number): number => {
    if (nextBreak !== -1 && nextBreak <= from) nextBreak = find('\n', from);
    return nextBreak;
  };
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end -= 1;
  let at = skip(0);
  while (at < end) {
    const first = text.charCodeAt(at);
    const line = breakFrom(at);
    if (first === 10 || (first === 35 && (line !== -1 || !node20))) {
      if (line === -1) return;
      at = line + 1;
      continue;
    }
    if (equals !== -1 && equals < at) equals = find('=', at);
    if (equals === -1) return;
    if (!node20 && line !== -1 && line < equals) {
      at = skip(line + 1);
      continue;
    }
    let name = trimmed(text, at, equals, isSpace);
    // Node 20 trims a name of nothing but blanks into the character before it.
    if (node20 && name === '' && equals > at) name = text.charAt(at - 1);
    at = equals + 1;
    if (!node20 && (at >= end || text.charCodeAt(at) === 10)) {
      visit(name, '');
      continue;
    }
    at = skip(at);
    if (name === '') {
      if (node20) return;
      continue;
    }
    if (name.startsWith('export ')) {
      name = node20 ? name.slice(7) : trimmed(name, 7, name.length, isSpace);
    }
    if (at >= end) {
      visit(name, '');
      return;
    }
    const quote = text.charAt(at);
    const isQuoted = quote === '"' || quote === "'" || quote === '`';
    const nearest = isQuoted ? find(quote, at + 1) : -1;
    const close = by === 'deno' && nearest !== -1 ? lastOfLine(text, nearest, quote) : nearest;
    if (close !== -1) {
      const value = text.slice(at + 1, close);
      visit(name, quote === '"' ? value.replaceAll('\\n', '\n') : value, quote !== '"');
      const next = breakFrom(close + 1);
      at = next === -1 ? end : next + 1;
      continue;
    }
    const next = breakFrom(at);
    const stop = next === -1 ? end : next;
    if (isQuoted) {
      // Node 20 forgets an unterminated value on the last line, and looks for a name in it.
      if (next === -1 && node20) continue;
      visit(name, text.slice(at, stop), true);
      at = next === -1 ? end : next + 1;
    } else {
      const hash = text.slice(at, stop).indexOf('#');
      visit(name, trimmed(text, at, hash === -1 ? stop : at + hash, isSpace));
      at = next === -1 ? end : next + 1;
    }
    if (!node20) at = skip(at);
  }
}

/** The quote on this line behind which nothing stands but a comment; without one the given one. */
function lastOfLine(text: string, nearest: number, quote: string): number {
  const end = text.indexOf('\n', nearest);
  const line = text.slice(0, end === -1 ? text.length : end);
  for (let at = nearest; at !== -1; at = line.indexOf(quote, at + 1))
    if (/^[ \t]*(?:#|$)/.test(line.slice(at + 1))) return at;
  return nearest;
}

function trimmed(text: string, from: number, to: number, isSpace: (code: number) => boolean): string {
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 32;
}

function isBlankOrBreak(code: number): boolean {
  return code === 32 || code === 9 || code === 10;
}
