import { afterEach, describe, expect, test } from 'vitest';
import { scenarios } from '../../src/standin/scenarios.ts';
import { answersOf } from '../contract/rotate.support.ts';
import { serve } from '../support/api.ts';
import { protect } from '../support/captures.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { runCli } from '../support/run.ts';
import { type Standin, startStandin } from '../support/standin/standin.ts';

const old = keyBuilders.project(21);
const line = (key: string) => `OPENAI_API_KEY=${key}\n`;

const standins: Standin[] = [];
afterEach(async () => {
  await Promise.all(standins.splice(0).map((one) => one.close()));
});

async function standin() {
  const started = await startStandin({ scenario: scenarios.ok, language: 'en' });
  standins.push(started);
  protect(old, started.key, started.adminKey);
  return started;
}

describe('rotate without a terminal', () => {
  test('replaces the key from a pipe', async () => {
    const { baseURL, key } = await standin();
    const project = await makeProject({ '.env': line(old), 'packages/a/.env': line(old) });
    const args = ['rotate', '--key-stdin', '--json', '--base-url', baseURL];
    const { code, json } = await runCli(args, { cwd: project.path, input: key, secrets: [old] });
    expect(code).toBe(0);
    expect(json).toMatchObject({
      ok: true,
      files: [{ path: '.env' }, { path: 'packages/a/.env' }],
      oldRevoked: null,
    });
    expect(await project.filesHolding(old)).toEqual([]);
  });

  test('ends with 2 where nobody can be asked, and with 3 where there is no key', async () => {
    const project = await makeProject({ '.env': line(old) });
    const asked = await runCli(['rotate'], { cwd: project.path, secrets: [old] });
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('--key-stdin')]);
    const none = await makeProject();
    expect((await runCli(['rotate', '--json'], { cwd: none.path })).json).toMatchObject({
      ok: false,
      exitCode: 3,
      old: null,
      diagnosis: { cause: 'key_missing' },
    });
  });

  test('does it all with an admin key, which the built program can use', async () => {
    const { baseURL, key, adminKey, requests } = await standin();
    const project = await makeProject({ '.env': line(key) });
    const args = ['rotate', '--project', 'proj_1', '--base-url', baseURL, '--debug'];
    const env = { OPENAI_ADMIN_KEY: adminKey };
    const { code, stdout } = await runCli(args, { cwd: project.path, env, secrets: [key, adminKey] });
    expect(code).toBe(0);
    expect(stdout).toContain('The API rejects the old key.');
    expect(requests.map(({ method }) => method)).toEqual([
      'GET',
      'POST',
      'GET',
      'POST',
      'POST',
      'DELETE',
      'GET',
    ]);
    expect(await project.filesHolding(adminKey)).toEqual([]);
    expect(await project.filesHolding(key)).toEqual([]);
  });
});

