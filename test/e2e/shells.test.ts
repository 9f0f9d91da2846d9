import { describe, expect, test } from 'vitest';
import { programPath } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import type { TerminalSession } from '../support/pty.ts';
import { openInShell, shellsHere } from '../support/shells.ts';
import { asks, standin } from './setup-helpers.ts';

const shells = shellsHere.filter((shell) => shell !== 'fish');
const languages = [
  ['en', {}],
  ['zh-CN', { LANG: 'zh_CN.UTF-8' }],
] as const;

const here = (...args: readonly string[]): string =>
  [process.execPath, programPath(), ...args].map((part) => `'${part}'`).join(' ');

/** Types a command into the shell, and waits until it has ended; gives its exit code. */
async function run(terminal: TerminalSession, command: string): Promise<number> {
  const before = terminal.raw.length;
  await terminal.type(`${command}; echo "ended=$?"`);
  await terminal.enter();
  await expect.poll(() => terminal.raw.slice(before), { timeout: 20_000 }).toMatch(/ended=\d/);
  return Number(/ended=(\d+)/.exec(terminal.raw.slice(before))?.[1]);
}

/** Lines of the screen that stand free of the rail, to be typed as they are. */
const freeLines = (terminal: TerminalSession): readonly string[] =>
  terminal
    .unwrapped()
    .split('\n')
    .flatMap((line) => /^ {2}(\S.*)$/.exec(line)?.[1] ?? []);

describe.each(shells)('in %s', (shell) => {
  describe.each(languages)('%s', (language, lang) => {
    const words = asks[language];
    const environment = { ...lang, SHELL: `/bin/${shell}` };
    const toThePlan = async (terminal: TerminalSession, key: string): Promise<void> => {
      await terminal.waitFor(words.key);
      await terminal.typeSecret(key);
      await terminal.enter();
      await terminal.waitFor(words.model);
      await terminal.enter();
      await terminal.waitFor(words.go);
    };

    test('an old key of the shell: the command on top takes it away, and the file counts then', async () => {
      const api = await standin('ok', language);
      const old = keyBuilders.project(71);
      const project = await makeProject();
      const terminal = await openInShell(shell, project, ['setup', '--no-open'], {
        ...environment,
        OPENAI_API_KEY: old,
        OPENAI_BASE_URL: api.baseURL,
      });
      await terminal.waitFor(language === 'en' ? 'want to do with it' : '如何处理');
      await terminal.key('down');
      await terminal.enter();
      await toThePlan(terminal, api.key);
      await terminal.enter();
      await terminal.waitFor(/^(?:Next|接下来)$/m);
      expect(freeLines(terminal)).toContain('unset OPENAI_API_KEY');
      expect(await run(terminal, here('verify'))).not.toBe(0);
      expect(await run(terminal, 'unset OPENAI_API_KEY')).toBe(0);
      expect(await run(terminal, here('verify'))).toBe(0);
    });

    test('the lines for all of the machine run as they are printed, with the address, and leave no key in the history', async () => {
      const api = await standin('ok', language);
      const project = await makeProject();
      const terminal = await openInShell(shell, project, ['setup', '--no-open'], {
        ...environment,
        OPENAI_BASE_URL: api.baseURL,
      });
      await terminal.waitFor(words.haveKey);
      await terminal.enter();
      await toThePlan(terminal, api.key);
      await terminal.key('down');
      await terminal.key('down');
      await terminal.enter();
      await terminal.waitFor(/^(?:Next|接下来)$/m);
      const lines = freeLines(terminal);
      const [enters] = lines.filter((line) => /\bread\b/.test(line));
      const address = lines.find((line) => line.startsWith('export OPENAI_BASE_URL='));
      const removes = lines.find((line) => line === 'unset OPENAI_API_KEY');
      expect([enters, address, removes]).not.toContain(undefined);

      expect(await run(terminal, 'unset OPENAI_BASE_URL')).toBe(0);
      // The shell tells each command before it runs it: the key comes once nothing is echoed any more.
      expect(await run(terminal, 'set -x')).toBe(0);
      const before = terminal.raw.length;
      // Whoever copies the lines types them all at once: none of them may be taken for the key.
      expect(lines.indexOf(enters ?? '')).toBe(lines.indexOf(address ?? '') + 1);
      await terminal.type(`${address}\n${enters}`);
      await terminal.enter();
      await expect.poll(() => terminal.raw.slice(before), { timeout: 20_000 }).toMatch(/\+\S* ?read -r/);
      await expect.poll(() => terminal.raw.slice(before)).toContain('OPENAI_API_KEY: ');
      await terminal.typeSecret(api.key);
      await terminal.enter();
      expect(await run(terminal, 'set +x')).toBe(0);
      expect(await run(terminal, here('verify'))).toBe(0);
      expect(await run(terminal, shell === 'bash' ? 'history' : 'fc -l 1')).toBe(0);
      expect(await run(terminal, removes ?? '')).toBe(0);
      expect(await run(terminal, here('verify'))).toBe(3);
      expect(await project.snapshot()).toEqual({});
    });

    test('what is no key is refused with its reason, with no mark of success, and where to go on is here', async () => {
      const project = await makeProject();
      const terminal = await openInShell(shell, project, ['setup', '--no-open'], {
        ...environment,
        // OpenAI itself is meant, and nothing leaves this machine.
        HTTPS_PROXY: 'http://127.0.0.1:1',
      });
      await terminal.waitFor(words.haveKey);
      await terminal.enter();
      await terminal.waitFor(words.key);
      await terminal.type('abc');
      await terminal.enter();
      await terminal.waitFor(language === 'en' ? 'The value has 3 characters' : '只有 3 个字符');
      await terminal.type('https://platform.openai.com/api-keys');
      await terminal.enter();
      const screen = await terminal.waitFor(language === 'en' ? 'a web address' : '这是网址');
      expect(screen).not.toContain('✔');
      expect(screen.match(/^◇/gm)).toHaveLength(3);
      expect(screen).toContain(language === 'en' ? 'paste it here' : '粘贴到这里');
      expect(screen).not.toMatch(/Run openai-setup and paste|运行 openai-setup 并粘贴/);
      await terminal.key('escape');
      await terminal.waitFor(/^└ /m);
      expect(await project.snapshot()).toEqual({});
    });
  });
});
