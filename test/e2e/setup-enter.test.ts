import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../src/domain/text/language.ts';
import { conversation } from '../support/conversation.ts';
import type { Variables } from '../support/environment.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { TerminalSession } from '../support/pty.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import {
  asks,
  chinese,
  escapes,
  firstRun,
  keyed,
  listThenChat,
  noProgram,
  standin,
  terminalIn,
} from './setup-helpers.ts';

const inLanguage: Record<Language, Variables> = {
  en: { LANG: 'C.UTF-8' },
  'zh-CN': { LANG: 'zh_CN.UTF-8' },
};

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry(['openai', 'dotenv']);
}, 120_000);
afterAll(() => registry.close());

interface Look {
  readonly name: string;
  readonly language: Language;
  readonly columns: number;
  readonly env?: Variables;
  /** Enter at the last question as well: a first program is written, installed for and run, which takes its time. */
  readonly runs?: true;
}

const looks: readonly Look[] = [
  { name: 'English, 80 columns', language: 'en', columns: 80 },
  { name: 'English, 40 columns', language: 'en', columns: 40 },
  { name: 'Chinese, 80 columns', language: 'zh-CN', columns: 80, runs: true },
  { name: 'Chinese, 40 columns', language: 'zh-CN', columns: 40 },
  { name: 'English, a dumb terminal', language: 'en', columns: 80, env: { TERM: 'dumb' } },
  { name: 'Chinese, a dumb terminal of 40 columns', language: 'zh-CN', columns: 40, env: { TERM: 'dumb' } },
  { name: 'English, NO_COLOR', language: 'en', columns: 80, env: { NO_COLOR: '1' } },
];

async function firstRunIn({ language, columns, env, runs }: Omit<Look, 'name'>) {
  const api = await standin('ok', language);
  const project = await makeProject();
  const session = terminalIn(project, api, {
    args: [],
    columns,
    env: { ...inLanguage[language], ...registry.env, ...env },
  });
  const last = { asks: asks[language].program, ...(runs ? {} : { types: 'n' }) };
  const steps = firstRun(api.key, language, last);
  const code = await conversation(session, steps, { timeoutMs: 60_000 });
  return { api, project, session, code };
}

