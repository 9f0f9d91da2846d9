import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { programPath, type Variables } from './environment.ts';
import type { Project } from './project.ts';
import { openTerminal, type TerminalSession } from './pty.ts';

/** Shells with job control, started without anybody's own configuration. */
const interactive = {
  bash: ['--norc', '-i'],
  zsh: ['-f', '-i'],
  fish: ['--no-config', '-i'],
} as const;
export type InteractiveShell = keyof typeof interactive;

/** Those that are on this machine. */
export const shellsHere = (Object.keys(interactive) as InteractiveShell[]).filter(
  (shell) => spawnSync(shell, ['--version']).status === 0,
);

/** The program, started by typing it into a shell in a pseudo-terminal. */
export async function openInShell(
  shell: InteractiveShell,
  project: Project,
  args: readonly string[],
  env: Variables = {},
): Promise<TerminalSession> {
  const start = `require('node:child_process').spawnSync('${shell}', ${JSON.stringify(interactive[shell])}, { stdio: 'inherit' })`;
  const terminal = openTerminal({
    args: [],
    cwd: project.path,
    env: { PS1: '$ ', ...env },
    node: ['-e', start],
  });
  await terminal.type([process.execPath, programPath(), ...args].map((part) => `'${part}'`).join(' '));
  await terminal.enter();
  return terminal;
}

/** Ctrl-Z, and back again once the shell has the terminal. */
export async function suspendAndResume(terminal: TerminalSession): Promise<void> {
  const before = terminal.raw.length;
  await terminal.key('ctrl-z');
  await expect.poll(() => terminal.raw.slice(before), { timeout: 10_000 }).toMatch(/stopped|suspended/i);
  await terminal.type('fg');
  await terminal.enter();
}
