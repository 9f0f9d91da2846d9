import { createBytesScanner } from '../../domain/scan/bytes-scanner.ts';
import { bytesMayHoldKey } from '../../domain/scan/candidates.ts';
import type { PlacedKey } from '../../domain/scan/text-scanner.ts';
import { type StreamOptions, streamGit } from './git-stream.ts';

/** Contents up to this size are looked at whole before anything is decoded. Bytes. */
const whole = 32 * 1024 * 1024;

/** How many contents one run of git is asked for. */
const atOnce = 20_000;

interface ObjectKeys {
  /** By the name of an object; without those that have none. Lines of a message count from its own first one. */
  readonly keys: ReadonlyMap<string, readonly PlacedKey[]>;
  /** The heads of tags: what each is about, of what type, and its name. */
  readonly heads: ReadonlyMap<string, string>;
  /** Those that are larger than is searched. */
  readonly large: ReadonlySet<string>;
  /** How many objects this clone does not have. */
  readonly missing: number;
}

interface ObjectWorld extends Pick<StreamOptions, 'cwd' | 'env'> {
  /** Bytes of the largest file that is searched. */
  readonly most: number;
}

/** The keys in files, commits and tags that git keeps under these names, each given once. */
export async function keysInObjects(
  ids: readonly string[],
  { most, ...world }: ObjectWorld,
): Promise<ObjectKeys> {
  const keys = new Map<string, readonly PlacedKey[]>();
  const heads = new Map<string, string>();
  const large = new Set<string>();
  let read = 0;
  for (let from = 0; from < ids.length; ) {
    const stop = new AbortController();
    let next = from + atOnce;
    const input = `${ids.slice(from, next).join('\n')}\n`;
    const take = createBatchReader(
      most,
      (id, found, head) => {
        read += 1;
        if (found.length > 0) keys.set(id, found);
        if (head !== null) heads.set(id, head);
      },
      (id) => {
        large.add(id);
        // Git would give all of it before it goes on: another run begins with the next one.
        next = ids.indexOf(id, from) + 1;
        stop.abort();
      },
    );
    const options = { ...world, input, signal: stop.signal };
    await streamGit(['cat-file', '--batch', '--buffer'], options, take);
    from = next;
  }
  return { keys, heads, large, missing: ids.length - read - large.size };
}

/** One object that is being read. */
interface BeingRead {
  readonly id: string;
  readonly type: string;
  /** Bytes that are still to come. */
  left: number;
  readonly pieces: Buffer[];
  readonly scanner: ReturnType<typeof createBytesScanner> | null;
}

/** Reads `cat-file --batch`: a line with name, type and size, so many bytes, and the end of a line, again and again. */
function createBatchReader(
  most: number,
  take: (id: string, keys: readonly PlacedKey[], head: string | null) => void,
  tooLarge: (id: string) => void,
): (piece: Buffer) => void {
  let header = '';
  let blob: BeingRead | null = null;
  /** The end of a line behind a content is still to come. */
  let ends = false;
  /** What is still to come is not wanted. */
  let isOver = false;

  const begin = (line: string): void => {
    const [id = '', type = '', size] = line.split(' ');
    // `<name> missing`
    if (size === undefined) return;
    const left = Number(size);
    if (left > most) {
      isOver = true;
      tooLarge(id);
      return;
    }
    const scanner = type === 'blob' && left > whole ? createBytesScanner() : null;
    blob = { id, type, left, pieces: [], scanner };
    if (left === 0) finish(blob);
  };
  const finish = ({ id, type, pieces, scanner }: BeingRead): void => {
    if (type === 'commit' || type === 'tag') {
      const { head, keys } = keysOfMessage(Buffer.concat(pieces));
      take(id, keys, type === 'tag' ? head : null);
    } else take(id, scanner ? scanner.end() : keysOf(pieces), null);
    blob = null;
    ends = true;
  };
  return (piece) => {
    for (let at = 0; at < piece.length && !isOver; ) {
      if (blob) {
        const part = piece.subarray(at, at + blob.left);
        at += part.length;
        blob.left -= part.length;
        if (blob.scanner) blob.scanner.push(part);
        else blob.pieces.push(part);
        if (blob.left === 0) finish(blob);
      } else if (ends) {
        ends = false;
        at += 1;
      } else {
        const end = piece.indexOf(0x0a, at);
        header += piece.toString('latin1', at, end < 0 ? piece.length : end);
        at = end < 0 ? piece.length : end + 1;
        if (end >= 0) {
          begin(header);
          header = '';
        }
      }
    }
  };
}

/** Of a commit or a tag: its head and its message are parted by an empty line. */
function keysOfMessage(bytes: Buffer): { readonly head: string; readonly keys: readonly PlacedKey[] } {
  const end = bytes.indexOf('\n\n');
  const head = bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
  const lines = head.split('\n').length + 1;
  const keys = keysOf([bytes]).map((key) => ({ ...key, line: Math.max(1, key.line - lines) }));
  return { head, keys };
}

function keysOf(pieces: readonly Buffer[]): readonly PlacedKey[] {
  const bytes = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  if (!bytes || !bytesMayHoldKey(bytes.toString('latin1'))) return [];
  const scanner = createBytesScanner();
  scanner.push(bytes);
  return scanner.end();
}
