import { genuineShapes, marker } from '../keys/shapes.ts';

/** How newer keys begin; that of the oldest ones, `sk-`, says too little. */
export const namedPrefixes: readonly string[] = [
  ...genuineShapes.map(({ prefix }) => prefix).filter((prefix) => prefix !== 'sk-'),
  'sk-service-',
];

/** A text in base64, after 0, 1 or 2 bytes: only the digits that depend on nothing else. */
const inBase64 = (text: string): readonly string[] =>
  [0, 1, 2].map((shift) => {
    const digits = btoa('\0'.repeat(shift) + text).replace(/=+$/, '');
    const whole = Math.floor(((shift + text.length) * 8) / 6);
    return digits.slice(Math.ceil((shift * 8) / 6), whole);
  });

/** What a key of OpenAI in base64 shows: its marker's digits, and those of how newer ones begin, should a line break cut the marker's. */
export const base64Marks: readonly string[] = [marker, ...namedPrefixes].flatMap(inBase64);
