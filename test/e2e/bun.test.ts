import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { withoutBunsFiles } from '../../src/adapters/system/bun-env.ts';
import { serve } from '../support/api.ts';
import { cleanEnvironment, makeSandbox, programPath } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { closeAll, serveProxy } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';

// Bun hands its programs what stands in a project's env files as if the shell had said it.
const key = keyBuilders.project(91);
const relay = 'https://relay.example.com/v1';
const cache = join(import.meta.dirname, '../../node_modules/.cache/bun');
const bun = join(cache, `node_modules/@oven/bun-${process.platform}-${process.arch}/bin/bun`);
const hasBun = ((): boolean => {
  if (process.platform === 'win32') return false;
  if (existsSync(bun)) return true;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{"private":true}');
  const args = ['install', 'bun@1', '--no-audit', '--no-fund', '--ignore-scripts'];
  spawnSync('npm', args, { cwd: cache, timeout: 60_000 });
  return existsSync(bun);
})();
afterEach(closeAll);

/** The built program, run by Bun. */
async function run(args: readonly string[], cwd: string, env: Record<string, string> = {}, input = '') {
  const sandbox = makeSandbox();
  try {
    const child = spawn(bun, [programPath(), ...args], { cwd, env: cleanEnvironment(sandbox, env) });
    child.stdin.end(input);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, stdout, stderr };
  } finally {
    sandbox.end();
  }
}

describe.skipIf(!hasBun)('run by Bun', () => {
  test.each(['.env', '.env.local', '.env.development'])(
    'an address in %s is no word of the user',
    async (file) => {
      const proxy = await serveProxy({ answer: '403 Forbidden' });
      const project = await makeProject({
        'package.json': '{"name":"x"}',
        'bun.lock': '',
        [file]: `OPENAI_BASE_URL=${relay}\n`,
      });
      const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, OPENAI_API_KEY: key };
      const verified = await run(['verify', '--json'], project.path, env);
      expect([verified.code, JSON.parse(verified.stdout).diagnosis.cause]).toEqual([9, 'base_url_untrusted']);
      const { OPENAI_API_KEY: _, ...others } = env;
      const set = await run(['setup', '--key-stdin', '--json', '--yes'], project.path, others, key);
      expect([set.code, JSON.parse(set.stdout).diagnosis.cause]).toEqual([9, 'base_url_untrusted']);
      expect(proxy.targets.map(({ target }) => target)).not.toContain('relay.example.com:443');
      expect(await project.filesHolding(key)).toEqual([]);
    },
  );

  test('what stands there beside the key is used, and the key comes from its file', async () => {
    const choices = [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }];
    const api = await serve({
      'GET /v1/models': { body: { object: 'list', data: [{ id: 'gpt-4o-mini' }] } },
      'POST /v1/chat/completions': { body: { id: 'x', model: 'gpt-4o-mini', choices } },
    });
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\nOPENAI_BASE_URL=${api.baseURL}\n` });
    const { code, stdout } = await run(['verify', '--json'], project.path);
    expect(code, stdout).toBe(0);
    expect(JSON.parse(stdout).key.source).toMatchObject({ type: 'file', path: '.env' });
  });
});

test.runIf(!hasBun)('skipped: bun is not to be had', ({ skip }) => skip());

test('what the shell says stays the shell’s, also where a file says something else', async () => {
  const project = await makeProject({
    '.env': 'OPENAI_BASE_URL=https://$HOST/v1\nOPENAI_ORG_ID=org-file\nA=1\n',
  });
  const env = { OPENAI_BASE_URL: 'https://evil.example/v1', OPENAI_ORG_ID: 'org-shell', A: '1' };
  expect(withoutBunsFiles(env, project.path)).toEqual({ OPENAI_ORG_ID: 'org-shell', A: '1' });
  expect(withoutBunsFiles({ OPENAI_ORG_ID: 'org-file' }, project.path)).toEqual({});
});

test('Bun’s files are those of its mode: in tests none of one machine, and BUN_ENV comes before NODE_ENV', async () => {
  const project = await makeProject({
    '.env.local': 'OPENAI_ORG_ID=org-local\n',
    '.env.production': 'OPENAI_PROJECT_ID=proj_file\n',
  });
  const local = { OPENAI_ORG_ID: 'org-local' };
  expect(withoutBunsFiles({ ...local, NODE_ENV: 'test' }, project.path)).toMatchObject(local);
  expect(withoutBunsFiles({ ...local, BUN_ENV: 'test' }, project.path)).toMatchObject(local);
  expect(withoutBunsFiles(local, project.path)).toEqual({});
  const deployed = { BUN_ENV: 'production', NODE_ENV: 'development' };
  expect(withoutBunsFiles({ ...deployed, OPENAI_PROJECT_ID: 'proj_file' }, project.path)).toEqual(deployed);
});