describe('rotate --expires', () => {
  async function rotate(args: readonly string[], limit: number | null = null) {
    const api = await standin();
    if (limit !== null) api.limitLifetime(limit);
    const project = await makeProject({ '.env': line(api.key) });
    const run = await runCli(['rotate', '--project', 'proj_1', '--base-url', api.baseURL, ...args], {
      cwd: project.path,
      env: { OPENAI_ADMIN_KEY: api.adminKey },
      secrets: [api.key, api.adminKey],
    });
    return { ...run, api, project };
  }
  const bodies = ({ requests }: Awaited<ReturnType<typeof standin>>) =>
    requests.filter(({ path }) => path.endsWith('/service_accounts')).map(({ body }) => body);

  test('makes a key that lives so many days, and says until when', async () => {
    const { code, stderr, api } = await rotate(['--expires', '30']);
    expect(code, stderr).toBe(0);
    expect(bodies(api)).toMatchObject([{ expires_in_seconds: 2_592_000 }]);
    expect(stderr.replace(/\s+/g, ' ')).toMatch(/which expires on \d{4}-\d\d-\d\d/);
    const json = (await rotate(['--expires', '1', '--json'])).json as { new: { expiresAt: string } };
    const hours = (Date.parse(json.new.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(22);
    expect(hours).toBeLessThan(25);
  });

  test('without it the key has no end', async () => {
    const { code, stderr, api } = await rotate([]);
    expect(code).toBe(0);
    expect(Object.keys(bodies(api)[0] ?? {})).toEqual(['name']);
    expect(stderr).not.toContain('expires');
  });

  test.each([
    ['too long', ['--expires', '90']],
    ['for ever', []],
  ])("is told the organization's longest lifetime, and nothing is changed (%s)", async (_, args) => {
    const { code, stderr, project, api } = await rotate(args, 30 * 86_400);
    expect(code).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      'at most 30 days. Nothing was created. Run it again with --expires 30',
    );
    expect(await project.read('.env')).toBe(line(api.key));
  });

  test.each([['0'], ['366'], ['30d'], ['-1'], ['1.5'], ['']])('%j is no number of days', async (days) => {
    const project = await makeProject({ '.env': line(old) });
    const { code, stderr } = await runCli(['rotate', `--expires=${days}`], {
      cwd: project.path,
      secrets: [old],
    });
    expect(code).toBe(2);
    expect(stderr).toContain('--expires');
  });

  test('needs the admin API: a key that somebody made has its end', async () => {
    const project = await makeProject({ '.env': line(old) });
    const { code, stderr } = await runCli(['rotate', '--key-stdin', '--expires', '30'], {
      cwd: project.path,
      input: keyBuilders.project(9),
      secrets: [old],
    });
    expect(code).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain('set OPENAI_ADMIN_KEY and give the project with --project');
    expect(await project.read('.env')).toBe(line(old));
  });
});

describe('rotate in a terminal', () => {
  test('asks for the key, shows the plan, and ends at the page', async () => {
    const { baseURL, key } = await standin();
    const project = await makeProject({ '.env': line(old) });
    const session = openTerminal({
      args: ['rotate', '--base-url', baseURL],
      cwd: project.path,
      secrets: [old],
    });
    const code = await conversation(session, [
      { asks: 'Paste your API key', secret: key },
      { asks: 'Go ahead?' },
      { asks: 'What next?' },
    ]);
    expect(code).toBe(0);
    expect(session.screen()).toContain('https://platform.openai.com/api-keys');
    expect(await project.read('.env')).toBe(line(key));
  });

  test.each([
    ['the key', []],
    ['the plan', ['key']],
  ] as const)('Ctrl-C at %s changes nothing', async (_where, before) => {
    const { baseURL, key } = await standin();
    const project = await makeProject({ '.env': line(old) });
    const session = openTerminal({
      args: ['rotate', '--base-url', baseURL],
      cwd: project.path,
      secrets: [old],
    });
    const code = await conversation(session, [
      ...(before.length > 0 ? [{ asks: 'Paste your API key', secret: key }] : []),
      before.length > 0
        ? { asks: 'Go ahead?', ends: 'ctrl-c' }
        : { asks: 'Paste your API key', ends: 'ctrl-c' },
    ]);
    expect(code).toBe(130);
    expect(await project.read('.env')).toBe(line(old));
  });

  test.each(['enter', 'ctrl-c'] as const)('%s ends the waiting, and the rotation stays', async (key) => {
    const fresh = keyBuilders.project(22);
    const { baseURL } = await serve(({ path }) =>
      path === '/v1/models'
        ? answersOf.models
        : path === '/v1/chat/completions'
          ? answersOf.completion
          : null,
    );
    const project = await makeProject({ '.env': line(old) });
    const session = openTerminal({
      args: ['rotate', '--base-url', baseURL],
      cwd: project.path,
      secrets: [old],
    });
    await session.waitForQuestion();
    await session.typeSecret(fresh);
    await session.enter();
    await session.waitFor('Go ahead?');
    await session.enter();
    await session.waitFor('What next?');
    await session.key('down');
    await session.enter();
    await session.waitFor('Press Enter to stop waiting');
    await session.key(key);
    expect(await session.exit).toBe(0);
    expect(session.screen()).toContain('still accepts the old key');
    expect(await project.read('.env')).toBe(line(fresh));
  });
});
