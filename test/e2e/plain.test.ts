import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/domain/text/language.ts';
import { serve } from '../support/api.ts';
import { conversation } from '../support/conversation.ts';
import type { Variables } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { asks, firstRun, modelList, standin, terminalIn } from './setup-helpers.ts';

const ways: readonly (readonly [string, readonly string[], Variables])[] = [
  ['--plain', ['--plain'], {}],
  ['ACCESSIBLE=1', [], { ACCESSIBLE: '1' }],
  ['a dumb terminal', [], { TERM: 'dumb' }],
];

/** What moves a cursor, erases, or hides; colours are none of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const movements = /\u001b(?!\[[\d;]*m)|\r(?!\n)|[\b\u2800-\u28ff]/;

describe.each(ways)('%s', (name, args, env) => {
  test.each<Language>(['en', 'zh-CN'])(
    'a first run redraws nothing, and numbers its choices (%s)',
    async (language) => {
      const api = await standin('ok', language);
      const project = await makeProject();
      const terminal = terminalIn(project, api, {
        args: ['setup', '--no-open', '--lang', language, ...args],
        // The prompt of a line holds the cursor, as in a dumb terminal.
        env: { TERM: 'dumb', ...env },
      });
      expect(await conversation(terminal, firstRun(api.key, language))).toBe(0);
      expect(terminal.raw).not.toMatch(movements);
      expect(terminal.screen()).toMatch(/^ {2}1\. /m);
      expect(terminal.screen()).toMatch(/^ {2}2\. /m);
      expect(terminal.unwrapped()).toMatch(/^ {2}1\. gpt-6-luna.* [·-] .*\$0\.10/m);
      expect(await project.read('.env')).toContain(api.key);
    },
  );

  test('an answer that is none is complained about; a number in full width counts', async () => {
    const api = await standin('ok', 'zh-CN');
    const project = await makeProject();
    const terminal = terminalIn(project, api, {
      args: ['setup', '--no-open', '--lang', 'zh-CN', ...args],
      env: { TERM: 'dumb', ...env },
    });
    await terminal.waitForQuestion();
    await terminal.type('7');
    await terminal.enter();
    await terminal.waitFor('请输入 1 到 2 之间的数字。');
    await terminal.type('１');
    await terminal.enter();
    await terminal.waitFor(asks['zh-CN'].key);
    await terminal.key('escape');
    expect(await terminal.exit).toBe(130);
    expect(await project.snapshot()).toEqual({});
  });

  test('a wait is one line', async () => {
    const api = await serve({ 'GET /v1/models': { ...modelList, delayMs: 3500 } }, { keyless: modelList });
    const project = await makeProject();
    const terminal = terminalIn(project, api, { args: ['setup', '--no-open', ...args], env });
    await terminal.waitFor(asks.en.haveKey);
    await terminal.enter();
    await terminal.waitFor(asks.en.key);
    await terminal.typeSecret(keyBuilders.project(3));
    await terminal.enter();
    const screen = await terminal.waitFor(asks.en.go);
    expect(screen.match(/Testing the key/g), name).toHaveLength(1);
    expect(terminal.raw).not.toMatch(movements);
    await terminal.ctrlC();
    expect(await terminal.exit).toBe(130);
  });
});

test.each(['0', 'false', ''])('ACCESSIBLE=%s is no wish', async (value) => {
  const api = await standin();
  const project = await makeProject();
  const terminal = terminalIn(project, api, { env: { ACCESSIBLE: value } });
  expect(await terminal.waitForQuestion()).toContain('❯');
  await terminal.key('escape');
  expect(await terminal.exit).toBe(130);
});
