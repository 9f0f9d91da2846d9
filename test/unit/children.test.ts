import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { childEnv, findProgram } from '../../src/adapters/system/children.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'children-')));
afterAll(() => rmSync(root, { recursive: true }));

const tools = join(root, 'tools');
const project = join(root, 'project');
const deep = join(project, 'apps/web');
const bin = join(project, 'node_modules/.bin');
const elsewhere = join(root, 'npx/node_modules/.bin');
for (const folder of [tools, deep, bin, elsewhere, join(project, 'bin')])
  mkdirSync(folder, { recursive: true });
writeFileSync(join(project, 'package.json'), '{}');
symlinkSync(join(project, 'bin'), join(root, 'link'));
for (const folder of [tools, bin, elsewhere, join(project, 'bin')]) {
  writeFileSync(join(folder, 'git'), '#!/bin/sh\n');
  chmodSync(join(folder, 'git'), 0o755);
}

describe.skipIf(process.platform === 'win32')('what a child gets', () => {
  test('no variable of OpenAI, whatever its case', () => {
    const env = childEnv({
      env: { OPENAI_API_KEY: 'a', openai_base_url: 'b', OPENAI_ANYTHING: 'c', HOME: '/h', MY_OPENAI_: 'd' },
      cwd: deep,
    });
    expect(env).toEqual({ HOME: '/h', MY_OPENAI_: 'd' });
  });

  test.each([
    ['its own packages', bin],
    ['packages of npx', elsewhere],
    ['another folder of it', join(project, 'bin')],
    ['a link into it', join(root, 'link')],
    ['a relative folder', 'bin'],
    ['the folder that it is started in', ''],
    ['a parent by dots', join(tools, '../project/bin')],
  ])('no PATH that leads into the project: %s', (_, folder) => {
    const PATH = [folder, tools].join(':');
    for (const cwd of [project, deep]) {
      expect(childEnv({ env: { PATH }, cwd })).toEqual({ PATH: tools });
      expect(findProgram('git', { env: { PATH }, cwd })).toBe(join(tools, 'git'));
    }
    expect(findProgram('git', { env: { PATH: folder }, cwd: deep })).toBeNull();
  });

  test('what is below the home folder is no project, though the home folder is one', () => {
    const home = realpathSync(process.env['HOME'] ?? '/');
    const PATH = join(home, '.tools/bin');
    expect(childEnv({ env: { PATH }, cwd: home })).toEqual({ PATH });
    expect(childEnv({ env: { PATH }, cwd: '/' })).toEqual({ PATH });
  });

  test('a folder or a file that cannot be run is no program', () => {
    mkdirSync(join(tools, 'npm'));
    writeFileSync(join(tools, 'yarn'), '');
    for (const name of ['npm', 'yarn', 'none'])
      expect(findProgram(name, { env: { PATH: tools }, cwd: deep })).toBeNull();
  });
});
