import { expect, test } from 'vitest';
import type { Language } from '../../src/domain/text/language.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { asks, terminalIn } from './setup-helpers.ts';

const said = {
  en: { warned: 'cannot be reached from here', title: 'The proxy cannot be reached', folder: 'folder' },
  'zh-CN': { warned: '目前从本机无法连接 API', title: '无法连接代理', folder: '文件夹' },
} as const;

test.each<[Language, number]>([
  ['en', 80],
  ['zh-CN', 40],
])('a bare run offline tells the folder first, and the failure once (%s)', async (language, columns) => {
  const project = await makeProject();
  const words = asks[language];
  const key = keyBuilders.project(9);
  const terminal = terminalIn(project, null, {
    args: [],
    columns,
    env: { LANG: language === 'en' ? 'C.UTF-8' : 'zh_CN.UTF-8', HTTPS_PROXY: 'http://127.0.0.1:1' },
    secrets: [key],
  });
  const first = await terminal.waitFor(words.haveKey);
  expect(first.indexOf(said[language].folder)).toBeLessThan(first.indexOf(words.haveKey.slice(0, 3)));
  expect(first).toContain(said[language].folder);
  await terminal.enter();
  await terminal.waitFor(words.key);
  await terminal.typeSecret(key);
  await terminal.enter();
  const screen = await terminal.waitFor(/What next|下一步/);
  // What was said before the key was pasted is not said again, nor is the verdict said before.
  expect(screen.split(`✖ ${said[language].title}`)).toHaveLength(2);
  expect(screen.split(said[language].warned).length).toBeLessThanOrEqual(2);
  await terminal.key('escape');
  expect(await terminal.exit).toBe(130);
  expect(await terminal.waitFor(/^└ /m)).toMatch(/^■ /m);
  expect(await project.snapshot()).toEqual({});
});
