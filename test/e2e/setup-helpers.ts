import { afterEach } from 'vitest';
import type { Language } from '../../src/domain/text/language.ts';
import { type ScenarioId, scenarios } from '../../src/standin/scenarios.ts';
import type { ServedAnswer } from '../support/api.ts';
import { protect } from '../support/captures.ts';
import type { Step } from '../support/conversation.ts';
import type { Variables } from '../support/environment.ts';
import type { Project } from '../support/project.ts';
import { openTerminal, type TerminalSession } from '../support/pty.ts';
import { type Standin, startStandin } from '../support/standin/standin.ts';

const open: Standin[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

/** The stand-in API, ended after the test; its key is searched for in everything that the test captured. */
export async function standin(id: ScenarioId = 'ok', language: Language = 'en'): Promise<Standin> {
  const api = await startStandin({ scenario: scenarios[id], language });
  protect(api.key);
  open.push(api);
  return api;
}

/** `METHOD /path` of each request that brought a key. */
export function keyed(api: Standin): readonly string[] {
  return api.requests.filter(({ keySent }) => keySent).map(({ method, path }) => `${method} ${path}`);
}

export const listThenChat = ['GET /v1/models', 'POST /v1/chat/completions'];

/** How the questions of a first run are known, whatever their exact words. */
export const asks = {
  en: {
    haveKey: 'Do you have an OpenAI API key?',
    key: 'Paste your API key',
    model: 'Which model',
    go: 'Go ahead?',
    program: /first program/,
    next: 'What next?',
    ready: 'Next step?',
  },
  'zh-CN': {
    haveKey: '你有 OpenAI API 密钥吗',
    key: '粘贴 API 密钥',
    model: '哪个模型',
    go: '确认写入',
    program: /入门程序/,
    next: '接下来',
    ready: '下一步',
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

/** No to the first program, in a folder where two languages are offered. */
export const noProgram = (language: Language = 'en'): Step => ({
  asks: asks[language].program,
  keys: ['down', 'down'],
});

/** The questions of a first run in an empty folder, each answered by Enter; but `last` to the last one. */
export function firstRun(
  key: string,
  language: Language = 'en',
  last: Step = noProgram(language),
): readonly Step[] {
  const words = asks[language];
  return [
    { asks: words.haveKey },
    { asks: words.key, secret: key },
    { asks: words.model },
    { asks: words.go },
    last,
  ];
}

const nowhere = 'http://127.0.0.1:1/';

/** The program in a terminal in that project, talking to that API. */
export function terminalIn(
  project: Project,
  api: { readonly baseURL: string } | null,
  options: {
    readonly args?: readonly string[];
    readonly env?: Variables;
    readonly columns?: number;
    readonly secrets?: readonly string[];
  } = {},
): TerminalSession {
  const { args = ['setup', '--no-open'], env = {}, ...others } = options;
  return openTerminal({
    args,
    cwd: project.path,
    // Nothing is installed from beyond this machine.
    env: { npm_config_registry: nowhere, ...(api && { OPENAI_BASE_URL: api.baseURL }), ...env },
    ...others,
  });
}

/** What section 6 of the contract names in the document of setup. */
export interface SetupDocument {
  readonly next: Readonly<Record<string, unknown>> | null;
  readonly schemaVersion: number;
  readonly ok: boolean;
  readonly dryRun?: boolean;
  readonly key: {
    readonly masked: string;
    readonly kind: string;
    readonly length: number;
    readonly source: { readonly type: string; readonly path?: string };
  } | null;
  readonly endpoint: { readonly baseURL: string; readonly source: string } | null;
  readonly checks: readonly { readonly id: string; readonly status: string; readonly ms: number }[];
  readonly warnings: readonly { readonly id: string; readonly message: string }[];
  readonly diagnosis: {
    readonly cause: string;
    readonly owner: string;
    readonly title: string;
    readonly explanation: string;
    readonly remedies: readonly { readonly text: string }[];
    readonly retryable: boolean;
    readonly retryAfterSeconds: number | null;
    readonly status: number | null;
    readonly requestId: string | null;
  } | null;
  readonly test: {
    readonly model: string;
    readonly reply: string;
    readonly finishReason: string;
    readonly ms: number;
    readonly usage: Readonly<Record<string, number>>;
    readonly costUsd: number;
    readonly priceDate: string;
  } | null;
  readonly files: readonly { readonly path: string; readonly change: string }[];
  readonly exitCode: number;
}

/** An answer to `GET /models` that lets any key in. */
export const modelList: ServedAnswer = {
  body: {
    object: 'list',
    data: [{ id: 'gpt-6-luna', object: 'model', created: 1_790_000_000, owned_by: 'system' }],
  },
};

/** A chat completion for any request. */
export const completion: ServedAnswer = {
  headers: { 'x-request-id': 'req_00000000000000000000000000000001' },
  body: {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_790_000_000,
    model: 'gpt-6-luna',
    choices: [
      { index: 0, message: { role: 'assistant', content: 'This is a test!' }, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
  },
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
export const escapes = /[\x1b\x9b]/;
export const chinese = /\p{Script=Han}/u;
