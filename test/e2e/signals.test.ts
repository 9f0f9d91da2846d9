import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { cleanEnvironment, makeSandbox, programPath } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';

/** Runs verify against a server that never answers, and sends a signal once it has been asked. */
async function interrupted(signal: NodeJS.Signals, args: readonly string[]) {
  const sandbox = makeSandbox();
  let tell = (): void => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => tell());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const project = await makeProject({ '.env': `OPENAI_API_KEY=${keyBuilders.project(72)}\n` });
  const line = [programPath(), 'verify', '--base-url', `http://127.0.0.1:${port}/v1`, ...args];
  const child = spawn(process.execPath, line, { cwd: project.path, env: cleanEnvironment(sandbox) });
  let stdout = '';
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await Promise.race([asked, ended]);
  child.kill(signal);
  const code = await ended;
  server.close();
  sandbox.end();
  return { code, stdout };
}

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
  '%s ends a command as Ctrl-C does, with its document where one was asked for',
  async (signal) => {
    const { code, stdout } = await interrupted(signal, ['--json']);
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      ok: false,
      exitCode: 130,
      error: { kind: 'cancelled' },
    });
    expect(await interrupted(signal, [])).toEqual({ code: 130, stdout: '' });
  },
);
