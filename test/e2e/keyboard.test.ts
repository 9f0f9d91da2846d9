import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/domain/text/language.ts';
import { serve } from '../support/api.ts';
import { protect } from '../support/captures.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import type { Key, TerminalSession } from '../support/pty.ts';
import { asks, modelList, standin, terminalIn } from './setup-helpers.ts';

const inLanguage = {
  en: {},
  'zh-CN': { LANG: 'zh_CN.UTF-8' },
} as const satisfies Record<Language, object>;
const languages = Object.keys(inLanguage) as Language[];

const noChoice: readonly Key[] = ['left', 'right', 'space', 'tab', 'backspace', 'ctrl-t', 'ctrl-u'];

/** Opens setup and answers until the plan is asked about. */
async function atPlan(language: Language) {
  const api = await standin('ok', language);
  const project = await makeProject();
  const terminal = terminalIn(project, api, { env: inLanguage[language] });
  const words = asks[language];
  await terminal.waitFor(words.haveKey);
  await terminal.enter();
  await terminal.waitFor(words.key);
  await terminal.typeSecret(api.key);
  await terminal.enter();
  await terminal.waitFor(words.model);
  await terminal.enter();
  await terminal.waitFor(words.go);
  return { terminal, project, words, api };
}

async function leftUnchanged(terminal: TerminalSession, project: Awaited<ReturnType<typeof makeProject>>) {
  expect(await terminal.exit, terminal.screen()).toBe(130);
  expect(terminal.cursorVisible()).toBe(true);
  expect(await project.snapshot()).toEqual({});
}

