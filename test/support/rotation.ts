import { expect } from 'vitest';
import { options as allOptions } from '../../src/commands/options.ts';
import { findEnvFiles } from '../../src/commands/rotate/env-files.ts';
import { findPlaces } from '../../src/commands/rotate/places.ts';
import type { RotateOptions, Rotation, RotationFacts } from '../../src/commands/rotate/run.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import words from '../../src/i18n/en/rotate.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { createVoice } from '../../src/ui/voice.ts';
import { keyBuilders } from './keys.ts';
import { findLeaks } from './leaks.ts';
import { usesOf } from './memory-files.ts';
import { type Scripted, scriptedApi } from './scripted-api.ts';
import { folder, ignored, stepWorld } from './wizard.ts';

export const old = keyBuilders.project(51);
export const next = keyBuilders.project(52);
export const adminKey = keyBuilders.admin(53);
export const line = (key: string): string => `OPENAI_API_KEY=${key}\n`;
export const usual = { '.env': line(old) };

export interface RotationGiven {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly api?: readonly Scripted[];
  readonly answers?: readonly unknown[];
  readonly interactive?: boolean;
  readonly options?: Partial<RotateOptions>;
  /** Whether a browser is there, and what opening it gives. */
  readonly browser?: boolean;
  /** Whether git says that it tracks the files; null where it says nothing. */
  readonly tracked?: boolean | null;
  /** Ports that only this test needs. */
  readonly more?: Partial<Ports>;
  /** After so many pauses a key is pressed. */
  readonly pressAfter?: number;
}

/** As a command line gives them that has only these. */
export const rotateOptions = (some: Partial<RotateOptions>): RotateOptions => ({
  ...(Object.fromEntries(
    Object.entries(allOptions).map(([name, { read }]) => [name, read(undefined)]),
  ) as unknown as RotateOptions),
  language: 'en',
  timeout: 10,
  ...some,
});

/** A rotation that knows what is replaced. Time moves only by sleeping. */
export async function begin({
  files = usual,
  env = {},
  api: scripted = [],
  answers = [],
  ...given
}: RotationGiven) {
  const { interactive = true, options: some = {}, browser, pressAfter, tracked = true, more = {} } = given;
  const { api, calls, left } = scriptedApi(scripted);
  const sleeps: number[] = [];
  const opened: string[] = [];
  let now = 1_000_000;
  let press = (): void => {};
  let listening = 0;
  let open = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      sleeps.push(ms);
      now += ms;
      if (sleeps.length === pressAfter) press();
    },
  };
  const start = () => {
    open += 1;
    const stop = () => {
      open -= 1;
    };
    return { update: () => {}, stop };
  };
  const listenForKey = async () => {
    listening += 1;
    const stop = () => {
      listening -= 1;
    };
    const pressed = new Promise<void>((resolve) => {
      press = resolve;
    });
    return { pressed, stop };
  };
  const at = stepWorld(files, answers, {
    env: { SHELL: '/bin/bash', ...env },
    interactive,
    more: {
      api,
      clock,
      platform: 'linux',
      network: { probe: async () => [] },
      git: { facts: async () => ({ ...ignored, tracked }), untrack: async () => null },
      progress: { start },
      listenForKey,
      browser: {
        available: browser !== undefined,
        open: async (url) => opened.push(url) > 0 && browser === true,
      },
      ...more,
    },
  });
  const options = rotateOptions(some);
  const noted: Partial<RotationFacts>[] = [];
  const uses = usesOf(at.files, old, folder);
  const found = findPlaces(at.ports, new Secret(old), await findEnvFiles(at.ports), {
    uses,
    root: folder,
    within: folder,
  });
  const rotation: Rotation = {
    ports: at.ports,
    voice: await createVoice(at.ports, options),
    words,
    options,
    asks: interactive && !options.yes,
    learn: (known) => void noted.push(known),
    old: new Secret(old),
    replaced: [new Secret(old)],
    unfinished: [],
    places: found,
    reach: { endpoint: defaultEndpoint, organization: 'org-1', project: undefined, headers: {} },
  };
  const check = (written: readonly string[] = []) => {
    expect(left, 'calls that were not made').toEqual([]);
    expect([open, listening], 'progress and listening end').toEqual([0, 0]);
    expect(at.files.calls, 'what is written').toEqual(written);
    expect(findLeaks(at.said() + at.printed(), [old, next, adminKey])).toEqual([]);
  };
  const said = () => at.said().replace(/\s+/g, ' ');
  return { rotation, at, calls, sleeps, opened, noted, check, said };
}

export const settle = <T>(work: Promise<T>): Promise<T | unknown> => work.catch((error: unknown) => error);
