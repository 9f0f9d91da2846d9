import { marker } from '../keys/shapes.ts';
import { joinAt } from '../text/seams.ts';
import { keysInLine } from './find-keys.ts';
import type { HiddenKey } from './joined.ts';
import { base64Marks } from './marks.ts';

/** What base64 is wrapped by, in a file or in literals; `/` and `+` as addresses and JSON write them. */
const joint = /["'`](?:[\s+,\\]|["'`]){0,120}["'`]|\\?\r?\n[ \t]{0,80}|\\r?\\n|%2[bBfF]|\\\//g;

/** Keys of OpenAI in base64, as the manifests of Kubernetes have them, alone or with more around them. */
export function encodedKeys(text: string): readonly HiddenKey[] {
  const joined = joinAt(text, joint, (match) => ({
    text: /b$/i.test(match) ? '+' : /[f/]$/i.test(match) ? '/' : '',
    isGlue: true,
  }));
  if (!base64Marks.some((mark) => joined.text.includes(mark))) return [];
  return [...joined.text.matchAll(/[A-Za-z0-9+/_-]{40,20000}/g)].flatMap(({ 0: word, index }) => {
    if (!base64Marks.some((mark) => word.includes(mark))) return [];
    // Letters of something else may stand right before it.
    for (const skipped of [0, 1, 2, 3]) {
      const keys = keysInLine(decoded(word.slice(skipped))).filter((key) => key.text.includes(marker));
      const at = (column: number): number => index + skipped + Math.floor(((column - 1) * 4) / 3);
      if (keys.length > 0) return keys.map((key) => ({ ...key, at: joined.original(at(key.column)) }));
    }
    return [];
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
