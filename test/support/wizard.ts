import { findBaseUrl } from '../../src/checks/endpoint.ts';
import { checkFormat } from '../../src/checks/format.ts';
import { lookAtProject } from '../../src/checks/project.ts';
import { Checklist } from '../../src/checks/result.ts';
import { options as allOptions } from '../../src/commands/options.ts';
import type { ChosenKey, KeyRun, SetupOptions } from '../../src/commands/setup/run.ts';
import { chooseTarget } from '../../src/commands/setup/target.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { GitFacts } from '../../src/ports/git.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { createVoice } from '../../src/ui/voice.ts';
import { keyBuilders } from './keys.ts';
import { type MemoryFiles, memoryFiles } from './memory-files.ts';
import { fakeTerminal } from './terminal.ts';

export const folder = '/app';

/** As a command line without any option gives them. */
const noOptions = Object.fromEntries(
  Object.entries(allOptions).map(([name, { read }]) => [name, read(undefined)]),
);

/** What git says of a file in a repository that ignores it. */
export const ignored: GitFacts = {
  repository: 'yes',
  detail: '',
  root: folder,
  ignoredBy: 'project',
  tracked: false,
  everCommitted: null,
  unignored: [],
};

export interface StepWorld {
  readonly ports: Ports;
  readonly files: MemoryFiles;
  /** The questions that were asked. */
  readonly asked: readonly string[];
  /** What Enter alone would have answered to each of them; undefined where there is nothing to choose. */
  readonly defaults: readonly unknown[];
  /** Keys that are masked from now on. */
  readonly remembered: readonly string[];
  /** All that was said, and all results. */
  said(): string;
  printed(): string;
}

/** Ports of which a step may use only those that are here: files, questions with these answers in turn, a terminal. */
export function stepWorld(
  given: Readonly<Record<string, string>>,
  answers: readonly unknown[] = [],
  {
    env = {},
    interactive = true,
    more = {},
  }: {
    readonly env?: Ports['env'];
    readonly interactive?: boolean;
    /** Ports that only this step may use beside those. */
    readonly more?: Partial<Ports>;
  } = {},
): StepWorld {
  const files = memoryFiles(
    Object.fromEntries(Object.entries(given).map(([name, text]) => [`${folder}/${name}`, text])),
  );
  files.show(folder, { state: 'unreadable', reason: 'directory', code: 'EISDIR' });
  const screen = fakeTerminal({ interactive });
  const asked: string[] = [];
  const defaults: unknown[] = [];
  const remembered: string[] = [];
  const left = [...answers];
  const answer = (message: string, values: readonly unknown[] | null, byEnter?: unknown): unknown => {
    if (left.length === 0) throw new Error(`Unexpected question: ${message}`);
    asked.push(message);
    defaults.push(byEnter);
    const value = left.shift();
    if (values && !values.includes(value)) throw new Error(`${String(value)} is no answer to: ${message}`);
    return value;
  };
  const parts: Partial<Ports> = {
    cwd: folder,
    home: '/home/me',
    nodeVersion: '22.21.0',
    platform: 'linux',
    env,
    files,
    terminal: screen.terminal,
    clock: { now: () => 1_000_000, sleep: async () => {} },
    browser: { available: false, open: () => Promise.reject(new Error('no browser is there')) },
    prompter: {
      select: async ({ message, choices, default: byEnter }) =>
        answer(
          message,
          choices.map(({ value }) => value),
          byEnter,
        ) as never,
      pause: async ({ message }) => void answer(message, null),
      confirm: async ({ message, default: byEnter }) => answer(message, [true, false], byEnter) as boolean,
      secret: async ({ message }) => new Secret(answer(message, null) as string),
    },
    remember: (secret) => void remembered.push(secret.reveal()),
    interrupts: { onInterrupt: () => () => {} },
    ...more,
  };
  const ports = new Proxy(parts, {
    get(target, name) {
      if (!(name in target)) throw new Error(`The step used ${String(name)}.`);
      return target[name as keyof Ports];
    },
  }) as Ports;
  return { ports, files, asked, defaults, remembered, said: () => screen.err(), printed: () => screen.out() };
}

/** A run of the wizard at the moment when a key is chosen. */
export async function keyRun(
  { ports }: StepWorld,
  chosen: Partial<ChosenKey> = {},
  given: Partial<SetupOptions> = {},
  git: Partial<GitFacts> = {},
): Promise<KeyRun> {
  const options = { ...noOptions, language: 'en', ...given } as SetupOptions;
  const project = lookAtProject(ports);
  const key = chosen.key ?? new Secret(keyBuilders.project(21));
  return {
    ports,
    options,
    project,
    target: await chooseTarget(ports, project, options.file),
    voice: await createVoice(ports, options),
    named: findBaseUrl(ports, project, options.baseUrl),
    probable: defaultEndpoint,
    background: {
      git: async () => ({ ...ignored, ...git }),
      isUnreachable: () => false,
      standsInForOpenai: async () => true,
    },
    asks: ports.terminal.interactive && !options.yes,
    chosen: {
      key,
      format: checkFormat(key, defaultEndpoint),
      judgedFor: defaultEndpoint,
      origin: { type: 'prompt' },
      write: true,
      ...chosen,
    },
    endpoint: defaultEndpoint,
    list: new Checklist(ports.clock),
  };
}
