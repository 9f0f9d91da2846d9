import { describe, expect, test } from 'vitest';
import { createKey } from '../../src/commands/rotate/admin.ts';
import { findEnvFiles } from '../../src/commands/rotate/env-files.ts';
import { findPlaces, type Places, together } from '../../src/commands/rotate/places.ts';
import { leadToRevoking } from '../../src/commands/rotate/revoke.ts';
import { tellPlaces } from '../../src/commands/rotate/show-places.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import { pages } from '../../src/i18n/openai-pages.ts';
import type { AdminApi } from '../../src/ports/admin.ts';
import { usesOf } from '../support/memory-files.ts';
import { adminKey, begin, line, next, old, settle } from '../support/rotation.ts';
import { inFolder, show } from '../support/show.ts';
import { folder, stepWorld } from '../support/wizard.ts';
import { answered } from './diagnose.support.ts';

describe('the list of places', () => {
  const current = { place: { type: 'environment', name: 'OPENAI_API_KEY' }, value: new Secret(old) } as const;

  test('names the shell, its other variables, and each line of a file', async () => {
    const env = { OPENAI_API_KEY: old, LLM_KEY: old };
    const { rotation, said } = await begin({ env, files: { '.env': `A=1\n${line(old)}` } });
    expect(tellPlaces(rotation, current, rotation.places)).toEqual([]);
    for (const name of ['OPENAI_API_KEY', 'LLM_KEY']) expect(said()).toContain(rotation.words.inShell(name));
    expect(said()).toContain('.env, line 2');
    expect(said()).not.toContain(rotation.words.incomplete);
  });

  test('says how many more there are, and that not all was searched', async () => {
    const { rotation, said } = await begin({});
    const left = Array.from({ length: 5 }, (_, at) => ({
      reason: 'docs' as const,
      file: { absolute: `${folder}/a.md` },
      line: at + 1,
      name: '',
      value: null,
    }));
    tellPlaces(rotation, current, { ...rotation.places, left, complete: false });
    expect(said()).toContain(rotation.words.moreLeft(2));
    expect(said()).toContain(rotation.words.incomplete);
  });

  test('of two keys is one: names of both, each line once', () => {
    const at = (name: string, lineNumber: number) => ({ name, line: lineNumber, value: new Secret(old) });
    const holding = (names: readonly string[], lines: readonly ReturnType<typeof at>[]): Places => ({
      inShell: false,
      holders: [{ file: { absolute: inFolder('.env').absolute }, names, lines } as Places['holders'][number]],
      left: [],
      otherVariables: [],
      complete: true,
    });
    const a = at('A', 1);
    const both = together([
      holding(['A'], [a]),
      { ...holding(['B', 'A'], [a, at('B', 2)]), inShell: true, complete: false },
    ]);
    expect(both).toMatchObject({ inShell: true, complete: false });
    expect(both.holders.map(({ names, lines }) => [names, lines.map((one) => one.line)])).toEqual([
      [
        ['A', 'B'],
        [1, 2],
      ],
    ]);
  });
});

describe('the search for env files', () => {
  test('goes by name, whatever order the disk has', async () => {
    const { ports } = stepWorld({ 'b/.env': line(old), 'a/.env': line(old), '.env': line(old) });
    const list = (path: string): readonly string[] => [...ports.files.list(path)].reverse();
    const found = await findEnvFiles({ ...ports, files: { ...ports.files, list } });
    expect(found.files.map(show)).toEqual(['.env', 'a/.env', 'b/.env']);
  });

  test('sees a file that two paths lead to once, by the path that comes first', async () => {
    const { ports, files } = stepWorld({ '.env': line(old), 'a/.env': line(old), 'b/.env': line(old) });
    const bytes = new TextEncoder().encode(line(old));
    for (const path of ['.env', 'b/.env'])
      files.show(`${folder}/${path}`, { state: 'file', bytes, mode: 0o600, realPath: '/elsewhere/.env' });
    expect((await findEnvFiles(ports)).files.map(show)).toEqual(['.env', 'a/.env']);
  });

  test('looks four folders deep', async () => {
    const { ports } = stepWorld({ 'a/b/c/d/.env': line(old), 'a/b/c/d/e/.env': line(old) });
    expect((await findEnvFiles(ports)).files.map(show)).toEqual(['a/b/c/d/.env']);
  });

  test('a file that two paths lead to is one place', () => {
    const { ports, files } = stepWorld({ 'deep/.env': line(old), 'link/.env': line(old) });
    const bytes = new TextEncoder().encode(line(old));
    for (const path of ['deep/.env', 'link/.env'])
      files.show(`${folder}/${path}`, { state: 'file', bytes, mode: 0o600, realPath: `${folder}/deep/.env` });
    const uses = usesOf(files, old, folder);
    const nothing = { files: [], complete: true };
    const found = findPlaces(ports, new Secret(old), nothing, { uses, root: folder, within: folder });
    expect(found.holders).toHaveLength(1);
  });
});

describe('a key with a time', () => {
  const made = async (days: number | undefined, expiresAt: number | null) => {
    const asked: (number | null)[] = [];
    const exchange = answered(200, {}, {}, { purpose: 'models', model: null });
    const value = { id: cleanText('sa_1'), key: new Secret(next), expiresAt };
    const createIt: AdminApi['createKey'] = async (_, __, lifetime) => {
      asked.push(lifetime);
      return { exchange, value };
    };
    const options = days === undefined ? {} : { expires: days };
    const { rotation, said } = await begin({
      options,
      more: { interrupts: { onInterrupt: () => () => {} } },
    });
    const access = { adminKey: new Secret(adminKey), endpoint: defaultEndpoint, project: 'proj_1' };
    const api = { createKey: createIt } as unknown as AdminApi;
    await settle(createKey(rotation, { api, access }));
    return {
      asked,
      warned: said().includes(rotation.words.admin.neverExpires),
      until: said().match(/expires on (\S+)\./)?.[1] ?? null,
    };
  };
  test.each<[string, number | undefined, number | null, number | null, boolean, string | null]>([
    ['none is asked for', undefined, null, null, false, null],
    ['ten days, in seconds', 10, 1_800_000_000, 864_000, false, '2027-01-15'],
    ['it was asked for, and the answer has none', 10, null, 864_000, true, null],
  ])('%s', async (_, days, expiresAt, seconds, warned, until) => {
    expect(await made(days, expiresAt)).toEqual({ asked: [seconds], warned, until });
  });
});

test('without a terminal the old key’s last characters and the page are told, and nothing is asked', async () => {
  const { rotation, said, check } = await begin({ interactive: false });
  expect(await leadToRevoking(rotation, { ofOpenai: true })).toBe(null);
  expect(said()).toContain(rotation.words.revokeHint(rotation.voice.key(rotation.old)).replace(/\s+/g, ' '));
  expect(said()).toContain(pages.keys);
  check();
});
