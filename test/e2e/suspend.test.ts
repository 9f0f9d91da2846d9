import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { protect } from '../support/captures.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { openInShell, shellsHere, suspendAndResume } from '../support/shells.ts';
import { asks, completion, modelList, standin, terminalIn } from './setup-helpers.ts';

const languages = [
  ['en', {}],
  ['zh-CN', { LANG: 'zh_CN.UTF-8' }],
] as const;

describe.each(shellsHere)('in %s', (shell) => {
  test.each(languages)(
    'Ctrl-Z and fg at each question of a first run: it goes on, and the key stays hidden (%s)',
    async (language, env) => {
      const api = await standin('ok', language);
      const project = await makeProject();
      const words = asks[language];
      const terminal = await openInShell(shell, project, ['setup', '--no-open', '--lang', language], {
        OPENAI_BASE_URL: api.baseURL,
        ...env,
      });
      for (const [at, question] of [words.haveKey, words.key, words.model, words.go].entries()) {
        await terminal.waitFor(question);
        await suspendAndResume(terminal);
        await terminal.waitFor(new RegExp(`fg[\\s\\S]*${question.slice(0, 4)}`));
        if (at === 1) await terminal.typeSecret(api.key);
        await terminal.enter();
      }
      await terminal.waitFor(words.program);
      expect(await project.read('.env')).toContain(api.key);
      await terminal.key('escape');
      await terminal.waitFor('■');
      // The shell has its terminal back, with its echo.
      await terminal.type('stty -a | tr -s "; " "\\n" | grep -xE -- "-?(echo|icanon|isig)" | tr "\\n" " "');
      await terminal.enter();
      await terminal.waitFor(/^isig icanon echo/m);
    },
    60_000,
  );

  test('Ctrl-Z and fg while the API is asked: what is pasted next stays hidden, and answers nothing', async () => {
    let answered = false;
    const api = await serve(
      ({ method }) => {
        if (method !== 'GET') return completion;
        const first = !answered;
        answered = true;
        return first ? { ...modelList, delayMs: 3000 } : modelList;
      },
      { keyless: modelList },
    );
    const project = await makeProject();
    const key = keyBuilders.project(5);
    protect(key);
    const terminal = await openInShell(shell, project, ['setup', '--no-open'], {
      OPENAI_BASE_URL: api.baseURL,
    });
    await terminal.waitFor(asks.en.haveKey);
    await terminal.enter();
    await terminal.waitFor(asks.en.key);
    await terminal.typeSecret(key);
    await terminal.enter();
    await expect.poll(() => api.requests.some(({ keySent }) => keySent)).toBe(true);
    await terminal.key('ctrl-z');
    await terminal.waitFor(/stopped|suspended/i);
    await terminal.type('fg');
    await terminal.enter();
    await terminal.type(`${key}\r\r\r`);
    await terminal.waitFor(asks.en.go);
    expect(await project.snapshot()).toEqual({});
    await terminal.ctrlC();
    await terminal.waitFor(/nothing (?:was|has been) changed/i);
  });
});

test('where nothing can be suspended, Ctrl-Z is no key', async () => {
  const api = await standin();
  const project = await makeProject();
  const terminal = terminalIn(project, api);
  await terminal.waitForQuestion();
  await terminal.key('ctrl-z');
  await expect.poll(() => terminal.raw.split('\x1b[?2004h').length, { timeout: 8000 }).toBe(3);
  // The terminal is taken first, and the question drawn again after it.
  await terminal.waitForQuestion();
  expect(terminal.screen().split(asks.en.haveKey)).toHaveLength(2);
  await terminal.enter();
  await terminal.waitFor(asks.en.key);
  await terminal.key('ctrl-z');
  await expect.poll(() => terminal.raw.split('\x1b[?2004h').length, { timeout: 8000 }).toBe(4);
  await terminal.typeSecret(api.key);
  await terminal.enter();
  expect(await terminal.waitFor(asks.en.model)).toContain('164');
  await terminal.ctrlC();
  expect(await terminal.exit).toBe(130);
});
