import { blanks, controls, invisible, keyAlphabet, quotes } from './characters.ts';
import { marker } from './shapes.ts';
import { isGenuine, markersIn, repeatedPiece, tokensIn } from './tokens.ts';
import { leadingWrap } from './wrappings.ts';

/** What is wrong with a key that has more, or other, characters than were issued. */
export type Damage =
  | 'quotes'
  | 'bearer'
  | 'assignment'
  | 'doubled'
  | 'several'
  | 'whitespace'
  | 'control'
  | 'invisible'
  | 'non_ascii'
  | 'characters';

interface DamageFound {
  readonly reason: Damage;
  /** Where the first wrong character is, counted from 1. */
  readonly position: number;
  /** The wrong character, as `U+201C`; it is never part of a key. Absent where keys were run together. */
  readonly character?: string;
}

const outsideKey = /[^A-Za-z0-9_-]/u;
/** What gateways use in tokens of their own. */
const visibleAscii = /^[\x21-\x7e]+$/;
const quote = new RegExp(`[${quotes}]`);
const blank = new RegExp(`[${blanks}]`);
const control = new RegExp(`[${controls}]`);
const hiddenCharacter = new RegExp(`[${invisible}]`);

/**
 * What was damaged in copying, or null where this could be sent as it is. `official`: OpenAI's own alphabet applies;
 * elsewhere any visible ASCII may be a token, unless it holds a key of OpenAI among other characters.
 */
export function findDamage(text: string, official: boolean): DamageFound | null {
  if (keyAlphabet.test(text)) return runTogether(text);
  const position = text.search(outsideKey);
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const damage = damageOf(text, character);
  const tolerated = !official && damage === 'characters' && visibleAscii.test(text) && !text.includes(marker);
  if (tolerated) return null;
  const code = character.codePointAt(0) ?? 0;
  return {
    reason: damage,
    position: position + 1,
    character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
  };
}

function damageOf(text: string, firstWrong: string): Damage {
  if (quote.test(text.charAt(0)) || quote.test(text.charAt(text.length - 1))) return 'quotes';
  const keys = new Set(tokensIn(text).filter((token) => isGenuine(token)));
  if (keys.size > 1) return 'several';
  const { found } = leadingWrap(text);
  if (found.includes('bearer')) return 'bearer';
  if (found.includes('assignment')) return 'assignment';
  if (hiddenCharacter.test(firstWrong)) return 'invisible';
  if (blank.test(firstWrong)) return 'whitespace';
  if (control.test(firstWrong)) return 'control';
  if (firstWrong > '\x7f') return 'non_ascii';
  const other = [...text].find((character) => blank.test(character) || character > '\x7e');
  if (other === undefined) return 'characters';
  return blank.test(other) ? 'whitespace' : 'non_ascii';
}

/** Two keys without anything between them. */
function runTogether(text: string): DamageFound | null {
  const piece = repeatedPiece(text);
  if (piece !== text && piece.startsWith('sk-')) return { reason: 'doubled', position: piece.length + 1 };
  if (markersIn(text) < 2) return null;
  const second = text.indexOf('sk-', text.indexOf(marker));
  return { reason: 'several', position: (second < 0 ? text.lastIndexOf(marker) : second) + 1 };
}
