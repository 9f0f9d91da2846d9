/** How bytes are to be read as text; `binary`: not at all. Names as `TextDecoder` has them. */
type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'binary';

/** As much as git looks at. */
const looked = 8_000;

/** Tells from the beginning of a text: by its mark, else by where its zero bytes are. UTF-32 counts as UTF-16. */
export function encodingOf(start: Uint8Array): TextEncodingName {
  const mark = start.subarray(0, 4).join();
  if (mark.startsWith('255,254')) return 'utf-16le';
  if (mark.startsWith('254,255') || mark === '0,0,254,255') return 'utf-16be';
  const sample = start.subarray(0, looked);
  if (!sample.includes(0)) return 'utf-8';
  const zeros = (side: 0 | 1): number => sample.filter((byte, at) => byte === 0 && at % 2 === side).length;
  const [even, odd] = [zeros(0), zeros(1)];
  // Text of mostly ASCII has a zero in every other byte, nearly always on the same side.
  const many = sample.length / 4;
  if (odd > many && even < odd / 8) return 'utf-16le';
  return even > many && odd < even / 8 ? 'utf-16be' : 'binary';
}
