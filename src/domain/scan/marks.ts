import { marker } from '../keys/shapes.ts';

/** The marker of newer keys in base64, after 0, 1 or 2 bytes: only the digits that depend on nothing else. */
export const base64Marks: readonly string[] = [0, 1, 2].map((shift) => {
  const digits = btoa('\0'.repeat(shift) + marker).replace(/=+$/, '');
  const whole = Math.floor(((shift + marker.length) * 8) / 6);
  return digits.slice(Math.ceil((shift * 8) / 6), whole);
});
