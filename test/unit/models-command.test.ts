import { describe, expect, test } from 'vitest';
import { readModels } from '../../src/adapters/api/openai-answers.ts';
import { type ModelsOptions, runModels } from '../../src/commands/models/models.ts';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { defaultEndpoint, type Endpoint } from '../../src/domain/network/endpoint.ts';
import causeWords from '../../src/i18n/en/causes.ts';
import type { ListedModel } from '../../src/ports/api.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { width } from '../../src/ui/layout.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { fakeTerminal } from '../support/terminal.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const list = (...ids: string[]): readonly ListedModel[] =>
  readModels({ data: ids.map((id) => ({ id, owned_by: 'openai' })) }) ?? [];
const usual = list(
  'gpt-4o-mini',
  'whisper-1',
  'gpt-6-luna',
  'gpt-6-astra',
  'gpt-5-nano',
  'gpt-9-new',
  'gpt-4',
);

/** Another server, as `--base-url` names it. */
const local = 'http://127.0.0.1:4000/v1';

/** What GET /models answered: a list, or a refusal with this status and error object. */
type Answer = readonly ListedModel[] | { readonly status: number; readonly error: Record<string, unknown> };

function exchangeOf(answer: Answer, endpoint: Endpoint): Exchange {
  const [status, body] =
    'status' in answer ? [answer.status, { error: answer.error }] : [200, { object: 'list', data: answer }];
  return {
    purpose: 'models',
    endpoint,
    key: { kind: 'project', length: 164 },
    model: null,
    organization: null,
    project: null,
    proxy: null,
    response: {
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    failure: null,
    tls: null,
    ms: 5,
    startedAt: now,
  };
}

interface Setting extends Partial<ModelsOptions> {
  readonly answer?: Answer;
  /** In the environment; null: there is none. */
  readonly key?: string | null;
  /** The `.env` of the folder. */
  readonly envFile?: Uint8Array;
  readonly columns?: number;
  /** Of the environment, where it has no key. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs the command. Every port that it must not touch is absent. */
async function run({
  answer = usual,
  key = keyBuilders.project(),
  envFile,
  columns = 80,
  variables = {},
  ...given
}: Setting = {}) {
  let calls = 0;
  const { terminal, out, err } = fakeTerminal({ columns: () => columns });
  const ports = {
    cwd: '/app',
    home: '/home/me',
    platform: 'linux',
    env: key === null ? variables : { OPENAI_API_KEY: key },
    files: {
      read: (path: string) =>
        path === '/app/.env' && envFile
          ? { state: 'file', bytes: envFile, mode: 0o600, realPath: path }
          : { state: 'missing' },
      list: () => (envFile ? ['.env'] : []),
    },
    terminal,
    progress: { start: () => ({ update: () => {}, stop: () => {} }) },
    clock: { now: () => now },
    remember: () => {},
    api: {
      listModels: async (asked) => {
        expect(asked.key.reveal()).toBe(key);
        expect(asked.endpoint.baseURL).toBe(given.baseUrl ?? defaultEndpoint.baseURL);
        calls++;
        return { exchange: exchangeOf(answer, asked.endpoint), models: 'status' in answer ? null : answer };
      },
    } satisfies Pick<Ports['api'], 'listModels'>,
  } as unknown as Ports;
  const options: ModelsOptions = {
    json: false,
    language: 'en',
    task: undefined,
    all: false,
    keyStdin: false,
    baseUrl: undefined,
    organization: undefined,
    project: undefined,
    timeout: 30,
    trustBaseUrl: false,
    force: false,
    ...given,
  };
  const code = await runModels(ports, options);
  return { code, out: out(), err: err(), calls };
}

async function json(setting: Setting) {
  const { code, out, err } = await run({ ...setting, json: true });
  return {
    code,
    err,
    result: JSON.parse(out) as Record<string, unknown> & { models: Record<string, unknown>[] },
  };
}

describe("no key of OpenAI's, but another service's", () => {
  const variables = { GROQ_API_KEY: otherKeys.groq() };
  const command =
    'node -p process.env.GROQ_API_KEY | openai-setup verify --key-stdin --base-url https://api.groq.com/openai/v1';

  test('is told with the command that tries it', async () => {
    const { result, code } = await json({ key: null, variables });
    expect(code).toBe(3);
    expect(result['diagnosis']).toMatchObject({
      cause: 'key_missing',
      explanation: expect.stringContaining('Groq'),
      remedies: expect.arrayContaining([expect.objectContaining({ command })]),
    });
    const { err } = await run({ key: null, variables, columns: 200 });
    expect(err).toContain(command);
  });

  test('is nothing to whoever has one', async () => {
    const { result } = await json({ variables, answer: rejected });
    expect(JSON.stringify(result)).not.toContain('Groq');
  });
});

const mayNotList = {
  status: 403,
  error: {
    message: 'You have insufficient permissions for this operation. Missing scopes: api.model.read.',
    type: 'invalid_request_error',
    param: null,
    code: null,
  },
};
const rejected = {
  status: 401,
  error: {
    message:
      'Incorrect API key provided: sk-proj-…. You can find your API key at https://platform.openai.com/account/api-keys.',
    type: 'invalid_request_error',
    param: null,
    code: 'invalid_api_key',
  },
};

describe('models', () => {
  test('lists the chat models of this key, known ones first', async () => {
    const { code, result } = await json({});
    expect(code).toBe(0);
    expect(result).toMatchObject({
      schemaVersion: 1,
      ok: true,
      exitCode: 0,
      source: 'api',
      priceDate: '2026-11-21',
      recommended: null,
      diagnosis: null,
      warnings: [],
    });
    expect(result.models.map(({ id }) => id)).toEqual([
      'gpt-6-astra',
      'gpt-6-luna',
      'gpt-5-nano',
      'gpt-4o-mini',
      'gpt-4',
      'gpt-9-new',
    ]);
    expect(result.models[1]).toEqual({
      id: 'gpt-6-luna',
      chat: true,
      purpose: ['simple', 'budget'],
      inputUsdPerMillion: 0.1,
      cachedInputUsdPerMillion: 0.01,
      outputUsdPerMillion: 0.5,
      contextTokens: 1_050_000,
      shutdownDate: null,
      retired: false,
      priceKnown: true,
    });
    expect(result.models[4]).toMatchObject({ id: 'gpt-4', retired: true, shutdownDate: '2026-10-23' });
    expect(result.models[5]).toMatchObject({
      id: 'gpt-9-new',
      priceKnown: false,
      inputUsdPerMillion: null,
      contextTokens: null,
      purpose: [],
    });
  });

  test('shows the rest with --all', async () => {
    const { result } = await json({ all: true });
    expect(result.models.find(({ id }) => id === 'whisper-1')).toMatchObject({
      chat: false,
      priceKnown: false,
    });
  });

  test('lets the end date of the API win', async () => {
    const answer = list('gpt-6-luna').map((model) => ({ ...model, shutdownDate: '2026-12-01' }));
    expect((await json({ answer })).result.models).toMatchObject([
      { shutdownDate: '2026-12-01', retired: false },
    ]);
    const { out } = await run({ answer });
    expect(out).toContain('2026-12-01 !');
    expect(out).toContain('"!": ends within 60 days.');
  });

  test.each([
    [80, /^gpt-6-luna .* 2026-12-01 !/m],
    [34, /^gpt-6-luna ! +0/m],
    [16, /^gpt-6-luna !$/m],
  ])(
    'at %d columns every mark that is told stands somewhere, and the mark of a near end is never lost',
    async (columns, row) => {
      const soon = list('gpt-6-luna', 'gpt-9-new').map((model) => ({
        ...model,
        shutdownDate: model.id === 'gpt-6-luna' ? '2026-12-01' : null,
      }));
      const legend = async (answer: readonly ListedModel[]) => {
        const { out } = await run({ answer, columns });
        return [out, /"!":/.test(out), /"\?":/.test(out)] as const;
      };
      const [out, ...both] = await legend(soon);
      expect(out).toMatch(row);
      expect(both).toEqual([true, true]);
      expect((await legend(list('gpt-6-luna'))).slice(1)).toEqual([false, false]);
    },
  );

  test('prints a table for people', async () => {
    const { out, err } = await run();
    expect(err).toBe('');
    expect(out).toMatch(/gpt-6-luna +0\.10 +0\.01 +0\.50 +1\.05M +simple, budget/);
    expect(out).toMatch(/gpt-9-new +\? +\? +\? +\?/);
    expect(out).toContain('Recommended: gpt-6-luna (simple, budget), gpt-6-astra (complex, reasoning).');
    expect(out).toContain('ended 2026-10-23');
  });

  test('says that another server may charge other prices', async () => {
    expect((await run({ baseUrl: local })).out).toContain('127.0.0.1:4000 may charge differently');
  });

  test('says so where there is nothing to show', async () => {
    expect((await run({ answer: list('whisper-1') })).out).toContain('no chat model');
    expect((await json({ answer: [] })).result).toMatchObject({ ok: true, models: [] });
  });

  test('cleans what a server calls its models', async () => {
    const { out } = await run({ answer: list('evil\u001b]0;title\u0007\u202e\nname'), baseUrl: local });
    for (const unsafe of ['\u001b', '\u0007', '\u202e', 'title']) expect(out).not.toContain(unsafe);
  });
});

describe('models --for', () => {
  test('prints one id and why', async () => {
    const { code, out } = await run({ task: 'budget' });
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toBe('gpt-6-luna');
    expect(out).toContain('The lowest price, leaving out models that end soon: $0.10 in and $0.50 out');
    expect((await json({ task: 'complex' })).result['recommended']).toMatchObject({
      task: 'complex',
      id: 'gpt-6-astra',
    });
  });

  test('chooses among the models of this key only', async () => {
    const { out } = await run({ task: 'simple', answer: list('gpt-5-nano') });
    expect(out).toContain('gpt-5-nano\n');
    expect(out.replaceAll('\n', ' ')).toContain('It ends on 2026-12-11.');
  });

  test('has exit code 5 where no known one is open', async () => {
    const answer = list('llama3.2:3b');
    const { code, out, err } = await run({ task: 'reasoning', answer, baseUrl: local });
    expect([code, out]).toEqual([5, '']);
    expect(err).toContain('reasoning');
    expect((await json({ task: 'reasoning', answer })).result).toMatchObject({
      ok: false,
      exitCode: 5,
      recommended: null,
      diagnosis: { cause: 'model_no_access', owner: 'model' },
    });
  });
});

describe('models without a list', () => {
  test('gives a key that may not list models the table, and tells', async () => {
    const { code, out, err } = await run({ answer: mayNotList });
    expect(code).toBe(0);
    expect(err).toContain('cannot list models');
    expect(out).toContain('gpt-6-luna');
    const { result } = await json({ answer: mayNotList, task: 'budget' });
    expect(result).toMatchObject({
      ok: true,
      source: 'table',
      warnings: [{ id: 'cannot_list_models' }],
      recommended: { id: 'gpt-6-luna' },
    });
    expect(result.models.every(({ retired }) => !retired)).toBe(true);
  });

  test('explains a key that the API rejects, once, and shows no list', async () => {
    const { code, out, err, calls } = await run({ answer: rejected });
    expect({ code, out, calls }).toEqual({ code: 3, out: '', calls: 1 });
    expect(err).toContain(causeWords.key_rejected.title);
    expect((await json({ answer: rejected, task: 'budget' })).result).toMatchObject({
      ok: false,
      exitCode: 3,
      models: [],
      recommended: null,
      diagnosis: { cause: 'key_rejected' },
    });
  });

  test('shows the table without a key, and says that the key is missing', async () => {
    const { code, out, err, calls } = await run({ key: null });
    expect([code, calls]).toEqual([3, 0]);
    expect(err).toContain(causeWords.key_missing.title);
    expect(out).toContain('this key may not be able to use all of them');
    expect((await json({ key: null })).result).toMatchObject({
      ok: false,
      exitCode: 3,
      source: 'table',
    });
  });

  const utf16 = Buffer.from(`\ufeffOPENAI_API_KEY=${keyBuilders.project()}\n`, 'utf16le');
  test.each<[Cause, Setting]>([
    ['base_url_untrusted', { envFile: Buffer.from('OPENAI_BASE_URL=https://api.example.com/v1\n') }],
    ['key_wrong_kind', { key: keyBuilders.admin() }],
    ['env_file_encoding', { key: null, envFile: utf16 }],
  ])('%s ends it before any call', async (cause, setting) => {
    const { code, out, err, calls } = await run(setting);
    expect([code, out, calls]).toEqual([causes[cause].exitCode, '', 0]);
    expect(err).toContain(causeWords[cause].title);
  });
});

describe.each(['en', 'zh-CN'] as const)('models in %s', (language) => {
  test.each([120, 80, 40, 24])('has no line wider than %d columns', async (columns) => {
    for (const setting of [
      {},
      { answer: mayNotList, all: true },
      { task: 'reasoning' as const },
      { baseUrl: local },
    ]) {
      const { out, err } = await run({ ...setting, language, columns });
      // A model's own name is never broken.
      const wide = (out + err)
        .split('\n')
        .filter((line) => width(line) > columns && /\s|[\u4e00-\u9fff]/.test(line));
      expect(wide).toEqual([]);
      expect(out + err).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });
});
