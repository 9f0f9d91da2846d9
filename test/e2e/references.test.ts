import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import type { VerifyDocument } from './verify-helpers.ts';

const key = keyBuilders.project(41);
const other = keyBuilders.project(42);
const secrets = [key, other];

const document = (json: unknown) => json as VerifyDocument;

describe.each(['en', 'zh-CN'])('in %s', (lang) => {
  test('a reference is named with its store, and the remedy is a command to run', async () => {
    const project = await makeProject({ '.env': 'A=1\nOPENAI_API_KEY=op://Private/OpenAI/credential\n' });
    const { code, json } = await runCli(['verify', '--json', '--lang', lang], { cwd: project.path, secrets });
    expect(code).toBe(3);
    const { diagnosis } = document(json);
    expect(diagnosis).toMatchObject({ cause: 'key_reference', owner: 'key' });
    expect(diagnosis?.explanation).toContain('1Password');
    expect(diagnosis?.remedies[0]?.text).toContain('op run --env-file=.env -- openai-setup verify');
  });
});

test('setup replaces a reference only with --force, rotate never does', async () => {
  const project = await makeProject({ '.env': 'OPENAI_API_KEY=doppler://app/dev/OPENAI\n' });
  const before = await project.snapshot();
  const setup = ['setup', '--key-stdin', '--no-test', '--yes'];
  const refused = await runCli(setup, { cwd: project.path, secrets, input: key });
  expect(refused.code).toBe(2);
  expect(refused.stderr + refused.stdout).toMatch(/Doppler[\s\S]*--force/);
  const rotated = await runCli(['rotate', '--key-stdin', '--yes', '--json'], {
    cwd: project.path,
    secrets,
    input: key,
  });
  expect(rotated.code).toBe(3);
  expect(rotated.json).toMatchObject({ diagnosis: { cause: 'key_reference' } });
  expect(await project.snapshot()).toEqual(before);
  const forced = await runCli([...setup, '--force'], { cwd: project.path, secrets, input: key });
  expect(forced.code).toBe(0);
  expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${key}\n`);
});

/** dotenvx as npm has it, beside the other packages until the next `npm ci`; null where it cannot be had. */
function dotenvx(): string | null {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/dotenvx');
  const file = join(folder, 'node_modules/@dotenvx/dotenvx/src/cli/dotenvx.js');
  try {
    if (!existsSync(file))
      execFileSync(
        'npm',
        [
          'install',
          '--prefix',
          folder,
          '--no-save',
          '--no-audit',
          '--no-fund',
          '--ignore-scripts',
          '@dotenvx/dotenvx@2',
        ],
        { stdio: 'pipe', timeout: 100_000 },
      );
    return file;
  } catch {
    return null;
  }
}

test('dotenvx for real: an encrypted key is told of, and found by the command that is told', async (context) => {
  const file = dotenvx();
  if (file === null) return context.skip('dotenvx cannot be installed here');
  const project = await makeProject({ '.env': 'HELLO=1\n' });
  const env = { ...process.env, HOME: project.path, OPENAI_API_KEY: undefined };
  const options = { cwd: project.path, env, stdio: 'pipe' } as const;
  execFileSync(process.execPath, [file, 'set', 'OPENAI_API_KEY', key, '--quiet'], options);
  expect(await project.read('.env')).toMatch(/OPENAI_API_KEY="?encrypted:/);

  const verify = ['verify', '--offline', '--json'];
  const alone = await runCli(verify, { cwd: project.path, secrets });
  expect(alone.code).toBe(3);
  expect(document(alone.json).diagnosis).toMatchObject({ cause: 'key_reference' });
  expect(document(alone.json).diagnosis?.remedies[0]?.text).toContain(
    'npx dotenvx run -- openai-setup verify',
  );

  const program = join(import.meta.dirname, '../../bin/openai-setup.js');
  const output = execFileSync(
    process.execPath,
    [file, 'run', '--quiet', '--', process.execPath, program, ...verify, '--lang', 'en'],
    { ...options, encoding: 'utf8' },
  );
  expect(output).not.toContain(key);
  const through = JSON.parse(output) as VerifyDocument;
  expect(through).toMatchObject({ ok: true, key: { source: { type: 'environment' }, shadowed: [] } });
  expect(through.warnings.map(({ id }) => id)).not.toContain('shadowed_by_environment');
}, 120_000);
