/** What git's index says of files; see gitformat-index(5), versions 2 to 4. */
interface IndexFile {
  /** Paths from the top of the work tree, one character for each byte; a folder of a sparse index has a `/` at its end. */
  readonly paths: ReadonlySet<string>;
  /** The name of the file that holds the other entries (split index), in hexadecimal; null where this one has all. */
  readonly shared: string | null;
}

/**
 * Reads an index. `hashLength`: 20 bytes, or 32 in a repository with SHA-256. Null for what is no index, is cut off, or
 * has an extension that must be understood and is not.
 */
export function readIndexFile(bytes: Uint8Array, hashLength: 20 | 32): IndexFile | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - hashLength;
  if (end < 12 || view.getUint32(0) !== signature('DIRC')) return null;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return null;
  const entries = readEntries(bytes, { version, count: view.getUint32(8), hashLength, end });
  if (!entries) return null;
  let shared: string | null = null;
  for (let at = entries.end; at < end; ) {
    if (at + 8 > end) return null;
    const name = view.getUint32(at);
    const size = view.getUint32(at + 4);
    const start = at + 8;
    at = start + size;
    if (at > end) return null;
    if (name === signature('link')) {
      const hash = bytes.subarray(start, start + hashLength);
      if (hash.some((byte) => byte !== 0))
        shared = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    } else if (name !== signature('sdir') && isLower(name >>> 24)) return null;
  }
  return { paths: entries.paths, shared };
}

const signature = (name: string): number =>
  [...name].reduce((sum, char) => sum * 256 + char.charCodeAt(0), 0);
const isLower = (code: number): boolean => code >= 97 && code <= 122;

interface Layout {
  readonly version: number;
  readonly count: number;
  readonly hashLength: number;
  readonly end: number;
}

/** The entries, and where they end; null where they do not fit. */
function readEntries(
  bytes: Uint8Array,
  { version, count, hashLength, end }: Layout,
): { readonly paths: ReadonlySet<string>; readonly end: number } | null {
  const paths = new Set<string>();
  let at = 12;
  let before = '';
  for (let nth = 0; nth < count; nth += 1) {
    const start = at;
    at += 40 + hashLength;
    if (at + 2 > end) return null;
    const isExtended = version > 2 && ((bytes[at] ?? 0) & 0x40) !== 0;
    at += isExtended ? 4 : 2;
    let kept = '';
    if (version === 4) {
      const [dropped, next] = readNumber(bytes, at);
      if (dropped > before.length) return null;
      kept = before.slice(0, before.length - dropped);
      at = next;
    }
    const close = bytes.indexOf(0, at);
    if (close === -1 || close >= end) return null;
    const path = kept + text(bytes.subarray(at, close));
    // Up to eight bytes of nothing, to a multiple of eight.
    at = version === 4 ? close + 1 : start + Math.ceil((close - start + 1) / 8) * 8;
    paths.add(path);
    before = path;
  }
  return { paths, end: at };
}

/** A number in the form of gitformat-pack(5)'s offsets. */
function readNumber(bytes: Uint8Array, from: number): readonly [value: number, end: number] {
  let at = from;
  let byte = bytes[at++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && at < bytes.length && value < 2 ** 32) {
    byte = bytes[at++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return [value, at];
}

function text(bytes: Uint8Array): string {
  let result = '';
  for (const byte of bytes) result += String.fromCharCode(byte);
  return result;
}

/** Whether a path is in the index; null where a folder stands for all that is in it. */
export function isInIndex(
  { paths }: Pick<IndexFile, 'paths'>,
  path: string,
  ignoreCase: boolean,
): boolean | null {
  const wanted = text(new TextEncoder().encode(path));
  if (paths.has(wanted)) return true;
  const parts = wanted.split('/').slice(0, -1);
  const folders = parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`);
  if (folders.some((folder) => paths.has(folder))) return null;
  if (!ignoreCase) return false;
  const lower = wanted.toLowerCase();
  for (const one of paths) if (one.length === lower.length && one.toLowerCase() === lower) return true;
  return false;
}
