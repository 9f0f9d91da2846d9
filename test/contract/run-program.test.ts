import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { install, runProgram } from '../../src/adapters/system/run-program.ts';
import { makeProject } from '../support/project.ts';

const redact = (text: string): string => text.replaceAll('secret-value', '…');

async function world(env: Readonly<Record<string, string>> = {}) {
  const project = await makeProject();
  const tool = (path: string, code: string): void => {
    mkdirSync(project.at(path.replace(/\/[^/]*$/, '')), { recursive: true });
    writeFileSync(project.at(path), `#!/bin/sh\n${code}\n`);
    chmodSync(project.at(path), 0o755);
  };
  return {
    project,
    tool,
    in: { cwd: project.path, env: { PATH: process.env['PATH'] ?? '', ...env }, redact },
  };
}

describe.skipIf(process.platform === 'win32')('what the user agreed to', () => {
  test('an installer gets no key, the program all that the shell has, without what npx adds', async () => {
    const { project, in: here } = await world({
      OPENAI_API_KEY: 'k',
      MINE: '1',
      npm_command: 'exec',
      INIT_CWD: '/x',
    });
    writeFileSync(project.at('show.mjs'), "console.log(Object.keys(process.env).sort().join(' '))");
    const { reply, code } = await runProgram('node show.mjs', here);
    expect(code).toBe(0);
    expect(reply.split(' ')).toEqual(expect.arrayContaining(['MINE', 'OPENAI_API_KEY', 'PATH']));
    expect(reply).not.toMatch(/npm_command|INIT_CWD/);
    writeFileSync(
      project.at('fail.mjs'),
      "if (process.env.OPENAI_API_KEY) console.error('error: it has the key'); process.exit(3)",
    );
    expect(await install('node fail.mjs', here)).toBe('exit code 3');
  });

  test('of what it says the line that names the fault is told, masked and without control characters', async () => {
    const { project, in: here } = await world();
    const lines = [
      'npm warn old',
      'npm error code ENOTFOUND',
      'npm error network request to secret-value \\u001b[31mfailed',
      'npm error x',
    ];
    writeFileSync(project.at('a.mjs'), `console.error("${lines.join('\\n')}"); process.exit(1)`);
    expect(await install('node a.mjs', here)).toBe('network request to … failed');
  });

  test('a program that is not there, and one that a signal ends', async () => {
    const { project, in: here } = await world();
    expect(await install('no-such-tool add x', here)).toBe('no-such-tool: not found');
    writeFileSync(project.at('a.mjs'), "process.kill(process.pid, 'SIGKILL')");
    expect(await runProgram('node a.mjs', here)).toMatchObject({ code: null, reply: '' });
  });

  test('an installer that lies in the project is none', async () => {
    const { project, tool, in: here } = await world();
    tool('node_modules/.bin/pnpm', 'touch ran');
    const env = { ...here.env, PATH: [project.at('node_modules/.bin'), here.env.PATH].join(delimiter) };
    await install('pnpm add x', { ...here, env });
    expect(project.exists('ran')).toBe(false);
  });

  test('the Python of a virtual environment is a link to one of this machine, else it came with the project', async () => {
    const { project, tool, in: here } = await world();
    tool('.venv/bin/python', 'touch ran');
    expect(await install('.venv/bin/python -m pip install x', here)).toBe('.venv/bin/python: not found');
    expect(project.exists('ran')).toBe(false);
    mkdirSync(project.at('venv/bin'), { recursive: true });
    symlinkSync(process.execPath, project.at('venv/bin/python'));
    writeFileSync(project.at('a.mjs'), "console.log('here')");
    expect(await runProgram('venv/bin/python a.mjs', here)).toMatchObject({ code: 0, reply: 'here' });
  });

  test('one that the user has activated may lie in the project', async () => {
    const { project, in: here } = await world();
    mkdirSync(project.at('env/bin'), { recursive: true });
    cpSync('/bin/echo', project.at('env/bin/python'));
    const env = { ...here.env, VIRTUAL_ENV: project.at('env') };
    expect(await runProgram('python hello', { ...here, env })).toMatchObject({ reply: 'hello' });
  });
});
