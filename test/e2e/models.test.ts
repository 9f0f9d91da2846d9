import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { env, rejected, type VerifyDocument } from './verify-helpers.ts';

const key = keyBuilders.project(61);

describe('models at a server that is not OpenAI: its failures name that server, and none of OpenAI’s pages', () => {
  async function ask(baseURL: string, args: readonly string[] = []) {
    const project = await makeProject({ '.env': env({ OPENAI_API_KEY: key }) });
    const all = ['models', '--base-url', baseURL, '--timeout', '5', ...args];
    return runCli(all, { cwd: project.path, secrets: [key] });
  }

  test('a key that it refuses', async () => {
    const api = await serve({ 'GET /v1/models': rejected });
    const { code, json } = await ask(api.baseURL, ['--json']);
    const { diagnosis } = json as VerifyDocument;
    expect([code, diagnosis?.cause]).toEqual([3, 'key_rejected']);
    expect(diagnosis?.explanation).toContain(new URL(api.baseURL).host);
    expect(diagnosis?.explanation).not.toMatch(/OpenAI/);
    expect(diagnosis?.remedies.filter(({ url }) => url?.includes('openai.com'))).toEqual([]);
  });

  test('nobody listens there, in words', async () => {
    const api = await serve({});
    await api.close();
    const run = await ask(api.baseURL);
    expect(run.code).toBe(7);
    expect(run.stdout + run.stderr).toContain(new URL(api.baseURL).host);
    expect(run.stdout + run.stderr).not.toMatch(/openai\.com/);
  });
});
