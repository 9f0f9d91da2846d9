import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type ServedAnswer, serve } from '../support/api.ts';
import { makeNodeProject, runExampleIn, runProgram } from '../support/example.ts';
import { keyBuilders } from '../support/keys.ts';

const python = process.env['PYTHON'] ?? 'python3';
/** Python only where it has the package. */
const runtimes = spawnSync(python, ['-c', 'import openai']).status === 0 ? ['node', 'python'] : ['node'];

/** The SDK waits as `retry-after-ms` says, the program's own back-off as `retry-after` says. */
const busy = (retryAfter: string, error: object = { type: 'requests' }): ServedAnswer => ({
  status: 429,
  headers: { 'retry-after-ms': '1', 'retry-after': retryAfter },
  body: { error: { message: 'Slow down.', code: null, param: null, ...error } },
});

const good: ServedAnswer = {
  body: {
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'At last.' } }],
  },
};

async function run(runtime: string, answers: readonly ServedAnswer[]) {
  const api = await serve({ 'POST /v1/chat/completions': answers });
  const project = await makeNodeProject({ 'package.json': '{"type":"module"}' });
  const { out } = await runExampleIn(project.path, { name: 'retry', in: runtime as 'node' | 'python' });
  const file = runtime === 'node' ? 'a.mjs' : 'a.py';
  await project.write(file, out);
  const key = keyBuilders.project(3);
  const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL };
  const command = runtime === 'node' ? process.execPath : python;
  const result = await runProgram(command, [file], { cwd: project.path, env, secrets: [key] });
  // Fails where an answer was not asked for, or one too many was.
  await api.close();
  return result;
}

describe.each(runtimes)('the retry program in %s', (runtime) => {
  test('leaves short troubles to the SDK', async () => {
    expect(await run(runtime, [busy('1'), busy('1'), good])).toEqual({
      code: 0,
      stdout: 'At last.\n',
      stderr: '',
    });
  });

  test('goes on when the SDK gives up, as long as Retry-After says', async () => {
    const answers = [...Array.from({ length: 5 }, () => busy('0')), good];
    const result = await run(runtime, answers);
    expect(result).toMatchObject({ code: 0, stdout: 'At last.\n' });
    expect(result.stderr).toMatch(/^Retrying\. Seconds to wait: 0\.0\n$/);
  });

  test('understands a date in Retry-After', async () => {
    const soon = new Date(Date.now() - 60_000).toUTCString();
    const result = await run(runtime, [...Array.from({ length: 4 }, () => busy(soon)), good]);
    expect(result).toMatchObject({ code: 0, stdout: 'At last.\n' });
    expect(result.stderr).toMatch(/^Retrying\. Seconds to wait: [\d.]+\n$/);
  });

  test('does not wait for hours', async () => {
    const result = await run(
      runtime,
      Array.from({ length: 4 }, () => busy('7200')),
    );
    expect(result.code).toBe(1);
    expect(result.stderr).not.toContain('Retrying');
  });

  test('does not try again when the credit is used up', async () => {
    const answers = Array.from({ length: 4 }, () => busy('0', { type: 'insufficient_quota' }));
    const result = await run(runtime, answers);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('RateLimitError');
    expect(result.stderr).not.toContain('Retrying');
  });

  test('does not repeat a request that is wrong', async () => {
    const wrong = { status: 400, body: { error: { message: 'No.', type: 'invalid_request_error' } } };
    const result = await run(runtime, [wrong]);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('BadRequestError');
  });
});
