import { describe, expect, onTestFinished, test } from 'vitest';
import { scenarios } from '../../src/standin/scenarios.ts';
import { protect } from '../support/captures.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { makeTools, type ToolReply } from '../support/service-tools.ts';
import { startStandin } from '../support/standin/standin.ts';
import { env } from './verify-helpers.ts';

const old = keyBuilders.project(95);

const willing: readonly ToolReply[] = [
  { begins: '--version', print: 'gh version 2.23.0\n' },
  { begins: 'auth status' },
  { begins: 'secret list', print: 'OPENAI_API_KEY\t2026-11-01T10:00:00Z\n' },
  { begins: 'secret set' },
];

async function begin(files: Readonly<Record<string, string>>) {
  const api = await startStandin({ scenario: scenarios.ok, language: 'en' });
  onTestFinished(() => api.close());
  protect(old, api.key, api.adminKey);
  const { path: outside } = await makeProject();
  const made = makeTools(outside, { gh: willing });
  const project = await makeProject({
    '.git/config': '[remote "origin"]\n\turl = https://github.com/me/app\n',
    '.github/workflows/ci.yml': 'on: push\n',
    ...files,
  });
  const setting = () => made.calls().filter(({ args }) => args[1] === 'set');
  return { api, made, project, setting };
}

describe('push in a terminal', () => {
  test('asks for each target and once for all commands; Enter hands it over', async () => {
    const { api, made, project, setting } = await begin({});
    const session = openTerminal({
      args: ['push', '--base-url', api.baseURL],
      cwd: project.path,
      env: { PATH: made.path, OPENAI_API_KEY: api.key },
    });
    expect(
      await conversation(session, [{ asks: 'Store the key in GitHub Actions?' }, { asks: 'Run it?' }]),
    ).toBe(0);
    expect(setting().map(({ input }) => input === api.key)).toEqual([true]);
    expect(session.screen()).toContain('was replaced');
  });

  test('No at the commands runs none', async () => {
    const { api, made, project, setting } = await begin({});
    const session = openTerminal({
      args: ['push', 'github', '--base-url', api.baseURL],
      cwd: project.path,
      env: { PATH: made.path, OPENAI_API_KEY: api.key },
    });
    expect(await conversation(session, [{ asks: 'Run it?', types: 'n' }])).toBe(130);
    expect(setting()).toEqual([]);
  });

  test('with an admin key a key of its own is made, tried and handed over', async () => {
    const { api, made, project, setting } = await begin({});
    const session = openTerminal({
      args: ['push', 'github', '--base-url', api.baseURL],
      cwd: project.path,
      env: {
        PATH: made.path,
        OPENAI_API_KEY: api.key,
        OPENAI_ADMIN_KEY: api.adminKey,
        OPENAI_PROJECT_ID: 'proj_1',
      },
    });
    expect(await conversation(session, [{ asks: 'Which key' }, { asks: 'Run it?' }])).toBe(0);
    const [{ input = '' } = {}] = setting();
    protect(input);
    expect(input).toMatch(/^sk-svcacct-/);
    expect(input === api.key).toBe(false);
  });
});

describe('rotate', () => {
  test('offers the new key to what holds one of the name', async () => {
    const { api, made, project, setting } = await begin({ '.env': env({ OPENAI_API_KEY: old }) });
    const session = openTerminal({
      args: ['rotate', '--base-url', api.baseURL, '--no-open'],
      cwd: project.path,
      env: { PATH: made.path },
    });
    const steps = [
      { asks: 'Paste your API key', secret: api.key },
      { asks: 'Go ahead?' },
      { asks: 'What next?' },
      { asks: 'Store the new key there too?' },
      { asks: 'Run it?' },
    ];
    expect(await conversation(session, steps)).toBe(0);
    expect(setting().map(({ input }) => input === api.key)).toEqual([true]);
  });
});
