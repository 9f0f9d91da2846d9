import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { replaceByAdmin } from '../../src/commands/rotate/by-admin.ts';
import { replaceByHand } from '../../src/commands/rotate/by-hand.ts';
import { tellDone } from '../../src/commands/rotate/result.ts';
import type { RotationFacts } from '../../src/commands/rotate/run.ts';
import { proveKey } from '../../src/commands/rotate/try-key.ts';
import { breaksWithoutKey, type LeftReason } from '../../src/domain/keys/left-places.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import words from '../../src/i18n/en/rotate.ts';
import type { AdminApi } from '../../src/ports/admin.ts';
import { Cancelled } from '../../src/ports/errors.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { marks } from '../../src/ui/theme.ts';
import { adminKey, begin, line, next, old, settle } from '../support/rotation.ts';
import { chatFails, failures, lists, type Scripted, says, scriptedApi } from '../support/scripted-api.ts';
import { answered } from './diagnose.support.ts';

const key = new Secret(next);
const path = '/app/.env';

const facts: RotationFacts = {
  old: new Secret(old),
  new: key,
  newExpiresAt: null,
  files: [],
  ignoreFiles: [],
  began: true,
  left: [],
  complete: true,
  test: null,
  oldRevoked: null,
  warnings: [],
};

/** A reason that is not in this list does not compile. */
const breaks: Readonly<Record<LeftReason, boolean>> = {
  source: true,
  config: true,
  compose: true,
  ci: true,
  notebook: true,
  docs: false,
  built: true,
  other: true,
  example: false,
  published: true,
  mention: false,
  profile: true,
  other_key: false,
  unreadable: false,
  encoded: true,
  elsewhere: true,
};

describe('the end of a rotation', () => {
  const tested = {
    model: cleanText('gpt-6-luna'),
    completion: null,
    ms: 5,
    parameters: {},
  };
  const changed = [
    { absolute: path, change: 'updated' },
    { absolute: '/app/.gitignore', change: 'created' },
    { absolute: '/app/api/.env', change: 'unchanged' },
  ] as const;
  const left = (reason: LeftReason, name: string) => ({
    reason,
    file: { absolute: `/app/${name}` },
    line: 1,
    name: '',
    value: null,
  });

  test.each<[string, Partial<RotationFacts>, readonly string[]]>([
    ['nothing that is known', {}, [`${marks.warn} ${words.notKnown}`]],
    ['rejected', { oldRevoked: true }, [`${marks.good} ${words.revoked}`]],
    ['still taken', { oldRevoked: false }, [`${marks.warn} ${words.notRevoked}`]],
    [
      'files, and a test',
      { files: changed, ignoreFiles: [{ absolute: '/app/.gitignore' }], test: tested },
      [
        `${marks.good} ${words.doneFile('.env')}`,
        `${marks.good} ${words.doneIgnore('.gitignore')}`,
        `${marks.good} ${words.doneTest('gpt-6-luna')}`,
        `${marks.warn} ${words.notKnown}`,
      ],
    ],
    ...Object.entries(breaks).map(([reason, doesBreak]): [string, Partial<RotationFacts>, string[]] => [
      `the old key left, as ${reason}`,
      { left: [left(reason as LeftReason, 'a'), left(reason as LeftReason, 'a')] },
      [...(doesBreak ? [`${marks.warn} ${words.stillUsed(['a'])}`] : []), `${marks.warn} ${words.notKnown}`],
    ]),
  ])('%s: each thing in a line, with its mark', async (_, some, expected) => {
    const { rotation, at } = await begin({});
    expect(await tellDone(rotation, { ...facts, ...some })).toBe(0);
    const lines = at
      .printed()
      .replace(/\n {2}(?=\S)/g, ' ')
      .split('\n')
      .filter((text) => text !== '');
    expect(lines).toEqual([words.done, ...expected]);
  });

  test.each([{ dryRun: true }, { json: true }, { json: true, dryRun: true }])(
    'is a good one: %j',
    async (options) => {
      const { rotation, at } = await begin({ options });
      expect(await tellDone(rotation, facts)).toBe(0);
      if (options.json)
        expect(JSON.parse(at.printed())).toMatchObject({ ok: true, exitCode: 0, diagnosis: null });
      else expect(at.printed().trim()).toBe(words.dryRun);
    },
  );

  test.each([
    [1_800_000_000, '2027-01-15T08:00:00.000Z'],
    [null, undefined],
  ])('a document tells when the new key ends: %s', async (newExpiresAt, expected) => {
    const { rotation, at } = await begin({ options: { json: true } });
    await tellDone(rotation, { ...facts, newExpiresAt });
    expect(JSON.parse(at.printed()).new.expiresAt).toBe(expected);
  });

  test.each(Object.entries(breaks))('a place that is left as %s misses the key: %s', (reason, expected) =>
    expect(breaksWithoutKey(reason as LeftReason)).toBe(expected),
  );
});

