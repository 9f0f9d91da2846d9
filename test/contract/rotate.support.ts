import { createAdminApi } from '../../src/adapters/api/admin.ts';
import { createApi } from '../../src/adapters/api/openai.ts';
import { parseEnv } from '../../src/adapters/files/env.ts';
import { createFiles } from '../../src/adapters/files/files.ts';
import { createRecords } from '../../src/adapters/files/records.ts';
import { createGit } from '../../src/adapters/git/git.ts';
import { createKeySearch } from '../../src/adapters/scan/git-grep.ts';
import { runRotate } from '../../src/commands/rotate/rotate.ts';
import type { RotateOptions } from '../../src/commands/rotate/run.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { Cancelled, UsageError } from '../../src/ports/errors.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { KeyPress } from '../../src/ports/terminal.ts';
import { capture, protect } from '../support/captures.ts';
import type { Project } from '../support/project.ts';

/** The answer to one question: a value to choose, yes or no, what is typed, or Ctrl-C. */
export type Answer = string | boolean | 'ctrl-c';

export interface Setting extends Partial<RotateOptions> {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Piped in; nothing means that standard input is not asked for. */
  readonly input?: string;
  /** Answers in order; their presence makes the terminal interactive. */
  readonly answers?: readonly Answer[];
  readonly browser?: boolean;
  /** Called for each file that is about to be written. */
  readonly onReplace?: (path: string) => void | Promise<void>;
  /** Ends waiting after this many pauses. */
  readonly pressAfter?: number;
  readonly platform?: NodeJS.Platform;
  /** The project's own folder, unless another is given. */
  readonly home?: string;
}

export interface Rotated {
  readonly code: number | 'cancelled' | { readonly usage: string };
  readonly out: string;
  readonly err: string;
  readonly json: Record<string, unknown>;
  readonly questions: readonly string[];
  readonly opened: readonly string[];
  /** What Ctrl-C would run at this moment. */
  readonly pending: number;
}

/** Works that Ctrl-C runs; a test may call them in the middle of a rotation. */
export const interruptWorks = new Set<() => Promise<void>>();

/** Runs the command in this process, with the real files, git and API; what it shows is not masked on its way. */
export async function rotateIn(project: Project, setting: Setting): Promise<Rotated> {
  const {
    env = {},
    input,
    answers,
    browser = false,
    onReplace,
    pressAfter,
    platform,
    home,
    ...options
  } = setting;
  const out: string[] = [];
  const err: string[] = [];
  const questions: string[] = [];
  const opened: string[] = [];
  const left = [...(answers ?? [])];
  let ahead = 0;
  let pauses = 0;
  let press = (): void => {};
  interruptWorks.clear();

  const answer = (message: string): Answer => {
    questions.push(message);
    const next = left.shift();
    if (next === undefined) throw new Error(`unexpected question: ${message}`);
    if (next === 'ctrl-c') throw new Cancelled();
    return next;
  };
  const clock = {
    now: () => Date.now() + ahead,
    sleep: async (ms: number) => {
      ahead += ms;
      pauses += 1;
      if (pauses === pressAfter) press();
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
  const processEnv = { PATH: process.env['PATH'], HOME: project.path, GIT_CONFIG_NOSYSTEM: '1', ...env };
  const redact = (text: string): string => text;
  const files = createFiles();
  const some: Partial<Ports> = {
    cwd: project.path,
    home: home ?? project.path,
    platform: platform ?? 'linux',
    env: processEnv,
    files: {
      ...files,
      replace: async (path, edit, how) => {
        await onReplace?.(path);
        return files.replace(path, edit, how);
      },
    },
    // No folder here shows a service that a key could be pushed to.
    program: {
      run: async () => {
        throw new UsageError('no target');
      },
    },
    records: createRecords(),
    git: createGit({ env: processEnv, cwd: project.path }),
    api: createApi({ redact, env: processEnv, clock, version: '0.0.0' }),
    prompter: {
      select: async ({ message, choices }) => {
        const value = answer(message);
        const choice = choices.find((one) => one.value === value);
        if (!choice) throw new Error(`no such choice: ${String(value)}`);
        return choice.value;
      },
      confirm: async ({ message }) => answer(message) as boolean,
      pause: async ({ message }) => void answer(message),
      secret: async ({ message }) => new Secret(answer(message) as string),
    },
    terminal: {
      interactive: answers !== undefined,
      stdinIsTerminal: input === undefined,
      color: { stdout: false, stderr: false },
      columns: () => 200,
      print: (text: string) => void out.push(text),
      say: (text: string) => void err.push(text),
      readKey: async () => new Secret((input ?? '').replace(/\n$/, '')),
      waitForEnter: async () => 'time',
    },
    progress: { start: () => ({ update: () => {}, stop: () => {} }) },
    browser: { available: browser, open: async (url: string) => opened.push(url) > 0 },
    clock,
    parseEnv,
    interrupts: {
      onInterrupt: (work: () => Promise<void>) => {
        interruptWorks.add(work);
        return () => interruptWorks.delete(work);
      },
    },
    keySearch: createKeySearch({ env: processEnv }),
    admin: createAdminApi({ redact, env: processEnv, clock }),
    listenForKey: async (): Promise<KeyPress> => ({
      pressed: new Promise((resolve) => {
        press = resolve;
      }),
      stop: () => {},
    }),
    remember: (_secret: Secret) => {},
  };
  const ports = some as Ports;

  const given: RotateOptions = {
    language: 'en',
    json: false,
    keyStdin: input !== undefined,
    yes: false,
    dryRun: false,
    baseUrl: undefined,
    project: undefined,
    expires: undefined,
    timeout: 5,
    ...options,
  };
  let code: Rotated['code'];
  try {
    code = await runRotate(ports, given);
  } catch (error) {
    if (error instanceof Cancelled) code = 'cancelled';
    else if (error instanceof UsageError) code = { usage: error.message };
    else throw error;
  } finally {
    ports.api.close();
  }
  if (left.length > 0 && code !== 'cancelled') throw new Error(`answers left: ${left.length}`);
  protect(input?.trim(), env['OPENAI_API_KEY'], env['OPENAI_ADMIN_KEY']);
  protect(...(answers ?? []).filter((one) => typeof one === 'string'));
  capture('stdout', out.join(''));
  capture('stderr', err.join(''));
  const text = out.join('');
  return {
    code,
    out: text,
    err: err.join(''),
    json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
    questions,
    opened,
    pending: interruptWorks.size,
  };
}

/** A list of models, a completion and errors as the API gives them. */
export const answersOf = {
  models: {
    body: { object: 'list', data: [{ id: 'gpt-6-luna', object: 'model', created: 1, owned_by: 'system' }] },
  },
  completion: {
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1,
      model: 'gpt-6-luna',
      choices: [
        { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'This is a test!' } },
      ],
      usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
    },
  },
  rejected: {
    status: 401,
    body: {
      error: {
        message:
          'Incorrect API key provided: sk-proj-********. You can find your API key at https://platform.openai.com/account/api-keys.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    },
  },
  noCredit: {
    status: 429,
    body: {
      error: {
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        param: null,
        code: 'insufficient_quota',
      },
    },
  },
  broken: {
    status: 500,
    body: { error: { message: 'The server had an error.', type: 'server_error', param: null, code: null } },
  },
} as const;
