import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pages } from '../../src/i18n/openai-pages.ts';
import { conversation } from '../support/conversation.ts';
import type { Variables } from '../support/environment.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { asks, noProgram, standin, terminalIn } from './setup-helpers.ts';

/** A desktop whose browser writes down what it is to open. */
function desktop(): { readonly env: Variables; readonly opened: () => readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'desktop-'));
  const log = join(folder, 'opened');
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\necho "$1" >> "${log}"\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  return {
    env: { DISPLAY: ':0', PATH: [folder, process.env['PATH']].join(delimiter) },
    opened: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}

const signup = 'https://platform.openai.com/signup';
const languages = [
  ['en', 'C.UTF-8'],
  ['zh-CN', 'zh_CN.UTF-8'],
] as const;

describe.skipIf(process.platform !== 'linux')('with a browser', () => {
  test.each(languages)('the guide: Enter opens each page, then goes on: %s', async (language, LANG) => {
    const [api, project, { env, opened }] = [await standin('ok', language), await makeProject(), desktop()];
    const session = terminalIn(project, api, { args: ['setup'], env: { ...env, LANG } });
    const words = asks[language];
    const page = (number: number) => ({ asks: new RegExp(`^\\? ${number}\\. `) });
    const code = await conversation(session, [
      { asks: words.haveKey, keys: ['down'] },
      ...[1, 2, 3, 4].flatMap((number) => [page(number), page(number)]),
      { asks: words.key, secret: api.key },
      { asks: words.model },
      { asks: words.go },
      noProgram(language),
    ]);
    expect(code, session.screen()).toBe(0);
    await expect.poll(() => opened()).toEqual([signup, pages.billing, pages.limits, pages.keys]);
  });

  test('the guide: back, and skip', async () => {
    const [api, project, { env, opened }] = [await standin(), await makeProject(), desktop()];
    const session = terminalIn(project, api, { args: ['setup'], env });
    const code = await conversation(session, [
      { asks: asks.en.haveKey, keys: ['down'] },
      { asks: /^\? 1\. /, keys: ['down'] },
      { asks: /^\? 2\. /, keys: ['down', 'down'] },
      { asks: /^\? 1\. /, keys: ['down', 'down'] },
      { asks: asks.en.key, secret: api.key },
      { asks: asks.en.model },
      { asks: asks.en.go },
      noProgram(),
    ]);
    expect(code, session.screen()).toBe(0);
    expect(opened()).toEqual([]);
  });

  test.each(languages)('no credit: Enter opens the billing page, then tries again: %s', async (_, LANG) => {
    const [project, { env, opened }] = [await makeProject(), desktop()];
    const session = openTerminal({ args: ['demo', 'no-credit'], cwd: project.path, env: { ...env, LANG } });
    const asked: string[] = [];
    for (;;) {
      const question = await session.nextQuestion(20_000);
      if (question === null) break;
      asked.push(question.replace(/\s+/g, ' '));
      expect(asked.length).toBeLessThan(12);
      await session.enter();
    }
    expect(await session.exit, session.screen()).toBe(0);
    const failed = asked.filter((one) => one.includes(pages.billing));
    expect(failed[0]).toMatch(/❯ (?:Open|在浏览器中打开) https:/);
    expect(failed[1]).toMatch(/❯ (?:Done: try again|已完成，重试)/);
    // A rehearsal opens nothing.
    expect(opened()).toEqual([]);
  });
});
