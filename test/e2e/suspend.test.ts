import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { programPath } from '../support/environment.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';

const hasBash = spawnSync('bash', ['--version']).status === 0;
const shell = "require('node:child_process').spawnSync('bash', ['--norc', '-i'], { stdio: 'inherit' })";

test.skipIf(!hasBash)(
  'a question goes on after Ctrl-Z and fg: what is pasted next does not go to the shell',
  async () => {
    const project = await makeProject();
    const terminal = openTerminal({ args: [], cwd: project.path, node: ['-e', shell] });
    await terminal.type(`'${process.execPath}' '${programPath()}'`);
    await terminal.enter();
    await terminal.waitFor('Do you have an OpenAI API key?');
    await terminal.type('\u001a');
    await terminal.waitFor('Stopped');
    await terminal.type('fg');
    await terminal.enter();
    await terminal.enter();
    await terminal.waitFor('Paste your API key');
    await terminal.type('\u001a');
    await terminal.waitFor(/Paste[\s\S]*Stopped/);
    await terminal.type('fg');
    await terminal.enter();
    await terminal.type('not a key at all');
    await terminal.enter();
    expect(await terminal.waitFor(/cannot be a key|blanks|characters/)).not.toContain('command not found');
    expect(terminal.screen()).not.toContain('not a key at all');
  },
);
