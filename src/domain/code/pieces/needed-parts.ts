import { anyOf, phrase } from '../../text/phrase.ts';
import { addTo } from '../program.ts';
import { type Piece, piecesOf } from './top-level.ts';
import { wordsOfPieces } from './words-of-pieces.ts';

/** What makes a part of a file worth to be parsed. */
export interface Needs {
  /** Whether a text says something by itself. */
  readonly tells: (text: string) => boolean;
  /** Whether another file may use a name of this one. */
  readonly isShared: (name: string) => boolean;
  /** Whether a module of the project, as it is written here, says something. */
  readonly isTelling: (module: string) => boolean;
}

/** A shorter text is parsed whole. */
const shortest = 1200;
/** Where so much of a text is needed, all of it is parsed. */
const mostSaved = 0.85;

/**
 * The statements of a file that a rule may say something of: those that tell something themselves, those that use a name of
 * these, and those whose value matters to these. Null where that is nearly all, or cannot be told.
 */
export function neededParts(
  code: string,
  language: 'node' | 'python',
  needs: Needs,
): readonly Piece[] | null {
  if (code.length < shortest) return null;
  const pieces = piecesOf(code, language);
  if (!pieces) return null;
  const parts = pieces.map((piece) => partOf(code, piece, language));
  const kept = neededOf(parts, wordsOfPieces(code, pieces), needs);
  const size = kept.reduce((sum, { from, to }) => sum + to - from, 0);
  return kept.length === 0 || size > code.length * mostSaved
    ? null
    : kept.map(({ from, to }) => ({ from, to }));
}

interface Part extends Piece {
  readonly text: string;
  /** What it declares; null where it declares nothing, or more than one thing. */
  readonly name: string | null;
  /** It stays, whatever it says: imports, exports, conditions. */
  readonly stays: boolean;
  /** Where others use it, its value may matter: all but types, and functions that speak of nothing of the kind. */
  readonly isOfUse: () => boolean;
}

const before = /export|default|declare|abstract|async/;
const declares = /function\s*\*?|class|interface|type|enum|const|let|var|namespace/;
const declaration = phrase`^(?:${before}\s+){0,5}${declares}\s+([\w$]+)`;
const pythonDeclaration = /^(?:async\s+def|def|class)\s+(\w+)|^(\w+)\s*(?::[^=\n]{1,80})?=(?!=)/;
const staying = anyOf(
  /^import\b|^export\s*(?:[{*]|default\b|=)|^(?:const|let|var)\s*[{[]/,
  /^(?:module|exports)\.|^["'`{]|^(?:if|for|while|try|switch|do)\b|\b(?:require|import)\s*\(/,
);
const stayingInPython = /^(?:import|from|if|for|while|try|with|match|global|["'])\b|^\w+\s*(?:,|\[|\.)|^["']/;
const typeOnly = /^(?:export\s+)?(?:declare\s+)?(?:interface|type)\b/;
const functionLike = anyOf(
  phrase`^(?:${before}\s+){0,4}(?:function|def)\b`,
  /^[^\n=]{1,200}=\s*(?:async\s*)?(?:\([^)]{0,400}\)|[\w$]+)\s*(?::[^=\n]{1,100})?=>/,
  /^[^\n=]{1,200}=\s*(?:async\s+)?function\b/,
);
/** What a function speaks of whose value may be a model, a client, or what either is made or called with. */
const mayMatter = new RegExp(
  anyOf(
    /model|engine|client|base|url|http|host|key|token|secret|option|config|param|setting|kwargs/,
    /\benv|env\b|temperature|max_|default|\bai\b|llm|gpt|return new\b/,
  ).source,
  'i',
);

function partOf(code: string, { from, to }: Piece, language: 'node' | 'python'): Part {
  const text = code.slice(from, to);
  const plain = text.startsWith('@') ? text.replace(/^(?:@[^\n]*\n|[ \t)\]}][^\n]*\n|\n)+/, '') : text;
  const isPython = language === 'python';
  const found = (isPython ? pythonDeclaration : declaration).exec(plain);
  const name = found?.[1] ?? found?.[2] ?? null;
  const stays = (isPython ? stayingInPython : staying).test(plain) || (text !== plain && name === null);
  const isOfUse = (): boolean => !typeOnly.test(plain) && (!functionLike.test(plain) || mayMatter.test(text));
  return { from, to, text, name, stays, isOfUse };
}

/** `piecesWith`: the numbers of the parts in which a word stands. */
function neededOf(
  parts: readonly Part[],
  piecesWith: (word: string) => readonly number[],
  { tells, isShared, isTelling }: Needs,
): readonly Piece[] {
  const kept = new Set<number>();
  /** The parts that one that is kept names; those that name what such a one declares that tells something, or names one. */
  const used = new Set<number>();
  const told = new Set<number>();
  const namedIn = partsNamedIn(parts, piecesWith);
  const keep = (at: number, part: Part, isTold: boolean): void => {
    kept.add(at);
    for (const other of namedIn.get(at) ?? []) used.add(other);
    if (isTold) for (const name of declaredBy(part)) for (const other of piecesWith(name)) told.add(other);
  };
  for (const [at, part] of parts.entries()) {
    const isTold = tells(part.text) || (part.stays && modulesIn(part.text).some(isTelling));
    if (isTold || part.stays || (part.name !== null && isShared(part.name) && part.isOfUse()))
      keep(at, part, isTold);
  }
  for (let before = -1; before < kept.size; ) {
    before = kept.size;
    for (const [at, part] of parts.entries())
      if (!kept.has(at) && (told.has(at) || (used.has(at) && part.isOfUse()))) keep(at, part, told.has(at));
  }
  return parts.filter((_, at) => kept.has(at));
}

/** Which parts, by their numbers, each part names. */
function partsNamedIn(
  parts: readonly Part[],
  piecesWith: (word: string) => readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [at, { name }] of parts.entries())
    if (name !== null) for (const other of piecesWith(name)) addTo(found, other, at);
  return found;
}

const keywords = new Set(
  (
    'import from as const let var export type default require await async typeof new if else for while try except finally with ' +
    'catch in of and or not is None True False self this return def class function'
  ).split(' '),
);

/** The names that a statement gives to the rest of the file. */
function declaredBy({ name, text }: Part): readonly string[] {
  if (name !== null) return [name];
  const isImport = /^(?:import|from|(?:const|let|var)\s*[{[])\b|^(?:const|let|var)\s*[{[]/.test(text);
  const plain = text.replace(/(["'])(?:(?!\1)[^\\\n]|\\.)*\1/g, ' ');
  const names = isImport
    ? (plain.match(/[A-Za-z_$][\w$]*/g) ?? [])
    : [...plain.matchAll(/([A-Za-z_$][\w$]*)[ \t]*(?::[^=\n]{1,60})?=(?![=>])/g)].map(([, one = '']) => one);
  return names.filter((one) => !keywords.has(one));
}

/** The modules that a statement imports. */
const modulesIn = (text: string): readonly string[] =>
  [
    ...text.matchAll(/(?:\bfrom|^import|\b(?:require|import)\s*\()\s*["']([^"'\n]{1,200})["']/g),
    ...text.matchAll(/^from\s+([.\w]+)\s+import\b|^import\s+([.\w]+)/g),
  ].map(([, module, plain]) => module ?? plain ?? '');
