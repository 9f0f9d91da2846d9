import { bom, decode } from '../env/bytes.ts';
import { bounded } from './bounds.ts';
import type { Values } from './expansion.ts';

/**
 * The Rust crate dotenvy 0.15, which Deno had before 2.7: the assignments of a file, a byte string, up to the first line that it
 * refuses. References find the process, as it is by then, before the lines above.
 */
export function readAsDotenvy(text: string, process: Values): Map<string, string> {
  const set = new Map<string, string>();
  const above = new Map<string, string>();
  const find = (name: string): string => process.get(name) ?? set.get(name) ?? above.get(name) ?? '';
  for (const line of statements(text.startsWith(bom) ? text.slice(bom.length) : text)) {
    const read = line === null ? null : readLine(decode(line), find);
    if (read === null) return set;
    if (read === 'nothing') continue;
    above.set(read.name, read.value);
    if (!set.has(read.name)) set.set(read.name, read.value);
  }
  return set;
}

/** Lines, with those behind them that belong to a quote or an escape; null for one that the text's end leaves open. */
function* statements(text: string): Generator<string | null> {
  let at = 0;
  while (at < text.length) {
    const start = at;
    let state: State = 'complete';
    let stop: number | null = null;
    do {
      if (at >= text.length) {
        yield null;
        return;
      }
      const next = text.indexOf('\n', at);
      const end = next === -1 ? text.length : next + 1;
      if (at === start && /^\s*#/.test(text.slice(start, end))) {
        state = 'complete';
        stop = start;
      } else [state, stop] = stateAfter(state, text, at, end);
      at = end;
    } while (state !== 'complete' && stop === null);
    yield text.slice(start, stop ?? at).replace(/\r?\n$/, '');
  }
}

type State = 'complete' | 'blank' | 'escape' | 'single' | 'single escape' | 'double' | 'double escape';

/** What a line leaves open, or where a comment begins in it. */
function stateAfter(
  before: State,
  text: string,
  from: number,
  end: number,
): readonly [state: State, comment: number | null] {
  let state = before;
  for (let at = from; at < end; at += 1) {
    const char = text.charAt(at);
    if (state === 'blank' && char === '#') return ['complete', at];
    state = nextState(state, char);
  }
  return [state, null];
}

function nextState(state: State, char: string): State {
  switch (state) {
    case 'escape':
      return 'complete';
    case 'single escape':
      return 'single';
    case 'double escape':
      return 'double';
    case 'single':
      return char === '\\' ? 'single escape' : char === "'" ? 'complete' : 'single';
    case 'double':
      return char === '\\' ? 'double escape' : char === '"' ? 'complete' : 'double';
    default:
      if (state === 'complete' && /[^\S\r\n]/.test(char)) return 'blank';
      return char === '\\' ? 'escape' : char === '"' ? 'double' : char === "'" ? 'single' : 'complete';
  }
}

type Find = (name: string) => string;

function readLine(line: string, find: Find): { name: string; value: string } | 'nothing' | null {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return 'nothing';
  const [, name, rest = ''] = /^(?:export\s+(?!=))?([A-Za-z_][A-Za-z0-9_.]*)\s*=\s*(.*)$/s.exec(text) ?? [];
  if (name === undefined) return null;
  const value = rest === '' || rest.startsWith('#') ? '' : readValue(rest, find);
  return value === null ? null : { name, value: bounded(value) };
}

/** What stands behind the `=`; null where the crate refuses it. */
function readValue(text: string, find: Find): string | null {
  let value = '';
  let quote: '' | "'" | '"' = '';
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    at += 1;
    if (quote === "'") {
      if (char === "'") quote = '';
      else value += char;
    } else if (char === '$') {
      const [whole, put] = reference(text.slice(at), find) ?? [null, ''];
      if (whole === null) return null;
      value += put;
      at += whole.length;
    } else if (char === '\\') {
      const escaped = text.charAt(at);
      if (escaped === '') break;
      if (!/[\\'"$ n]/.test(escaped)) return null;
      value += escaped === 'n' ? '\n' : escaped;
      at += 1;
    } else if (quote === '"') {
      if (char === '"') quote = '';
      else value += char;
    } else if (char === "'" || char === '"') quote = char;
    else if (char === ' ' || char === '\t') return /^[ \t]*(?:#|$)/.test(text.slice(at)) ? value : null;
    else value += char;
  }
  return quote === '' ? value : null;
}

/**
 * Behind a dollar sign: a name of letters and digits, or whatever stands in braces; null where those stay open. What ends a bare
 * name is taken as it stands, be it a quote.
 */
function reference(text: string, find: Find): readonly [whole: string, put: string] | null {
  if (text.startsWith('{')) {
    const [whole, name = ''] = /^\{([^}]*)\}/.exec(text) ?? [];
    return whole === undefined ? null : [whole, find(name)];
  }
  const [name = ''] = /^[\p{L}\p{N}]*/u.exec(text) ?? [];
  const end = text.charAt(name.length);
  return end === '' || end === '$' ? [name, find(name)] : [`${name}${end}`, `${find(name)}${end}`];
}
