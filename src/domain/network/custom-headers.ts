/** Headers that a call must not take from outside: the key's own, and those that belong to the connection. */
const notTaken: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'host',
  'connection',
  'content-length',
  'content-type',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** What stands in them: they are made to carry keys and tokens of gateways. */
export const headerValues = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .flatMap((line) => (line.includes(':') ? [line.slice(line.indexOf(':') + 1).trim()] : []));

interface CustomHeaders {
  /** What may be sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of what was left out. */
  readonly leftOut: readonly string[];
}

/**
 * Reads `OPENAI_CUSTOM_HEADERS` as the SDK does (lines of `Name: value`). Only the shell's is ever read: a
 * project's file has no say in what is sent beside a key.
 */
export function readCustomHeaders(text: string | undefined): CustomHeaders {
  const headers: Record<string, string> = {};
  const leftOut: string[] = [];
  for (const line of (text ?? '').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name)) continue;
    if (notTaken.has(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) leftOut.push(name);
    else headers[name] = value;
  }
  return { headers, leftOut };
}
