import { marker } from '../keys/shapes.ts';
import { type KeyInLine, keysInLine } from './find-keys.ts';
import { base64Marks } from './marks.ts';

/** A key that stands in several parts, or encoded: where it begins in the text. */
export interface HiddenKey extends KeyInLine {
  /** Of its first character, from 0, in UTF-16 units of the text. */
  readonly at: number;
}

/**
 * What stands between two parts of one text: the quotes of literals that are glued by `+`, `.`, `&`, `\` or nothing, the
 * edges of a template's hole, the end of a line with what indents the next. No repetition is inside another.
 */
const joint =
  /(?:["'`]\s{0,80}(?:[+.&\\]\s{0,80})?[rbfuRBFU]{0,2}["'`]|\$\{\s{0,8}["'`]|["'`]\s{0,8}\}|\\?\r?\n[ \t>#*/|]{0,80})/g;

/** Keys of OpenAI that a text holds in parts. Only those with their marker: parts of anything else may be joined by chance. */
export function joinedKeys(text: string): readonly HiddenKey[] {
  const ends: { readonly joined: number; readonly original: number }[] = [];
  let joined = '';
  let from = 0;
  for (const match of text.matchAll(joint)) {
    joined += text.slice(from, match.index);
    from = match.index + match[0].length;
    ends.push({ joined: joined.length, original: from });
  }
  joined += text.slice(from);
  return keysInLine(joined).flatMap((key) => {
    const begin = key.column - 1;
    const cut = ends.find(({ joined: at }) => at > begin && at < begin + key.text.length);
    if (!cut || !key.text.includes(marker)) return [];
    // A part that is a key by itself is found as one; what follows it is something else.
    if (keysInLine(joined.slice(begin, cut.joined)).length > 0) return [];
    const before = ends.findLast(({ joined: at }) => at <= begin);
    return [{ ...key, at: before ? before.original + begin - before.joined : begin }];
  });
}

/** Keys of OpenAI in base64, as the manifests of Kubernetes have them, alone or with more around them. */
export function encodedKeys(text: string): readonly HiddenKey[] {
  if (!base64Marks.some((mark) => text.includes(mark))) return [];
  return [...text.matchAll(/[A-Za-z0-9+/_-]{40,20000}/g)].flatMap((match) => {
    const [word] = match;
    if (!base64Marks.some((mark) => word.includes(mark))) return [];
    return keysInLine(decoded(word))
      .filter((key) => key.text.includes(marker))
      .map((key) => ({ ...key, at: match.index }));
  });
}

function decoded(word: string): string {
  const plain = word.replaceAll('-', '+').replaceAll('_', '/');
  try {
    return atob(plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0)));
  } catch {
    return '';
  }
}
