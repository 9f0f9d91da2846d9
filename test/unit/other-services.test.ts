import { describe, expect, test } from 'vitest';
import { findServices } from '../../src/checks/api/other-services.ts';
import type { Project } from '../../src/checks/project.ts';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { judgeKey } from '../../src/domain/keys/judge.ts';
import { services } from '../../src/domain/keys/services.ts';
import { parseEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { loadReportWords } from '../../src/i18n/load.ts';
import { serviceText } from '../../src/ui/services.ts';
import { notKeys, otherKeys } from '../support/keys.ts';
import { inFolder, show } from '../support/show.ts';

type Files = Readonly<Record<string, string>>;

function found(env: Readonly<Record<string, string>>, files: Files = {}) {
  const remembered: Secret[] = [];
  const envFiles = Object.entries(files).map(([name, text]) => {
    const parsed = readEnvDocument(new TextEncoder().encode(text));
    if (!parsed.ok) throw new Error(name);
    return { ...inFolder(name), document: parsed.document };
  });
  const project = { envFiles, otherEnvFiles: [] } as unknown as Project;
  return findServices(env, project, (secret) => remembered.push(secret));
}

async function commands(env: Readonly<Record<string, string>>, files: Files = {}) {
  const words = await loadReportWords('en');
  return found(env, files).map((one) => serviceText(one, { words, show }).command);
}

const token = 'aB3dE5gH7jK9mN1pQ3rS5tU7vW9x';

describe('the table', () => {
  test.each(services.map((one) => [one.name, one] as const))(
    '%s has an address that would be accepted',
    (_, one) => {
      if (one.baseURL === null) expect(one.addresses?.length).toBeGreaterThan(0);
      else {
        expect(parseEndpoint(one.baseURL, { type: 'option' })).toMatchObject({
          ok: true,
          endpoint: { baseURL: one.baseURL },
        });
        expect(one.baseURL).toMatch(/^https:\/\/[\w./-]+$/);
      }
      for (const variable of one.variables) expect(variable).toMatch(/^[A-Z0-9_]+$/);
    },
  );

  test('names each variable once', () => {
    const names = services.flatMap(({ variables }) => variables);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each([
    ['GROQ_API_KEY', otherKeys.groq()],
    ['OPENROUTER_API_KEY', otherKeys.openrouter()],
    ['XAI_API_KEY', otherKeys.xai()],
    ['GEMINI_API_KEY', otherKeys.google()],
    ['ANTHROPIC_API_KEY', otherKeys.anthropic()],
    ['HF_TOKEN', otherKeys.huggingFace()],
    ['GITHUB_TOKEN', otherKeys.github()],
    ['DEEPSEEK_API_KEY', otherKeys.deepseek()],
    ['ZHIPUAI_API_KEY', `${'0123456789abcdef'.repeat(2)}.aB3dE5gH7jK9mN1p`],
    ['ARK_API_KEY', '01234567-89ab-cdef-0123-456789abcdef'],
  ])('its own key of %s is accepted there', (variable, key) => {
    const [one] = found({ [variable]: key });
    const endpoint = parseEndpoint(one?.baseURL ?? '', { type: 'option' });
    expect(endpoint.ok && judgeKey(new Secret(key), endpoint.endpoint).ok).toBe(true);
  });
});

describe('the command', () => {
  test.each([
    [
      { GROQ_API_KEY: token },
      'node -p process.env.GROQ_API_KEY | openai-setup verify --key-stdin --base-url https://api.groq.com/openai/v1',
    ],
    [
      { GITHUB_TOKEN: token },
      'node -p process.env.GITHUB_TOKEN | openai-setup verify --key-stdin --base-url https://models.github.ai/inference --model openai/gpt-4.1-mini',
    ],
    [
      {
        AZURE_OPENAI_API_KEY: otherKeys.azure(),
        AZURE_OPENAI_ENDPOINT: 'https://res.openai.azure.com/',
        AZURE_OPENAI_DEPLOYMENT: 'my-gpt',
      },
      'node -p process.env.AZURE_OPENAI_API_KEY | openai-setup verify --key-stdin --base-url https://res.openai.azure.com/openai/v1 --model my-gpt',
    ],
    [
      {
        AZURE_OPENAI_AD_TOKEN: notKeys.jwt(),
        AZURE_OPENAI_ENDPOINT: 'https://res.services.ai.azure.com/openai/v1/',
      },
      'node -p process.env.AZURE_OPENAI_AD_TOKEN | openai-setup verify --key-stdin --base-url https://res.services.ai.azure.com/openai/v1',
    ],
  ])('reads the variable, and holds no key', async (env, command) => {
    const said = await commands(env as Record<string, string>);
    expect(said).toEqual([command]);
    for (const value of Object.values(env))
      if (value.length > 24 && !value.includes('://')) expect(said[0]).not.toContain(value);
  });

  test('reads the env file that has it, whatever that is called', async () => {
    expect(await commands({}, { '.env.local': `MISTRAL_API_KEY=${token}\n` })).toEqual([
      'node --env-file=.env.local -p process.env.MISTRAL_API_KEY | openai-setup verify --key-stdin --base-url https://api.mistral.ai/v1',
    ]);
    const [odd] = await commands({}, { "my env's/.env": `MISTRAL_API_KEY=${token}\n` });
    expect(odd).toContain(`--env-file='my env'\\''s/.env' -p`);
  });
});

describe('what is told', () => {
  test('the environment first, then files; at most three services', () => {
    const many = { XAI_API_KEY: token, GROQ_API_KEY: token, MISTRAL_API_KEY: token, COHERE_API_KEY: token };
    expect(found(many).map(({ name }) => name)).toEqual(['Groq', 'Mistral', 'xAI']);
    expect(found({ GROQ_API_KEY: token }, { '.env': `GROQ_API_KEY=${token}x\n` })).toMatchObject([
      { place: { type: 'environment' } },
    ]);
  });

  test('the token of GitHub only where there is nothing else', () => {
    expect(found({ GITHUB_TOKEN: token, GROQ_API_KEY: token }).map(({ name }) => name)).toEqual(['Groq']);
    expect(found({ GITHUB_TOKEN: token }).map(({ name }) => name)).toEqual(['GitHub Models']);
  });

  test.each([
    ['nothing', {}],
    ['an empty value', { GROQ_API_KEY: ' ' }],
    ['a placeholder', { GROQ_API_KEY: 'your_groq_api_key_here' }],
    ['a shortened display', { GROQ_API_KEY: 'gsk_…Ab3d' }],
    ['a reference', { GROQ_API_KEY: 'op://vault/groq/key' }],
    ['another variable', { MY_GROQ_API_KEY: token }],
  ])('not %s', (_, env) => expect(found(env)).toEqual([]));

  test.each([
    ['no address', {}],
    ['no URL', { AZURE_OPENAI_ENDPOINT: 'res' }],
    ['a command in it', { AZURE_OPENAI_ENDPOINT: 'https://x.example/$(id)' }],
    ['a quote', { AZURE_OPENAI_ENDPOINT: "https://x.example/';id;'" }],
    ['plain http', { AZURE_OPENAI_ENDPOINT: 'http://x.example/' }],
    ['a line break', { AZURE_OPENAI_ENDPOINT: 'https://x.example/\nid' }],
  ])('Azure needs its address: %s gives no command', async (_, env) => {
    const given = { AZURE_OPENAI_API_KEY: otherKeys.azure(), ...env };
    expect(found(given)).toMatchObject([{ baseURL: null, address: 'AZURE_OPENAI_ENDPOINT' }]);
    expect(await commands(given)).toEqual([null]);
  });

  test('a project file does not say where a key of the shell goes', () => {
    const file = { '.env': 'AZURE_OPENAI_ENDPOINT=https://evil.openai.azure.com\n' };
    expect(found({ AZURE_OPENAI_API_KEY: otherKeys.azure() }, file)).toMatchObject([{ baseURL: null }]);
    const both = { '.env': `AZURE_OPENAI_API_KEY=${otherKeys.azure()}\n${file['.env']}` };
    expect(found({}, both)).toMatchObject([{ baseURL: 'https://evil.openai.azure.com/openai/v1' }]);
  });

  test('and every value is masked from then on', () => {
    const remembered: Secret[] = [];
    findServices({ GROQ_API_KEY: token }, { envFiles: [], otherEnvFiles: [] }, (one) => remembered.push(one));
    expect(remembered.map((one) => one.equals(new Secret(token)))).toEqual([true]);
  });
});
