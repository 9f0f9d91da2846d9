import { encodingOf } from '../text/encoding.ts';
import { bom, toByteString } from './bytes.ts';
import { dotenvValue, scanEnv } from './scan.ts';

/** One assignment of an env file. */
export interface Assignment {
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
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8') return bytes.includes(0) ? 'binary' : null;
  return encoding === 'binary' ? encoding : 'utf16';
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