describe.each(languages)('%s', (language) => {
  test('keys that are no choice do nothing: not at a list, not at the plan', async () => {
    const { terminal, project, words, api } = await atPlan(language);
    const before = terminal.screen();
    for (const key of noChoice) await terminal.key(key);
    await terminal.type('\x1b[H\x1b[F\x1b[3~\x1b[15~\x1b[5~\x1by');
    expect(terminal.screen().replace(/\s+/g, '')).toBe(before.replace(/\s+/g, ''));
    await terminal.type('n');
    await terminal.enter();
    await leftUnchanged(terminal, project);

    const again = terminalIn(project, api, { env: inLanguage[language] });
    const first = await again.waitFor(words.haveKey);
    for (const key of noChoice) await again.key(key);
    expect(again.screen()).toBe(first);
    await again.enter();
    await again.waitFor(words.key);
    for (const key of ['left', 'right', 'up', 'down', 'ctrl-t'] as const) await again.key(key);
    expect(again.screen()).not.toContain('…');
    await again.key('escape');
    await leftUnchanged(again, project);
  });

  test.each(['n', 'N', 'no', '否', '不', 'ｎ'])('"%s" at the plan writes nothing', async (no) => {
    const { terminal, project } = await atPlan(language);
    await terminal.type(no);
    await terminal.enter();
    await leftUnchanged(terminal, project);
  });

  test.each(['y', 'YES', '是', '好'])('"%s" at the plan writes', async (yes) => {
    const { terminal, project, api } = await atPlan(language);
    await terminal.type(yes);
    await terminal.enter();
    await expect
      .poll(async () => (await project.snapshot())['.env'] !== undefined, { timeout: 8000 })
      .toBe(true);
    expect(await project.read('.env')).toContain(api.key);
  });

  test('a key that is pasted where the plan is asked about, with its line break, writes nothing and is not shown', async () => {
    const { terminal, project, api } = await atPlan(language);
    await terminal.type(`${api.key}\r`);
    await terminal.type(`\x1b[200~${api.key}\r\x1b[201~`);
    expect(await project.snapshot()).toEqual({});
    await terminal.key('escape');
    await leftUnchanged(terminal, project);
  });

  describe('a question for yes or no', () => {
    const key = keyBuilders.project(41);
    const content = `OPENAI_API_KEY=${key}\n`;
    async function atFix() {
      const project = await makeProject({ '.env': content });
      chmodSync(project.at('.env'), 0o644);
      const args = ['verify', '--fix', '--offline'];
      const terminal = terminalIn(project, null, { args, env: inLanguage[language], secrets: [key] });
      const asked = await terminal.waitForQuestion();
      expect(asked).toMatch(language === 'en' ? /\? \(Y\/n\)/ : /？（Y\/n）/);
      return { terminal, project, asked };
    }

    test.each(['n', 'NO', '否', '不要'])('"%s" is no', async (no) => {
      const { terminal, project } = await atFix();
      await terminal.type(no);
      await terminal.enter();
      expect(await terminal.exit).toBe(0);
      expect(await project.mode('.env')).toBe(0o644);
    });

    test.each(['y', 'Yes', '是', '好的', ''])('"%s" is yes', async (yes) => {
      const { terminal, project } = await atFix();
      if (yes !== '') await terminal.type(yes);
      await terminal.enter();
      expect(await terminal.exit).toBe(0);
      expect(await project.mode('.env')).toBe(0o600);
    });

    test('keys that are no choice do not take back a typed no', async () => {
      const { terminal, project } = await atFix();
      await terminal.type('n');
      for (const key of ['left', 'right', 'up', 'down', 'tab', 'ctrl-t'] as const) await terminal.key(key);
      await terminal.enter();
      expect(await terminal.exit).toBe(0);
      expect(await project.mode('.env')).toBe(0o644);
    });

    test('another answer is complained about in the language; a pasted key is not shown; Esc leaves', async () => {
      const { terminal, project } = await atFix();
      await terminal.type('ja');
      await terminal.enter();
      await terminal.waitFor(
        language === 'en' ? 'Type y for yes or n for no.' : '请输入 y（是）或 n（否）。',
      );
      await terminal.type(`${key}\r`);
      await terminal.type(`\x1b[200~${key}\r\x1b[201~`);
      expect(terminal.screen()).not.toContain('sk-proj-A');
      await terminal.key('escape');
      expect(await terminal.exit).toBe(130);
      expect(await project.mode('.env')).toBe(0o644);
    });
  });

  test('what is typed while the API is asked is not shown, not kept, and answers nothing', async () => {
    const api = await serve({ 'GET /v1/models': { ...modelList, delayMs: 2500 } }, { keyless: modelList });
    const project = await makeProject();
    const key = keyBuilders.project(5);
    protect(key);
    const words = asks[language];
    const terminal = terminalIn(project, api, { env: inLanguage[language] });
    await terminal.waitFor(words.haveKey);
    await terminal.enter();
    await terminal.waitFor(words.key);
    await terminal.typeSecret(key);
    await terminal.enter();
    await expect.poll(() => api.requests.some(({ keySent }) => keySent)).toBe(true);
    await terminal.type(key);
    await terminal.type(`\r\rqwertz\r${key}\r\x1b[B\r`);
    const screen = await terminal.waitFor(words.go);
    expect(screen).not.toContain('qwertz');
    // The cursor stands where it does at first.
    expect(screen).toMatch(/\? .*\n❯/);
    // No frame of what turned is left, nor an empty line for each Enter.
    expect(screen).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    await terminal.key('escape');
    await leftUnchanged(terminal, project);
  });

  test('Ctrl-C while the API is asked ends it at once, without a trace of itself', async () => {
    const api = await serve(() => ({ fault: 'hang' }), { keyless: modelList });
    const project = await makeProject();
    const words = asks[language];
    const terminal = terminalIn(project, api, { env: inLanguage[language] });
    await terminal.waitFor(words.haveKey);
    await terminal.enter();
    await terminal.waitFor(words.key);
    await terminal.typeSecret(keyBuilders.project(5));
    await terminal.enter();
    await terminal.waitFor(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    await terminal.ctrlC();
    await leftUnchanged(terminal, project);
    expect(terminal.screen()).not.toMatch(/\^C|[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
  });

  test.each([
    ['as it comes', (text: string) => text],
    ['marked as pasted', (text: string) => `\x1b[200~${text}\x1b[201~`],
  ])(
    'a paste of 100 KB, %s, is capped and drawn once for each chunk, and Ctrl-C works meanwhile',
    async (_, form) => {
      const api = await standin('ok', language);
      const project = await makeProject();
      const words = asks[language];
      const terminal = terminalIn(project, api, { env: inLanguage[language] });
      await terminal.waitFor(words.haveKey);
      await terminal.enter();
      await terminal.waitFor(words.key);
      const before = terminal.raw.length;
      await terminal.type(form('line of a log\n'.repeat(7500)));
      await terminal.waitFor('16384');
      expect(terminal.raw.slice(before).split('\x1b[J').length).toBeLessThan(400);
      expect(terminal.screen()).not.toContain('line of a log');
      await terminal.ctrlC();
      await leftUnchanged(terminal, project);
    },
  );

  test('Ctrl-C in the middle of a paste ends it, and the rest of it is no answer', async () => {
    const api = await standin('ok', language);
    const project = await makeProject();
    const words = asks[language];
    const terminal = terminalIn(project, api, { env: inLanguage[language] });
    await terminal.waitFor(words.haveKey);
    await terminal.enter();
    await terminal.waitFor(words.key);
    await terminal.type(`\x1b[200~${'x'.repeat(5000)}\x03${'y\r'.repeat(5000)}`);
    await leftUnchanged(terminal, project);
  });
});

test('Esc leaves at a list as well, and at a question of plain terminals', async () => {
  for (const TERM of ['xterm-256color', 'dumb']) {
    const api = await standin();
    const project = await makeProject();
    const terminal = terminalIn(project, api, { env: { TERM } });
    await terminal.waitForQuestion();
    await terminal.key('escape');
    await leftUnchanged(terminal, project);
  }
});
