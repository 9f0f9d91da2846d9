import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packTokens } from '../../scripts/build/token-table.mjs';
import { readTokens } from '../../src/adapters/system/token-table.ts';

const own = ranks as (string | number[])[];
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-table-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('each of the 199,998 tokens is the one that the kept tokenizer has', async () => {
  const path = join(folder, 'table.br');
  writeFileSync(path, await packTokens(own));
  const read = readTokens(path);
  expect(read).toHaveLength(199_998);
  expect(own).toHaveLength(199_998);
  const same = (rank: number) => JSON.stringify(own[rank]) === JSON.stringify(read[rank]);
  expect([...own.keys()].filter((rank) => !same(rank))).toEqual([]);
  // Both kinds are there: text, and bytes that are none.
  expect(own.filter((token) => typeof token !== 'string')).toHaveLength(1571);
});

test('a table that cannot be packed this way is refused', async () => {
  await expect(packTokens(own.slice(1))).rejects.toThrow('begins with 255 single bytes');
  await expect(packTokens([...own.slice(0, 256), 'sentence'])).rejects.toThrow('token 256 joins no two');
});
