import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packedFiles } from '../../src/adapters/system/npm-pack.ts';

let folder: string;
/** No part of the project: only from there programs are run. */
let tools: string;
/** Of this machine only where npm is. */
const env = {
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  npm_config_cache: join(tmpdir(), 'npm-pack-test-cache'),
};
const ask = (more: Record<string, string> = {}, limit = 20_000) =>
  packedFiles(folder, { env: { ...env, ...more }, platform: process.platform, limit });
const manifest = (content: object | string) =>
  writeFileSync(
    join(folder, 'package.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'npm-pack-'));
  tools = mkdtempSync(join(tmpdir(), 'tools-'));
  writeFileSync(join(folder, '.env'), 'A=1\n');
});
afterEach(() => {
  for (const one of [folder, tools]) rmSync(one, { recursive: true });
});

test('npm would publish an env file that nothing leaves out, and no script is run for the answer', async () => {
  manifest({ name: 'a', version: '1.0.0', scripts: { prepack: 'touch ran', prepare: 'touch ran' } });
  expect(await ask()).toContain('.env');
  expect(existsSync(join(folder, 'ran'))).toBe(false);
});

test('not what .gitignore leaves out', async () => {
  manifest({ name: 'a', version: '1.0.0' });
  writeFileSync(join(folder, '.gitignore'), '.env\n');
  expect(await ask()).toEqual(['package.json']);
});

test.each([
  ['private', { name: 'a', version: '1.0.0', private: true }],
  ['without a name', { version: '1.0.0' }],
  ['without a version', { name: 'a' }],
  ['broken', '{'],
  ['no object', 'null'],
])('a package that is %s is not asked about', async (_, content) => {
  manifest(content);
  expect(await ask({ PATH: '' })).toBeNull();
});

test('no package', async () => expect(await ask()).toBeNull());

test.each([
  ['hangs', 'exec sleep 60'],
  ['fails', 'exit 1'],
  ['says nothing', 'exit 0'],
  ['says something else', 'echo 3'],
])('an npm that %s is no answer', async (_, script) => {
  manifest({ name: 'a', version: '1.0.0' });
  writeFileSync(join(tools, 'npm'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(tools, 'npm'), 0o755);
  expect(await ask({ PATH: `${tools}:${process.env['PATH']}` }, 300)).toBeNull();
});

test('an answer by package name is understood as well', async () => {
  manifest({ name: 'a', version: '1.0.0' });
  writeFileSync(join(tools, 'npm'), `#!/bin/sh\necho '{"a":{"files":[{"path":".env"},{}]}}'\n`);
  chmodSync(join(tools, 'npm'), 0o755);
  expect(await ask({ PATH: `${tools}:${process.env['PATH']}` })).toEqual(['.env']);
});
