import { bom, toByteString } from './bytes.ts';
import { dotenvValue, scanEnv } from './scan.ts';

/** One assignment of an env file. */
interface Assignment {
  readonly name: string;
  /** As `dotenv` reads it, decoded as UTF-8. May be a secret. */
  readonly value: string;
  /** Line of the name, from 1. */
  readonly line: number;
}

export interface EnvDocument {
  /** A UTF-8 byte order mark stands first. */
  readonly bom: boolean;
  readonly assignments: readonly Assignment[];
}

/** `utf16`: UTF-16 or UTF-32, with or without a mark. `binary`: not text. */
export type UnreadableEncoding = 'utf16' | 'binary';

/** Reads an env file. Never throws; time is linear in the size of the file. */
export function readEnvDocument(
  bytes: Uint8Array,
):
  | { readonly ok: true; readonly document: EnvDocument }
  | { readonly ok: false; readonly reason: UnreadableEncoding } {
  const reason = unreadable(bytes);
  if (reason) return { ok: false, reason };
  const text = toByteString(bytes);
  const assignments: Assignment[] = [];
  const lines = lineCounter(text);
  scanEnv(text, (statement) => {
    assignments.push({
      name: statement.name,
      value: dotenvValue(text, statement),
      line: lines(statement.nameStart),
    });
  });
  return { ok: true, document: { bom: text.startsWith(bom), assignments } };
}

/** Why these bytes are not edited as an env file; null where they can be. */
export function unreadable(bytes: Uint8Array): UnreadableEncoding | null {
  const [first, second, third, fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'utf16';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'utf16';
  if (!bytes.includes(0)) return null;
  // Without a mark: text of mostly ASCII has a zero in every other byte, always on the same side.
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = sample.length / 4;
  return (even > many && odd < even / 8) || (odd > many && even < odd / 8) ? 'utf16' : 'binary';
}

/** Answers the line (from 1) of offsets that are asked in rising order. */
function lineCounter(text: string): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    for (; at < offset; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) line += 1;
    }
    return line;
  };
}
