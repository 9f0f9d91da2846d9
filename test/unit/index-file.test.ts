import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isInIndex, readIndexFile } from '../../src/domain/git/index-file.ts';

/** One entry as gitformat-index(5) has it; `extended`: with two more bytes of flags, from version 3 on. */
interface Entry {
  readonly path: string;
  readonly extended?: boolean;
}

interface Made {
  readonly version?: number;
  readonly hashLength?: 20 | 32;
  readonly entries?: readonly Entry[];
  /** Name and content of each. */
  readonly extensions?: readonly (readonly [string, Buffer])[];
  readonly signature?: string;
}

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** How much of the path before to drop, as version 4 writes it: 7 bits in a byte, each step further counting one less. */
function dropping(count: number): Buffer {
  const bytes = [count & 0x7f];
  for (let rest = count >> 7; rest > 0; rest = (rest - 1) >> 7) bytes.unshift(0x80 | ((rest - 1) & 0x7f));
  return Buffer.from(bytes);
}

function index({ version = 2, hashLength = 20, entries = [], extensions = [], signature = 'DIRC' }: Made) {
  const parts = [Buffer.from(signature), number(version), number(entries.length)];
  let before = '';
  for (const { path, extended = false } of entries) {
    const name = Buffer.from(path);
    const flags = Buffer.alloc(extended ? 4 : 2);
    flags.writeUInt16BE((extended ? 0x4000 : 0) | Math.min(name.length, 0xfff));
    const head = Buffer.concat([Buffer.alloc(40, 1), Buffer.alloc(hashLength, 7), flags]);
    if (version === 4) {
      const same = [...name].findIndex((byte, at) => byte !== Buffer.from(before)[at]);
      const kept = same === -1 ? name.length : same;
      const dropped = Buffer.from(before).length - kept;
      parts.push(head, dropping(dropped), name.subarray(kept), Buffer.alloc(1));
    } else {
      const length = head.length + name.length;
      parts.push(head, name, Buffer.alloc(8 - (length % 8)));
    }
    before = path;
  }
  for (const [name, content] of extensions) parts.push(Buffer.from(name), number(content.length), content);
  const all = Buffer.concat(parts);
  const hash = createHash(hashLength === 20 ? 'sha1' : 'sha256')
    .update(all)
    .digest();
  return new Uint8Array(Buffer.concat([all, hash]));
}

const paths = ['.env', 'a/b.ts', 'a/bc.ts', 'a/eight-by', 'ö/x', `long/${'x'.repeat(300)}`, 'm', 'z'];
const entries: readonly Entry[] = paths.map((path) => ({ path }));
const latin = (path: string): string => Buffer.from(path).toString('latin1');

describe('an index', () => {
  for (const version of [2, 3, 4])
    for (const hashLength of [20, 32] as const)
      test(`of version ${version}, with hashes of ${hashLength} bytes, has its paths`, () => {
        const read = readIndexFile(index({ version, hashLength, entries }), hashLength);
        expect([...(read?.paths ?? [])]).toEqual(paths.map(latin));
        expect(read?.shared).toBeNull();
      });

  test('of a version that has extended flags may mix them', () => {
    for (const version of [3, 4]) {
      const mixed = entries.map((entry, at) => ({ ...entry, extended: at % 2 === 0 }));
      expect([...(readIndexFile(index({ version, entries: mixed }), 20)?.paths ?? [])]).toEqual(
        paths.map(latin),
      );
    }
  });

  test.each<[string, Made]>([
    ['another file', { signature: 'DIRX' }],
    ['version 1', { version: 1 }],
    ['version 5', { version: 5 }],
    ['an extension that must be understood', { extensions: [['abcd', Buffer.alloc(3)]] }],
    ['one whose first letter is z', { extensions: [['zbcd', Buffer.alloc(3)]] }],
  ])('%s is none that can be read', (_, made) =>
    expect(readIndexFile(index({ entries, ...made }), 20)).toBeNull(),
  );

  test('with extensions that need not be understood is read past them', () => {
    const extensions = [
      ['TREE', Buffer.alloc(7)],
      ['ZZZZ', Buffer.alloc(0)],
      ['sdir', Buffer.alloc(0)],
    ] as const;
    expect(readIndexFile(index({ entries, extensions }), 20)).toMatchObject({ shared: null });
  });

  test.each([20, 32] as const)('that has its other entries in a file (%i) names it', (hashLength) => {
    const link = (fill: number): Made => ({
      hashLength,
      entries,
      extensions: [['link', Buffer.concat([Buffer.alloc(hashLength, fill), Buffer.from('bits')])]],
    });
    expect(readIndexFile(index(link(0x0a)), hashLength)?.shared).toBe('0a'.repeat(hashLength));
    expect(readIndexFile(index(link(0)), hashLength)?.shared).toBeNull();
  });

  test('that is cut off anywhere is none: it would say that a file is not tracked', () => {
    const extensions = [['TREE', Buffer.alloc(9)]] as const;
    for (const version of [2, 4]) {
      const whole = index({ version, entries, extensions });
      const bare = index({ version, entries });
      for (let length = 0; length < whole.length; length += 1) {
        // Cut where the extension begins it is a whole index without it.
        const ends = length === bare.length;
        expect(readIndexFile(whole.subarray(0, length), 20) === null, `${version}, ${length}`).toBe(!ends);
      }
    }
  });
});

describe('whether a path is in an index', () => {
  const read = readIndexFile(
    index({ version: 3, entries: ['.env', 'Apps/A/.env', 'ö/.env', 'sparse/'].map((path) => ({ path })) }),
    20,
  );
  if (!read) throw new Error('no index');
  test.each<[string, boolean, boolean | null]>([
    ['.env', false, true],
    ['.ENV', false, false],
    ['.ENV', true, true],
    ['apps/a/.env', false, false],
    ['apps/a/.env', true, true],
    ['ö/.env', false, true],
    ['env', true, false],
    ['.envx', true, false],
    ['sparse/.env', false, null],
    ['sparse/deep/.env', false, null],
    ['sparse/.env', true, null],
    ['sparse', false, false],
    ['other/sparse/.env', false, false],
  ])('%s, where case counts not: %s', (path, ignoreCase, expected) =>
    expect(isInIndex(read, path, ignoreCase)).toBe(expected),
  );
});
