import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const key = keyBuilders.project(61);

async function look(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const world = stepWorld(files, [], { env, more: { platform: 'linux', nodeVersion: '22.21.0' } });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  if (view.finding?.cause !== 'key_missing') return view.finding?.cause ?? null;
  const { facts } = view.finding;
  if (facts.reason !== 'elsewhere') return facts;
  const { form, path, line, name } = facts;
  return [form, path.absolute.replace(`${folder}/`, ''), line, ...(name === undefined ? [] : [name])];
}

const named = (name: string): string => `A=1\n${name}=${key}\n`;
const right = named('OPENAI_API_KEY');

describe('a key that no program here gets is named with its place', () => {
  test.each<[string, Record<string, string>, unknown]>([
    ['another name', { '.env': named('OPENAI_KEY') }, ['other_name', '.env', 2, 'OPENAI_KEY']],
    ['a slip', { '.env': named('OPENAI_API_KYE') }, ['other_name', '.env', 2, 'OPENAI_API_KYE']],
    ['any name, if it is a key', { '.env': named('MY_BOT') }, ['other_name', '.env', 2, 'MY_BOT']],
    ['small letters', { '.env': named('openai_api_key') }, ['other_name', '.env', 2, 'openai_api_key']],
    [
      'beside an empty one',
      { '.env': `OPENAI_API_KEY=\nOPEN_AI_KEY=${key}\n` },
      ['other_name', '.env', 2, 'OPEN_AI_KEY'],
    ],
    ['set', { '.env': `set OPENAI_API_KEY=${key}\n` }, ['statement', '.env', 1, 'OPENAI_API_KEY']],
    ['setx', { '.env': `setx OPENAI_API_KEY "${key}"\n` }, ['statement', '.env', 1, 'OPENAI_API_KEY']],
    [
      'PowerShell',
      { '.env': `$env:OPENAI_API_KEY = "${key}"\n` },
      ['statement', '.env', 1, 'OPENAI_API_KEY'],
    ],
    ['a comment', { '.env': `# OPENAI_API_KEY=${key}\n` }, ['comment', '.env', 1, 'OPENAI_API_KEY']],
    ['a key in an example', { '.env.example': right }, ['assignment', '.env.example', 2, 'OPENAI_API_KEY']],
    [
      'an example, beside another file',
      { '.env.example': right, 'old.env': right },
      ['assignment', 'old.env', 2, 'OPENAI_API_KEY'],
    ],
    ['no name', { '.env': `${key}\n` }, ['bare', '.env', 1]],
    ['a file of its own', { 'key.txt': `\n${key}` }, ['bare', 'key.txt', 2]],
    ['env.txt', { 'env.txt': right }, ['assignment', 'env.txt', 2, 'OPENAI_API_KEY']],
    ['direnv', { '.envrc': `export OPENAI_API_KEY=${key}\n` }, ['assignment', '.envrc', 1, 'OPENAI_API_KEY']],
    [
      'Wrangler’s, without Wrangler',
      { '.dev.vars': right },
      ['assignment', '.dev.vars', 2, 'OPENAI_API_KEY'],
    ],
    [
      'Streamlit',
      { '.streamlit/secrets.toml': `OPENAI_API_KEY = "${key}"\n` },
      ['assignment', '.streamlit/secrets.toml', 1, 'OPENAI_API_KEY'],
    ],
    [
      'Streamlit, in a table',
      { '.streamlit/secrets.toml': `[openai]\napi_key = "${key}"\n` },
      ['assignment', '.streamlit/secrets.toml', 2, 'api_key'],
    ],
    [
      'Supabase',
      { 'supabase/functions/.env': right },
      ['assignment', 'supabase/functions/.env', 2, 'OPENAI_API_KEY'],
    ],
    [
      'a package of the workspace',
      { 'apps/web/.env': right },
      ['assignment', 'apps/web/.env', 2, 'OPENAI_API_KEY'],
    ],
    [
      '.NET',
      { 'appsettings.json': `{\n  "OpenAI": { "ApiKey": "${key}" }\n}` },
      ['assignment', 'appsettings.json', 2, 'ApiKey'],
    ],
    [
      'Spring',
      { 'src/main/resources/application.yml': `spring:\n  ai:\n    openai:\n      api-key: ${key}\n` },
      ['assignment', 'src/main/resources/application.yml', 4, 'api-key'],
    ],
    [
      'Azure Functions',
      { 'local.settings.json': `{"Values":{"OPENAI_API_KEY":"${key}"}}` },
      ['assignment', 'local.settings.json', 1, 'OPENAI_API_KEY'],
    ],
    [
      'node-config',
      { 'config/default.json': `{"openaiApiKey":"${key}"}` },
      ['assignment', 'config/default.json', 1, 'openaiApiKey'],
    ],
    [
      'a start-up script',
      { 'run.sh': `#!/bin/sh\nexport OPENAI_API_KEY='${key}'\n` },
      ['assignment', 'run.sh', 2, 'OPENAI_API_KEY'],
    ],
    ['another mode', { '.env.production': right }, ['assignment', '.env.production', 2, 'OPENAI_API_KEY']],
    [
      'the nearest first',
      { 'deep/er/.env': right, '.env.old': right },
      ['assignment', '.env.old', 2, 'OPENAI_API_KEY'],
    ],
    [
      'a file with the key',
      { '.env': 'OPENAI_API_KEY_FILE=/run/secrets/openai\n' },
      ['key_file', '.env', 1, 'OPENAI_API_KEY_FILE'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await look(files)).toEqual(expected);
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'an example',
      { '.env.example': named('OPENAI_API_KEY').replace(key, 'sk-proj-1234567890abcdefghij') },
      'nowhere',
    ],
    ['a package', { 'node_modules/x/.env': right }, 'nowhere'],
    ['a placeholder', { 'env.txt': 'OPENAI_API_KEY=your-key-here' }, 'nowhere'],
    ['another service’s name', { 'env.txt': 'STRIPE_KEY=some-value-that-is-long-enough-1' }, 'nowhere'],
    ['a path', { 'x.yml': 'openai_key: /etc/keys/openai-production-1\n' }, 'nowhere'],
  ])('not %s', async (_, files, reason) => {
    expect(await look(files)).toMatchObject({ reason });
  });

  test('another variable of the shell', async () => {
    expect(await look({}, { OPENAI_KEY: key })).toEqual({ reason: 'other_variable', name: 'OPENAI_KEY' });
  });

  test('thousands of packages are looked at once each', async () => {
    const packages = Array.from({ length: 3000 }, (_, at) => [`packages/p${at}/package.json`, '{}'] as const);
    const world = stepWorld(Object.fromEntries(packages), [], { more: { platform: 'linux' } });
    let listed = 0;
    const files = { ...world.files, list: (path: string) => world.files.list(listed++ < 0 ? '' : path) };
    const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
    await lookLocally(
      {
        ...world.ports,
        files,
        cwd: folder,
        home: '/home/me',
        env: {},
        platform: 'linux',
        clock: world.ports.clock,
      } as Ports,
      request as unknown as VerifyRequest,
    );
    expect(listed).toBeLessThan(3050);
  });
});
