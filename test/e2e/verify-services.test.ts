import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { otherKeys } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { env } from './verify-helpers.ts';

const groq = otherKeys.groq();
const azure = otherKeys.azure();

interface Told {
  readonly diagnosis: {
    readonly cause: string;
    readonly explanation: string;
    readonly remedies: readonly { readonly text: string; readonly command?: string }[];
  };
}

async function verify(
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
) {
  const project = await makeProject(files);
  const run = async (...args: readonly string[]) =>
    runCli(['verify', ...args], { cwd: project.path, env: variables, secrets: [groq, azure] });
  return { project, told: (await run('--json')).json as Told, text: (await run()).stdout };
}

describe("no key of OpenAI's, but another service's", () => {
  test.each([
    ['in the environment', {}, { GROQ_API_KEY: groq }, 'the shell variable GROQ_API_KEY'],
    ['in an env file', { '.env': env({ GROQ_API_KEY: groq }) }, {}, '.env, line 1'],
    [
      'beside a placeholder',
      { '.env': env({ OPENAI_API_KEY: 'your-key-here', GROQ_API_KEY: groq }) },
      {},
      '.env, line 2',
    ],
  ])('%s', async (_, files, variables, place) => {
    const { told, text } = await verify(files as Record<string, string>, variables as Record<string, string>);
    expect(told.diagnosis.explanation).toContain(`GROQ_API_KEY (${place}) holds a Groq key`);
    const [{ command = '' } = {}] = told.diagnosis.remedies;
    expect(command).toMatch(
      /-p process\.env\.GROQ_API_KEY \| openai-setup verify --key-stdin --base-url https:\/\/api\.groq\.com\/openai\/v1$/,
    );
    // Unbroken, whatever the width.
    expect(text.split('\n').map((line) => line.trim())).toContain(command);
  });

  test("an own key of OpenAI's is all that is told", async () => {
    const { told } = await verify({ '.env': env({ OPENAI_API_KEY: 'sk-', GROQ_API_KEY: groq }) });
    expect(JSON.stringify(told)).toContain('Groq');
    const offline = await makeProject({
      '.env': env({ OPENAI_API_KEY: otherKeys.relay(), GROQ_API_KEY: groq }),
    });
    const { stdout } = await runCli(['verify', '--offline'], { cwd: offline.path, secrets: [groq] });
    expect(stdout).not.toContain('Groq');
  });

  test.each([
    ['environment', {}, { AZURE_OPENAI_API_KEY: azure, AZURE_OPENAI_ENDPOINT: 'http://127.0.0.1:9/' }],
    [
      'file',
      { '.env': env({ AZURE_OPENAI_API_KEY: azure, AZURE_OPENAI_ENDPOINT: 'http://127.0.0.1:9/' }) },
      {},
    ],
  ])('the command runs as it is printed, in sh (%s)', async (_, files, variables) => {
    const { project, told } = await verify(
      files as Record<string, string>,
      variables as Record<string, string>,
    );
    const [{ command = '' } = {}] = told.diagnosis.remedies;
    const bin = project.at('openai-setup');
    writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${resolve('bin/openai-setup.js')}" "$@"\n`);
    chmodSync(bin, 0o755);
    const { stdout } = spawnSync('/bin/sh', ['-c', `${command} --json`], {
      cwd: project.path,
      env: { ...variables, PATH: `${project.path}${delimiter}${process.env['PATH']}` },
      encoding: 'utf8',
    });
    // Nothing listens at that port; the key got as far as that.
    expect(JSON.parse(stdout)).toMatchObject({
      key: { masked: expect.stringContaining(azure.slice(-4)) },
      endpoint: { baseURL: 'http://127.0.0.1:9/openai/v1' },
      diagnosis: { cause: 'network_refused' },
    });
  });
});

test('setup without a terminal tells it, too, before it says that nobody can be asked', async () => {
  const project = await makeProject({});
  const { code, stderr } = await runCli(['setup'], {
    cwd: project.path,
    env: { GROQ_API_KEY: groq },
    secrets: [groq],
  });
  expect(code).toBe(2);
  expect(stderr).toContain('--base-url https://api.groq.com/openai/v1');
});
