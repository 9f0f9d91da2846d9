/** One statement at the top level of a file with what stands in front of it, as far as its text tells. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

type PieceLanguage = 'node' | 'python';

/** The statements of a file by its text alone, which is a fraction of the work of parsing it; null where that does not tell. */
export function piecesOf(code: string, language: PieceLanguage): readonly Piece[] | null {
  const starts = language === 'python' ? startsOfPython(code) : startsOfScript(code);
  if (!starts || starts.length < 3) return null;
  const all: Piece[] = [];
  let isOpen = false;
  for (const [at, from] of starts.entries()) {
    const to = starts[at + 1] ?? code.length;
    const last = all.at(-1);
    // What decorates a statement is part of it.
    if (isOpen && last) all[all.length - 1] = { from: last.from, to };
    else all.push({ from, to });
    isOpen = code.charCodeAt(from) === at_;
  }
  return all;
}

const [lineFeed, quote, apostrophe, backtick, backslash, slash, star, at_, hash] = [
  10, 34, 39, 96, 92, 47, 42, 64, 35,
];

/** A letter, `_`, `$`, `@` or a quote: what a statement begins with that stands in a line of its own. */
const begins = (char: number): boolean =>
  (char >= 97 && char <= 122) ||
  (char >= 64 && char <= 90) ||
  char === 95 ||
  char === 36 ||
  char === quote ||
  char === apostrophe;

/** 1 for what opens, -1 for what closes, else 0. */
const turn = (char: number): number =>
  char === 40 || char === 91 || char === 123 ? 1 : char === 41 || char === 93 || char === 125 ? -1 : 0;

const goesOn = /(?:else|catch|finally|while|instanceof|in|of|as|satisfies|extends)\b/y;
const goesOnInPython = /(?:else|elif|except|finally)\b/y;

function matchesAt(pattern: RegExp, code: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(code);
}

function startsOfScript(code: string): readonly number[] | null {
  const starts: number[] = [];
  let depth = 0;
  /** The last character that was neither blank nor comment. */
  let before = 0;
  for (let at = 0; at < code.length; at += 1) {
    const char = code.charCodeAt(at);
    if (depth === 0 && begins(char) && (at === 0 || code.charCodeAt(at - 1) === lineFeed))
      if (!matchesAt(goesOn, code, at)) starts.push(at);
    if (char === slash) {
      const end = afterSlash(code, at, before);
      if (end === null) return null;
      if (end > at) {
        at = end;
        continue;
      }
    } else if (char === quote || char === apostrophe) at = endOfQuoted(code, at) ?? at;
    else if (char === backtick) {
      const end = endOfTemplate(code, at);
      if (end === null) return null;
      at = end;
    } else {
      depth += turn(char);
      if (depth < 0) return null;
    }
    if (char > 32) before = char;
  }
  return depth === 0 ? starts : null;
}

/** The end of a comment or a regular expression; the place itself for a division; null where it does not end. */
function afterSlash(code: string, at: number, before: number): number | null {
  const next = code.charCodeAt(at + 1);
  if (next === slash) return endOfLine(code, at) - 1;
  if (next === star) {
    const end = code.indexOf('*/', at + 2);
    return end < 0 ? null : end + 1;
  }
  // Behind an operator, or `return`, it begins a regular expression.
  const isRegExp =
    before === 0 || '(,=:[!&|?{};+~^'.includes(String.fromCharCode(before)) || isBehindWord(code, at);
  return isRegExp ? (endOfRegExp(code, at) ?? at) : at;
}

const isBehindWord = (code: string, at: number): boolean =>
  /\b(?:return|typeof|case|in|of|throw|new|do|else|yield|await)\s*$/.test(
    code.slice(Math.max(0, at - 12), at),
  );

function endOfRegExp(code: string, from: number): number | null {
  let isClass = false;
  for (let at = from + 1; at < code.length; at += 1) {
    const char = code.charCodeAt(at);
    if (char === lineFeed) return null;
    if (char === backslash) at += 1;
    else if (char === 91) isClass = true;
    else if (char === 93) isClass = false;
    else if (char === slash && !isClass) return at;
  }
  return null;
}

const endOfLine = (code: string, at: number): number => {
  const end = code.indexOf('\n', at);
  return end < 0 ? code.length : end;
};

/** Null where the line ends first: then it is an apostrophe of a text. */
function endOfQuoted(code: string, from: number): number | null {
  const mark = code.charCodeAt(from);
  for (let at = from + 1; at < code.length; at += 1) {
    const char = code.charCodeAt(at);
    if (char === mark) return at;
    if (char === backslash) at += 1;
    else if (char === lineFeed) return null;
  }
  return null;
}

/** The end of a template, with all that stands in it; null where it has none. */
function endOfTemplate(code: string, from: number): number | null {
  /** Of each template that is open: how many braces are, in the expression that stands in it; -1: none does. */
  const open: number[] = [-1];
  for (let at = from + 1; at < code.length; at += 1) {
    const char = code.charCodeAt(at);
    const braces = open.at(-1) ?? -1;
    if (char === backslash) at += 1;
    else if (braces < 0) {
      if (char === backtick) {
        open.pop();
        if (open.length === 0) return at;
      } else if (char === 36 && code.charCodeAt(at + 1) === 123) {
        open[open.length - 1] = 0;
        at += 1;
      }
    } else if (char === backtick) open.push(-1);
    else if (char === quote || char === apostrophe) at = endOfQuoted(code, at) ?? at;
    else if (char === 123) open[open.length - 1] = braces + 1;
    else if (char === 125) open[open.length - 1] = braces - 1;
  }
  return null;
}

function startsOfPython(code: string): readonly number[] | null {
  const starts: number[] = [];
  let depth = 0;
  for (let at = 0; at < code.length; at += 1) {
    const char = code.charCodeAt(at);
    if (depth === 0 && begins(char) && isLineOfItsOwn(code, at) && !matchesAt(goesOnInPython, code, at))
      starts.push(at);
    if (char === hash) at = endOfLine(code, at) - 1;
    else if (char === quote || char === apostrophe) {
      const end = endOfPythonText(code, at);
      if (end === null) return null;
      at = end;
    } else {
      depth += turn(char);
      if (depth < 0) return null;
    }
  }
  return depth === 0 ? starts : null;
}

/** The first of a line that does not go on with the one before. */
const isLineOfItsOwn = (code: string, at: number): boolean =>
  at === 0 || (code.charCodeAt(at - 1) === lineFeed && !/\\\r?\n$/.test(code.slice(Math.max(0, at - 3), at)));

function endOfPythonText(code: string, from: number): number | null {
  const mark = code.charAt(from);
  const triple = mark.repeat(3);
  if (code.startsWith(triple, from)) {
    for (let at = from + 3; at < code.length; at += 1) {
      if (code.charCodeAt(at) === backslash) at += 1;
      else if (code.startsWith(triple, at)) return at + 2;
    }
    return null;
  }
  for (let at = from + 1; at < code.length; at += 1) {
    const char = code.charCodeAt(at);
    if (char === backslash) at += 1;
    else if (char === lineFeed) return null;
    else if (code[at] === mark) return at;
  }
  return null;
}
