import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { scenarioIds } from '../../src/standin/scenarios.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;
const scripts = new Map<string, string>();

beforeAll(async () => {
  const project = await makeProject();
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const run = await runCli(['completion', shell], { cwd: project.path });
    expect(run.code, run.stderr).toBe(0);
    scripts.set(shell, run.stdout);
  }
});

/** What a shell offers after a line, from the folder of a project. */
const asks: Readonly<Record<string, (script: string, line: string) => readonly string[]>> = {
  bash: (script, line) => [
    'bash',
    '--norc',
    '-c',
    `${script}
COMP_LINE=$1; read -ra COMP_WORDS <<< "$1"; [[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _openai_setup; printf '%s\\n' "\${COMPREPLY[@]}"`,
    'bash',
    line,
  ],
  fish: (script, line) => ['fish', '--no-config', '-c', `${script}\ncomplete -C $argv[1]`, line],
  // Without a line editor: the functions that would show entries print them.
  zsh: (script, line) => [
    'zsh',
    '-f',
    '-c',
    `compdef() { :; }; compadd() { shift; print -l -- "$@"; }; _files() { print -l -- *(D); }
_describe() { [[ $1 == -o ]] && shift; print -l -- "\${(@)\${(P)2}%%:*}"; }
${script}
words=(\${=1}); [[ $1 == *' ' ]] && words+=(''); CURRENT=$#words; _openai-setup`,
    'zsh',
    line,
  ],
};

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  describe.skipIf(!has(shell))(`completion in ${shell} (skipped where there is none)`, () => {
    const offered = async (line: string): Promise<readonly string[]> => {
      const project = await makeProject({ '.env': '', '.env.local': '', 'a b.env': '', 'readme.md': '' });
      const [program = '', ...args] = asks[shell]?.(scripts.get(shell) ?? '', line) ?? [];
      const { stdout, stderr, status } = spawnSync(program, args, { cwd: project.path, encoding: 'utf8' });
      expect([stderr, status]).toEqual(['', 0]);
      return stdout.split('\n').map((one) => one.split('\t')[0] ?? '');
    };
    test.each<[string, readonly string[], readonly string[]]>([
      ['openai-setup ', ['setup', 'verify', 'scan', 'completion', 'help'], ['--strict']],
      ['openai-setup verify --', ['--strict', '--offline', '--json', '--help'], ['--staged', 'verify']],
      ['openai-setup --', ['--dry-run', '--lang'], ['--strict']],
      ['openai-setup -C . scan --', ['--history', '--staged'], ['--offline']],
      ['openai-setup --lang ', ['en', 'zh-CN'], ['verify']],
      ['openai-setup models --for ', ['budget', 'reasoning'], ['--all']],
      ['openai-setup verify --model ', ['gpt-6-luna'], ['.env', 'gpt-3.5-turbo-0301']],
      ['openai-setup demo ', [...scenarioIds], ['.env']],
      ['openai-setup example ', ['streaming'], ['.env']],
      ['openai-setup verify ', ['a b.env'], ['setup', 'a']],
      // Fish hides such names until the dot is typed.
      ['openai-setup verify .', ['.env', '.env.local'], ['setup']],
      ['openai-setup help ', ['key_rejected', 'billing_no_credit', 'verify'], ['--help']],
      ['openai-setup cost --file ', ['readme.md', 'a b.env'], ['setup']],
      ['openai-setup push ', ['github', 'vercel'], ['readme.md']],
      ['openai-setup completion ', ['bash', 'powershell'], ['setup']],
    ])('%j', async (line, there, not) => {
      const found = await offered(line);
      expect(found).toEqual(expect.arrayContaining([...there]));
      for (const one of not) expect(found).not.toContain(one);
    });
  });
}

describe.skipIf(!has('pwsh'))('completion in PowerShell (skipped where there is none)', () => {
  test('offers commands, options and scenarios', () => {
    const ask = (line: string): string =>
      spawnSync(
        'pwsh',
        [
          '-NoProfile',
          '-Command',
          `${scripts.get('powershell')}\n(TabExpansion2 '${line}' ${line.length}).CompletionMatches.CompletionText`,
        ],
        { encoding: 'utf8' },
      ).stdout;
    expect(ask('openai-setup ver')).toContain('verify');
    expect(ask('openai-setup verify --str')).toContain('--strict');
    expect(ask('openai-setup demo no')).toContain('no-credit');
  });
});