/** What is as long as it is, and may be broken: the folder, the request id, addresses. */
function withoutLongTexts(screen: string, project: Project): string {
  const broken = (text: string) =>
    new RegExp([...text].map((sign) => sign.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('[\\s│]*'), 'g');
  return screen
    .replace(broken(project.path), '')
    .replace(/req_(?:[\s│]*[0-9a-f]){32}/g, '')
    .replace(broken('https://platform.openai.com/settings/organization/limits'), '');
}

/** Latin words and names such as `gpt-6-luna`, without the signs around them. */
function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[A-Za-z][A-Za-z0-9.'_-]*[A-Za-z0-9]/g));
}

/** Every word of the narrow screen, against those of a screen where nothing has to be broken. */
function brokenWords(narrow: string, wide: string): readonly string[] {
  const whole = wordsOf(wide);
  return [...wordsOf(narrow)].filter((word) => !whole.has(word));
}

function brokenByTheTerminal(session: TerminalSession): readonly string[] {
  const shown = new Set(session.screen().split('\n'));
  return session
    .unwrapped()
    .split('\n')
    .filter((line) => !shown.has(line));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
const colours = /\x1b\[(?:3[0-9]|9[0-7]|38;|1;3)[0-9;]*m/;

function expectOneLanguage(screen: string, language: Language): void {
  if (language === 'en') expect(screen).not.toMatch(chinese);
  else {
    const english = screen
      .split('\n')
      .filter(
        (line) =>
          /(?:\b[A-Za-z]{2,}\b[ ,]+){3}/.test(line) && !/import |npm |const |^ *openai-setup /.test(line),
      );
    expect(english).toEqual([]);
  }
}

/** The same conversation where no line has to be broken, by language and kind of terminal. */
const wide = new Map<string, string>();

async function wideScreen({ language, env = {} }: Omit<Look, 'name'>): Promise<string> {
  const name = `${language} ${env['TERM']}`;
  const known = wide.get(name) ?? (await firstRunIn({ language, columns: 300, env })).session.screen();
  wide.set(name, known);
  return known;
}

describe('Enter at every question, and the key pasted, is a complete setup of an empty folder', () => {
  test.each(looks)('$name', async (look) => {
    const { api, project, session, code } = await firstRunIn(look);
    const screen = session.screen();
    expect(code, screen).toBe(0);

    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${api.key}\n`);
    expect(await project.mode('.env')).toBe(0o600);
    expect((await project.read('.gitignore')).split('\n')).toContain('.env');
    expect(await project.filesHolding(api.key)).toEqual(['.env']);
    const top = Object.keys(await project.snapshot()).filter((name) => !name.includes('/'));
    const program = look.runs ? ['node_modules', 'openai-chat.mjs', 'package-lock.json', 'package.json'] : [];
    expect(top.sort()).toEqual(['.env', '.gitignore', ...program]);

    expect(keyed(api)).toEqual([...listThenChat, ...(look.runs ? ['POST /v1/chat/completions'] : [])]);
    expect(api.requests.filter(({ keySent }) => !keySent).length).toBeLessThanOrEqual(1);

    expect(screen).toContain(look.language === 'en' ? 'This is a test!' : '这是一个测试！');
    for (const part of ['gpt-6-luna', 'req_', '2026-11-21', 'stop', `sk-proj-…${api.key.slice(-4)}`]) {
      // A dumb terminal gets ASCII forms.
      expect(screen.replaceAll('...', '…').replace(/\s+/g, ''), screen).toContain(part);
    }
    expect(screen).not.toMatch(/undefined|NaN|\[object/);
    expect(session.cursorVisible()).toBe(true);
    expectOneLanguage(screen, look.language);

    if (look.env?.['TERM'] === 'dumb') expect(session.raw).not.toMatch(escapes);
    if (look.env?.['NO_COLOR']) expect(session.raw).not.toMatch(colours);
    if (look.columns === 40) {
      // A command stands on one line, however wide: the terminal breaks it.
      const told = screen.replace(/^(?:Next|接下来)$[\s\S]*/m, '');
      const text = withoutLongTexts(told, project).replaceAll(api.key.slice(-4), '');
      const dots = (shown: string) => shown.replaceAll('...', '…');
      expect(brokenWords(dots(text), dots(await wideScreen(look))), screen).toEqual([]);
      // What the terminal had to break itself is longer than a line.
      const command = /^ *(?:printf|npm|node|openai-setup) /;
      for (const line of brokenByTheTerminal(session)) {
        if (!command.test(line)) expect(line, screen).toMatch(/\S{36}/);
      }
    }
  });
});

describe('a user without a key', () => {
  test.each(['en', 'zh-CN'] as const)(
    'is walked through the four pages, and then asked for it: %s',
    async (language) => {
      const api = await standin('ok', language);
      const project = await makeProject();
      const session = terminalIn(project, api, { env: inLanguage[language] });
      const words = asks[language];
      await session.waitForQuestion();
      await session.key('down');
      await session.enter();
      for (let page = 0; page < 4; page++) {
        const question = await session.waitForQuestion();
        expect(question).toContain(`${page + 1}.`);
        // With --no-open nothing offers to start a browser.
        expect(question).not.toMatch(/browser|浏览器/i);
        await session.enter();
      }
      for (const address of [
        'signup',
        'settings/organization/billing/overview',
        'settings/organization/limits',
        'api-keys',
      ]) {
        expect(session.screen()).toContain(`https://platform.openai.com/${address}`);
      }
      const code = await conversation(session, [
        { asks: words.key, secret: api.key },
        { asks: words.model },
        { asks: words.go },
        noProgram(language),
      ]);
      expect(code).toBe(0);
      expect(keyed(api)).toEqual(listThenChat);
    },
  );

  test('a user with a key never sees the guide', async () => {
    const { session } = await firstRunIn({ language: 'en', columns: 80 });
    expect(session.screen()).not.toContain('platform.openai.com/signup');
  });
});

describe('the second run', () => {
  test('Enter keeps the key, tests it and writes nothing', async () => {
    const { api, project } = await firstRunIn({ language: 'en', columns: 80 });
    const before = await project.snapshot({ times: true });
    const again = terminalIn(project, api);
    let questions = 0;
    for (;;) {
      const question = await again.nextQuestion();
      if (question === null) break;
      expect(question).not.toContain('Paste your API key');
      questions += 1;
      expect(questions).toBeLessThan(5);
      await again.enter();
    }
    expect(await again.exit, again.screen()).toBe(0);
    expect(await project.snapshot({ times: true })).toEqual(before);
    expect(again.screen()).toContain('This is a test!');
    expect(keyed(api).slice(2)).toEqual(listThenChat);
  });

  test('another key is taken by choice, and the old one is gone', async () => {
    const api = await standin();
    const project = await makeProject({ '.env': 'A=1\nOPENAI_API_KEY=old\nB=2\n' });
    // A placeholder is no key: nothing is asked about it.
    const session = terminalIn(project, api);
    expect(await conversation(session, firstRun(api.key))).toBe(0);
    expect(await project.read('.env')).toBe(`A=1\nOPENAI_API_KEY=${api.key}\nB=2\n`);
  });
});

describe('a key in the env file that a shell variable hides with a placeholder', () => {
  test('is found, and the variable is named at the end', async () => {
    const api = await standin();
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${api.key}\n`, '.gitignore': '.env\n' });
    const session = terminalIn(project, api, { env: { OPENAI_API_KEY: 'your_api_key_here' } });
    expect(await session.waitForQuestion()).not.toContain(asks.en.key);
    expect(session.screen()).toContain(`sk-proj-…${api.key.slice(-4)}`);
    for (let at = 0; at < 5 && (await session.nextQuestion()) !== null; at++) await session.enter();
    expect(await session.exit, session.screen()).toBe(0);
    expect(session.screen()).toMatch(/OPENAI_API_KEY .*overrides\s+\.env/s);
  });
});
