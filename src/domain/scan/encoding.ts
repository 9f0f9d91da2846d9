/** How a file is to be read for keys; `binary`: not at all. Names as `TextDecoder` has them. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'binary';

/** As much as git looks at. */
const looked = 8_000;

/** Tells from the beginning of a file: by its mark, else by where its zero bytes are. */
export function encodingOf(start: Uint8Array): TextEncodingName {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = start.subarray(0, looked - (looked % 2));
  if (!sample.includes(0)) return 'utf-8';
  const zeros: [number, number] = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = zeros;
  // Text of mostly ASCII has a zero in every other byte, always on the same side.
  const most = sample.length / 2;
  if (even === 0 && odd > most * 0.7) return 'utf-16le';
  if (odd === 0 && even > most * 0.7) return 'utf-16be';
  return 'binary';
}
