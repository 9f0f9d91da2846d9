import type { Visit } from './visit.ts';

/**
 * A POSIX shell that reads the file with `.`. Only what an env file may reasonably hold is
 * understood: words, quotes, backslashes, `export`, comments. References and commands are not
 * carried out. A carriage return is part of the value, as shells have it.
 */
export function scanAsShell(text: string, visit: Visit): void {
  let at = 0;
  while (at < text.length) {
    const words: string[] = [];
    let ended = false;
    while (!ended && at < text.length) {
      const char = text.charAt(at);
      if (char === ' ' || char === '\t') at += 1;
      else if (char === '\n' || char === ';' || char === '&' || char === '|') {
        ended = true;
        at += 1;
      } else if (char === '#') {
        const next = text.indexOf('\n', at);
        at = next === -1 ? text.length : next;
      } else {
        const [word, next] = readWord(text, at);
        words.push(word);
        at = next;
      }
    }
    assign(words, visit);
  }
}

/** A simple command keeps its assignments only where nothing but assignments stands in it. */
function assign(words: readonly string[], visit: Visit): void {
  const exported = words[0] === 'export';
  const given = exported ? words.slice(1) : words;
  const isAssignment = (word: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*=/.test(word);
  if (!exported && !given.every(isAssignment)) return;
  for (const word of given.filter(isAssignment)) {
    const equals = word.indexOf('=');
    visit(word.slice(0, equals), word.slice(equals + 1));
  }
}

/** Blanks, line ends, operators, quotes and the backslash: what ends a plain stretch of a word. */
function isSpecial(code: number): boolean {
  return code <= 124 && ' \t\n;&|\'"\\'.includes(String.fromCharCode(code));
}

function readWord(text: string, start: number): [string, number] {
  let word = '';
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (' \t\n;&|'.includes(char)) break;
    if (char === "'" || char === '"') {
      let close = text.indexOf(char, at + 1);
      while (char === '"' && close !== -1 && text.charAt(close - 1) === '\\')
        close = text.indexOf(char, close + 1);
      const end = close === -1 ? text.length : close;
      const inside = text.slice(at + 1, end);
      word += char === '"' ? inside.replace(/\\([\\"$`])/g, '$1') : inside;
      at = end + 1;
    } else if (char === '\\') {
      if (text.charAt(at + 1) !== '\n') word += text.charAt(at + 1);
      at += 2;
    } else {
      const from = at;
      while (at < text.length && !isSpecial(text.charCodeAt(at))) at += 1;
      word += text.slice(from, at);
    }
  }
  return [word, at];
}
