import { genuineShapes, marker } from '../keys/shapes.ts';
import { type Joined, joinAt } from '../text/seams.ts';
import { type KeyInLine, keysInLine } from './find-keys.ts';

/** A key that stands in several parts, or encoded: where it begins in the text. */
export interface HiddenKey extends KeyInLine {
  /** Of its first character, from 0, in UTF-16 units of the text. */
  readonly at: number;
}

/** Perhaps in a literal itself, where it is escaped. */
const quote = '\\\\{0,3}["\'`]';
const blanks = '\\s{0,80}';

/**
 * What stands between two parts of one text. No repetition has another in it, and each has an end: the time it takes
 * grows with the length of the text only.
 */
const joints: readonly string[] = [
  // The end of a template's hole.
  `["'\`]\\s{0,8}[})](?=[\\w-])`,
  // Literals glued by an operator of any language, by a comma of a list that is joined, or by nothing.
  `${quote}(?:[\\s+.,&|~<>^()\\\\"'\`]|\\\\n|_(?=\\r?\\n)|(?<!["'\`])[rbfuLRBFU]{1,2}(?=["'\`])){0,120}["'\`]`,
  // A comment behind a part.
  `${quote}${blanks}[+.,&\\\\]?[ \\t]{0,80}(?:#|//|--|/\\*)[^\\n]{0,120}\\n${blanks}[+.,&]?${blanks}["'\`]`,
  // Any code between two literals: a call or a statement that adds a part, a cast, a tag. It begins as no part of a key
  // does, and has nothing in it that could be one.
  `${quote}(?![\\w-])(?:(?!sk-|[\\w-]{20})[^"'\`]){1,120}["'\`]`,
  // The edges of a hole, and one that holds what was put together before.
  `(?:\\$|(?<=[\\w-])#?)\\{\\s{0,8}["'\`]`,
  `(?<=[\\w-])\\\\\\(\\s{0,8}["'\`]`,
  `["'\`]\\s{0,8}\\}`,
  `(?<=["'\`])[$#]?\\{\\$?[A-Za-z_]\\w{0,40}\\}(?=[\\w-])`,
  // Quotes of Perl and Lua.
  `[\\])}>]{1,2}\\s{0,20}\\.{1,2}\\s{0,20}(?:qq?[[({<]|\\[\\[)`,
  // A word of a shell that is quoted in part.
  `(?<=[\\w-])["'](?=[\\w-])`,
  // The end of a line, and what indents or quotes the next one.
  `[\\\\=^\`]?[ \\t]{0,8}\\r?\\n[ \\t>#*/|;+]{0,80}`,
  `\\\\(?:allowbreak|linebreak|newline)\\b[ \\t]{0,8}`,
  // Tags of highlighted code, comments and marks of XML, colours of a terminal, and what cannot be seen.
  `</?[a-zA-Z](?:(?!sk-|[\\w-]{20})[^<>\\n]){0,80}>`,
  `<!--[^<>]{0,120}-->`,
  `(?:\\]\\]>)?<!\\[CDATA\\[|\\]\\]>`,
  `(?:\\x1b|\\\\(?:u001[bB]|x1[bB]|033|e))\\[[0-9;?]{0,20}[A-Za-z]`,
  `[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]`,
  `&(?:shy|zwn?j|NoBreak|ZeroWidthSpace|#0{0,4}(?:10|13|173|820[3-5]|8288));`,
  `&#[xX]0{0,4}(?:[aAdD]|[aA][dD]|200[bcdBCD]|2060);`,
];
const dashes = [
  `%2[dD]`,
  `\\\\(?:u002[dD]|x2[dD]|055|-)`,
  `&#(?:45|x2[dD]);`,
  `[\\u2010-\\u2015\\u2212\\uff0d]`,
];
const underscores = [`%5[fF]`, `\\\\(?:u005[fF]|x5[fF]|137|_)`, `&#(?:95|x5[fF]);`, `\\uff3f`];
const joint = new RegExp([...dashes, ...underscores, ...joints].join('|'), 'g');
const dash = new RegExp(`^(?:${dashes.join('|')})$`);
const underscore = new RegExp(`^(?:${underscores.join('|')})$`);

/** More keys than anybody writes into one word. */
const mostInWord = 50;

/**
 * Keys of OpenAI that a text holds in parts. Only those with their marker: parts of anything else may be joined by chance.
 * `whole`: the keys that it holds in one piece, as `keysInLine` tells them of the text.
 */
export function joinedKeys(text: string, whole: readonly KeyInLine[]): readonly HiddenKey[] {
  const certain = whole.filter(({ text: own }) => own.includes(marker) && own.length >= expectedLength(own));
  const begins = new Set(certain.map(({ column }) => column - 1));
  const ends = new Set(certain.map((key) => key.column - 1 + key.text.length));
  const joined = joinAt(text, joint, (match, from, to) => {
    // A whole key has no further parts.
    if (ends.has(from) || begins.has(to)) return null;
    const replaced = dash.test(match) ? '-' : underscore.test(match) ? '_' : '';
    return { text: replaced, isGlue: replaced !== '' || /^[^,\w]*["'`][^,\w]*$/.test(match) };
  });
  return [...joined.text.matchAll(/[A-Za-z0-9_-]{16,}/g)].flatMap(({ 0: word, index }) =>
    word.includes(marker) ? keysInWord(joined, index, index + word.length) : [],
  );
}

function keysInWord(joined: Joined, start: number, end: number): readonly HiddenKey[] {
  const found: HiddenKey[] = [];
  let from = start;
  for (let count = 0; count < mostInWord; count += 1) {
    const [key] = keysInLine(joined.text.slice(from, end));
    if (!key?.text.includes(marker)) break;
    const begin = from + key.column - 1;
    const text = key.text.slice(0, lengthOf(key.text, begin, joined));
    from = begin + text.length;
    const [seam] = joined.seamsIn(begin, from);
    if (seam === undefined) continue;
    // A part that is a key by itself is one, unless it is known to go on.
    const isOne = keysInLine(text.slice(0, seam.joined - begin)).some((part) => part.text.includes(marker));
    if (!isOne || text.length === expectedLength(text))
      found.push({ ...key, text, at: joined.original(begin) });
  }
  return found;
}

/** Keys have as many characters behind their marker as before it. */
function expectedLength(text: string): number {
  const prefix = genuineShapes.find((shape) => text.startsWith(shape.prefix))?.prefix ?? '';
  const middle = text.indexOf(marker);
  return middle + marker.length + middle - prefix.length;
}

/** What a comma or a line's end brings after as much as is expected is no part of the key. */
function lengthOf(text: string, begin: number, joined: Joined): number {
  const expected = expectedLength(text);
  const last = joined.seamsIn(begin, begin + text.length).find(({ joined: at, isGlue }) => {
    const length = at - begin;
    return isGlue ? length === expected : length >= expected;
  });
  return last ? last.joined - begin : text.length;
}
