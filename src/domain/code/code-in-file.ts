/** The code that stands in a file, and where each of its characters is. */
export interface CodeInFile {
  readonly language: 'node' | 'python';
  readonly dialect: 'javascript' | 'typescript' | 'python';
  readonly code: string;
  /** Where a character of the code is in the text of the file. */
  readonly placeOf: (at: number) => number;
  /** What stands in the file's markup runs in the browser: null where it may be either. */
  readonly client: boolean | null;
}

const itself = (at: number): number => at;

const inPlace = { language: 'node', placeOf: itself } as const;

const scriptEnding = /\.([cm]?)([jt])sx?$/;
const markupEnding = /\.(?:vue|svelte|astro)$/;

/**
 * The code in a file, by its name: in one piece, but for an Astro page, whose front runs on the server and whose scripts
 * in the browser. Empty for a file without; null for a form that is not understood.
 */
export function codeInFile(name: string, text: string): readonly CodeInFile[] | null {
  const script = scriptEnding.exec(name);
  if (script) {
    const code = text.startsWith('#!') ? text.replace(/^#!.*/, blank) : text;
    return [{ ...inPlace, dialect: script[2] === 't' ? 'typescript' : 'javascript', code, client: null }];
  }
  if (name.endsWith('.py'))
    return [{ language: 'python', dialect: 'python', code: text, placeOf: itself, client: false }];
  if (name.endsWith('.ipynb')) return ofNotebook(text);
  return markupEnding.test(name) ? ofMarkup(name, text) : [];
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** All but the scripts becomes blank, so that every character keeps its place. */
function ofMarkup(name: string, text: string): readonly CodeInFile[] {
  const kept: Kept[] = [];
  let isTyped = false;
  const scripts = /<script\b([^>]{0,500})>([\s\S]*?)<\/script\s*>/gi;
  for (const { 0: whole, 1: attributes = '', 2: inside = '', index } of text.matchAll(scripts)) {
    if (/\btype\s*=\s*["']application\/(?:ld\+)?json/i.test(attributes)) continue;
    isTyped ||= /\blang\s*=\s*["']?tsx?\b/i.test(attributes);
    const from = index + whole.indexOf('>', 7 + attributes.length) + 1;
    kept.push({ from, to: from + inside.length });
  }
  const front = name.endsWith('.astro') ? /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text) : null;
  const from = front ? front[0].indexOf('\n', front[0].indexOf('---')) + 1 : 0;
  const fronts = front ? [{ from, to: from + (front[1] ?? '').length }] : [];
  const dialect = isTyped || name.endsWith('.astro') ? 'typescript' : 'javascript';
  const piece = (parts: readonly Kept[], client: boolean): readonly CodeInFile[] =>
    parts.length > 0 ? [{ ...inPlace, dialect, code: only(text, parts), client }] : [];
  return [...piece(fronts, false), ...piece(kept, true)];
}

interface Kept {
  readonly from: number;
  readonly to: number;
}

function only(text: string, parts: readonly Kept[]): string {
  let code = '';
  let at = 0;
  for (const { from, to } of parts) {
    code += blank(text.slice(at, from)) + text.slice(from, to);
    at = to;
  }
  return code;
}

/** The code cells of a notebook, one after another. */
function ofNotebook(text: string): readonly CodeInFile[] | null {
  let cells: readonly StringInJson[];
  try {
    cells = codeCells(text);
  } catch {
    return null;
  }
  const places: number[] = [];
  let code = '';
  for (const { from, to } of cells)
    for (const [char, at] of charactersOf(text, from, to)) {
      code += char;
      places.push(at);
    }
  // Shell commands and magics of a notebook are no Python.
  const plain = code.replace(/^[ \t]*[!%?].*$/gm, (line) => '#'.padEnd(line.length, ' '));
  const end = places.at(-1) ?? 0;
  const placeOf = (at: number): number => places[at] ?? end;
  return [{ language: 'python', dialect: 'python', code: plain, placeOf, client: false }];
}

/** Where a string's inside is in a JSON text. */
interface StringInJson {
  readonly from: number;
  readonly to: number;
}

/** The lines of a notebook's code cells as they are written in the file. Throws for what is no notebook. */
function codeCells(text: string): readonly StringInJson[] {
  const notebook = JSON.parse(text) as {
    cells?: unknown;
    metadata?: { kernelspec?: { language?: unknown } };
  };
  const language = notebook.metadata?.kernelspec?.language;
  if (!Array.isArray(notebook.cells) || (typeof language === 'string' && language !== 'python'))
    throw new SyntaxError('not a notebook of Python');
  const isCode = notebook.cells.map(
    (cell: unknown) =>
      typeof cell === 'object' && cell !== null && 'cell_type' in cell && cell.cell_type === 'code',
  );
  const found: StringInJson[] = [];
  for (const { path, from, to } of stringsIn(text)) {
    const [top, index, key] = path;
    if (top === 'cells' && key === 'source' && isCode[Number(index)] === true) found.push({ from, to });
  }
  return found;
}

/** The values that are strings in a JSON text that is known to be right, with the way to each. */
function* stringsIn(text: string): Generator<StringInJson & { readonly path: readonly string[] }> {
  const open: { readonly label: string; readonly isList: boolean; index: number; key: string }[] = [];
  const label = (): string => {
    const top = open.at(-1);
    return top ? (top.isList ? String(top.index) : top.key) : '';
  };
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const top = open.at(-1);
    if (token === '{' || token === '[')
      open.push({ label: label(), isList: token === '[', index: 0, key: '' });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (top) Object.assign(top, { index: top.index + 1, key: '' });
    } else if (top && !top.isList && top.key === '') top.key = token.slice(1, -1);
    else
      yield {
        path: [...open.slice(1).map((one) => one.label), label()],
        from: index + 1,
        to: index + token.length - 1,
      };
  }
}

/** The characters of a JSON string with their places; a line that does not end gets a line break, as cells do. */
function* charactersOf(text: string, from: number, to: number): Generator<[string, number]> {
  let last = '';
  for (let at = from; at < to; at += 1) {
    const char = text.charAt(at);
    if (char !== '\\') {
      last = char;
      yield [char, at];
      continue;
    }
    const after = text.charAt(at + 1);
    const isCode = after === 'u';
    last = isCode
      ? String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16))
      : (plain[after] ?? after);
    yield [last, at];
    at += isCode ? 5 : 1;
  }
  if (last !== '\n') yield ['\n', to];
}

const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