/** Files that are read back as programs read them, and no record. */
const writing: Partial<Ports> = {
  parseEnv: async (text) => parse(text),
  records: {
    read: async () => null,
    write: async () => null,
    remove: async () => {},
    salt: async () => 'salt',
    print: async () => 'print',
  },
};

test.each<[string, readonly Scripted[], boolean]>([
  ['before it wrote', [lists('gpt-6-luna'), chatFails(failures.noCredit)], false],
  ['after it wrote', [lists('gpt-6-luna'), says('1'), chatFails(failures.noCredit)], true],
])('a rotation that fails %s knows whether it had begun to', async (_, api, began) => {
  const { rotation, noted, at } = await begin({ api, interactive: false, tracked: false, more: writing });
  await settle(replaceByHand(rotation, key));
  expect(noted.some((one) => one.began)).toBe(began);
  expect(at.files.now()[path] === line(old)).toBe(true);
});

describe('a model that ends soon', () => {
  const ending: Scripted = {
    ...(lists('gpt-6-luna') as Extract<Scripted, { to: 'models' }>),
    models: [{ id: cleanText('gpt-6-luna'), shutdownDate: '1970-01-05' }],
  };
  test.each([true, false])(
    'is told when the key is tried, and goes on as a warning; with a call: %s',
    async (live) => {
      const { rotation, said } = await begin({ api: live ? [ending, says('1')] : [ending] });
      const { warnings } = await proveKey(rotation, key, { live, fresh: false });
      expect(warnings.map(({ id }) => id)).toEqual(['model_retires_soon']);
      expect(said()).toContain('gpt-6-luna');
    },
  );
});

describe('Ctrl-C while a key is made and tried', () => {
  const done = answered(200, { deleted: true }, {}, { purpose: 'models', model: null });

  const listed = answered(200, { object: 'list', data: [] }, {}, { purpose: 'models', model: null });

  /** Ctrl-C comes at the call of that number, and what waits for it runs to its end; the rotation goes on meanwhile. */
  async function interruptedAt(call: number) {
    const works = new Set<() => Promise<unknown>>();
    const asked: string[] = [];
    const { api } = scriptedApi([lists('gpt-6-luna'), says('1'), says('2')]);
    let calls = 0;
    const interrupting = async () => {
      calls += 1;
      if (calls === call) for (const work of works) await work();
    };
    const admin: Partial<AdminApi> = {
      listKeys: async () => ({ exchange: listed, value: [] }),
      createKey: async () => {
        asked.push('made');
        return { exchange: done, value: { id: cleanText('sa_9'), key, expiresAt: null } };
      },
      deleteServiceAccount: async (_, id) => {
        asked.push(`deleted ${id}`);
        return { exchange: done, value: true };
      },
    };
    const world = await begin({
      interactive: false,
      tracked: false,
      options: { project: 'proj_1' },
      more: {
        ...writing,
        admin: admin as AdminApi,
        api: {
          ...api,
          listModels: async (access) => {
            await interrupting();
            return api.listModels(access);
          },
          chat: async (access, request) => {
            await interrupting();
            return api.chat(access, request);
          },
        },
        interrupts: {
          onInterrupt: (work) => {
            works.add(work);
            return () => works.delete(work);
          },
        },
      },
    });
    const error = await settle(replaceByAdmin(world.rotation, new Secret(adminKey)));
    return { error, asked, files: world.at.files.now() };
  }

  test.each([1, 2, 3])(
    'at call %i: the new key is deleted once, and the old one stands in the files',
    async (call) => {
      const { error, asked, files } = await interruptedAt(call);
      expect(error).toBeInstanceOf(Cancelled);
      expect(asked).toEqual(['made', 'deleted sa_9']);
      expect(files[path] === line(old)).toBe(true);
    },
  );
});
