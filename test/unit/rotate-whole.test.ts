import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { rotationFolder } from '../../src/checks/unfinished-rotation.ts';
import { runRotate } from '../../src/commands/rotate/rotate.ts';
import type { RotateOptions } from '../../src/commands/rotate/run.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import words from '../../src/i18n/en/rotate.ts';
import { UsageError } from '../../src/ports/errors.ts';
import type { WriteFailure } from '../../src/ports/files.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { usesOf } from '../support/memory-files.ts';
import { line, next, old, rotateOptions } from '../support/rotation.ts';
import { lists, says, scriptedApi } from '../support/scripted-api.ts';
import { folder, ignored, stepWorld } from '../support/wizard.ts';

const third = keyBuilders.project(54);
const keys: Readonly<Record<string, string>> = { old, next, third };
const nameOf = (key: string): string =>
  Object.keys(keys).find((name) => keys[name] === key) ?? 'what is none of them';

interface Given {
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly piped?: string;
  readonly options?: Partial<RotateOptions>;
  /** Answers to questions; without any nobody is there. */
  readonly answers?: readonly unknown[];
  /** Keys of the record of a rotation that was cut off, which is about all of the files. */
  readonly cutOff?: { readonly old: string; readonly new: string };
  /** Why the record of this rotation cannot be written. */
  readonly failure?: WriteFailure;
}

/** A rotation from its first step to its last, over files in memory. */
async function rotated({ files, env = {}, piped, options = {}, answers, cutOff, failure }: Given) {
  const { api } = scriptedApi([lists('gpt-6-luna'), says('1'), says('2')]);
  const print = async (key: Secret, salt: string) => `${salt} of ${nameOf(key.reveal())}`;
  const mark = async (key: string) => ({ masked: '', print: await print(new Secret(key), 'salt') });
  const text = cutOff && {
    salt: 'salt',
    old: [await mark(cutOff.old)],
    new: await mark(cutOff.new),
    files: Object.keys(files).map((path) => ({ path, names: ['OPENAI_API_KEY'] })),
  };
  const record = `${rotationFolder}/record`;
  const more: Partial<Ports> = {
    api,
    git: { facts: async () => ignored, untrack: async () => null },
    progress: { start: () => ({ update: () => {}, stop: () => {} }) },
    keySearch: { exact: async (_: string, key: Secret) => usesOf(at.files, key.reveal(), folder) } as never,
    network: { probe: async () => [] },
    parseEnv: async (content) => parse(content),
    program: { run: () => Promise.reject(new UsageError('no target')) },
    records: {
      read: async () => ({ text: JSON.stringify(text), running: false }),
      write: async () => failure ?? null,
      remove: async (path) => at.files.put(`${path}/record`, null),
      salt: async () => 'salt',
      print,
    },
  };
  const at = stepWorld({ ...files, ...(text ? { [record]: '' } : {}) }, answers, {
    env: { SHELL: '/bin/bash', ...env },
    interactive: answers !== undefined,
    more,
  });
  const terminal = {
    ...at.ports.terminal,
    stdinIsTerminal: piped === undefined,
    readKey: async () => new Secret(piped ?? ''),
  };
  const ports: Ports = new Proxy(at.ports, {
    get: (target, name) => (name === 'terminal' ? terminal : target[name as keyof Ports]),
  });
  const code = await runRotate(
    ports,
    rotateOptions({ keyStdin: piped !== undefined, json: true, ...options }),
  );
  const left = at.files.now();
  return {
    code,
    json: JSON.parse(at.printed() || '{}') as Record<string, never>,
    holds: Object.keys(files).map((name) =>
      nameOf(parse(left[`${folder}/${name}`] ?? '')['OPENAI_API_KEY'] ?? ''),
    ),
    remembered: [...new Set(at.remembered.map(nameOf))].sort(),
    defaults: at.defaults,
    said: at.said().replace(/\s+/g, ' '),
    isRecorded: `${folder}/${record}` in left,
  };
}

/** Each key comes in at another place; whatever was not given to `remember` could be printed by an error. */
describe('every key that comes in is masked from then on, and all files end with one', () => {
  const halfDone = { '.env': line(next), '.env.local': line(old), 'api/.env': line(old) };
  const cutOff = { old, new: next };
  test.each<[string, Given, string, readonly string[]]>([
    [
      'piped, with the old one in a file',
      { files: { '.env': line(old) }, piped: next },
      'next',
      ['next', 'old'],
    ],
    [
      'piped, with the old one in the shell too',
      { files: { '.env': line(old) }, env: { OPENAI_API_KEY: old }, piped: next },
      'next',
      ['next', 'old'],
    ],
    ['typed in', { files: { '.env': line(old) }, answers: [next, true, 'finish'] }, 'next', ['next', 'old']],
    [
      'of a rotation that was cut off, which is finished',
      { files: halfDone, cutOff, options: { yes: true } },
      'next',
      ['next', 'old'],
    ],
    [
      'of a rotation that was cut off, which is taken back',
      { files: halfDone, cutOff, answers: ['back', true, 'finish'] },
      'old',
      ['next', 'old'],
    ],
    [
      'of a rotation that was cut off, where another takes the place of both',
      { files: halfDone, cutOff, piped: third },
      'third',
      ['next', 'old', 'third'],
    ],
  ])('%s', async (_, given, key, remembered) => {
    const run = await rotated(given);
    expect(run.code).toBe(0);
    expect(run.holds).toEqual(Object.keys(given.files).map(() => key));
    expect(run.remembered).toEqual(remembered);
    expect(run.isRecorded).toBe(false);
    if (!given.cutOff || !given.answers) return;
    expect(run.said).toContain(words.unfinished.found);
    expect(run.defaults[0], 'what Enter does').toBe('finish');
  });
});

/** A record is a folder beside the files: what is told must be the thing that is in the way. */
describe('a record that cannot be written ends the rotation before any file is', () => {
  const own = rotationFolder;
  const reasons = ['denied', 'read_only', 'no_folder', 'io_error', 'busy', 'held', 'too_many_files'] as const;
  test.each<[string, WriteFailure, object, string]>([
    ...reasons.map((reason): [string, WriteFailure, object, string] => [
      reason,
      { ok: false, reason, code: 'EX' },
      { cause: 'env_file_not_writable', reason },
      reason === 'busy' ? '.env' : own,
    ]),
    [
      'disk_full',
      { ok: false, reason: 'disk_full', code: 'ENOSPC' },
      { cause: 'disk_full', reason: 'file' },
      own,
    ],
    [
      'unreadable',
      { ok: false, reason: 'unreadable', code: 'EX', why: 'directory' },
      { cause: 'env_file_not_writable', reason: 'io_error' },
      own,
    ],
  ])('%s', async (_, failure, diagnosis, named) => {
    const run = await rotated({ files: { '.env': line(old), 'api/.env': line(old) }, piped: next, failure });
    expect(run.holds).toEqual(['old', 'old']);
    expect(run.json['diagnosis']).toMatchObject(diagnosis);
    expect(run.json['diagnosis']?.['explanation']).toContain(named);
  });
});
