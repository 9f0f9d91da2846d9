import { describe, expect, test } from 'vitest';
import { decidePlan } from '../../src/commands/setup/decide-plan.ts';
import { oldKeys } from '../../src/commands/setup/what-breaks.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import words from '../../src/i18n/en/setup.ts';
import { pages } from '../../src/i18n/openai-pages.ts';
import { Cancelled, Stopped, UsageError } from '../../src/ports/errors.ts';
import type { GitFacts } from '../../src/ports/git.ts';
import { keyBuilders } from '../support/keys.ts';
import { findLeaks } from '../support/leaks.ts';
import { inFolder, show } from '../support/show.ts';
import { folder, keyRun, type StepWorld, stepWorld } from '../support/wizard.ts';

const key = keyBuilders.project(21);
const old = keyBuilders.project(22);
const line = `OPENAI_API_KEY=${key}\n`;
const env = `${folder}/.env`;

/** The plan that is decided, as paths with what is done; and what was asked. */
async function decide(
  at: StepWorld,
  {
    git = {},
    write = true,
    removals = [],
    ...options
  }: {
    readonly git?: Partial<GitFacts>;
    readonly write?: boolean;
    readonly removals?: Parameters<typeof decidePlan>[1];
  } & Parameters<typeof keyRun>[2] = {},
) {
  const run = await keyRun(at, { key: new Secret(key), write }, options, git);
  const plan = await decidePlan(run, removals, { ofOpenai: true });
  expect(findLeaks(at.said(), [key, old])).toEqual([]);
  expect(at.files.calls, 'a decision writes nothing').toEqual([]);
  return (
    plan && {
      env: plan.env.map(({ file, change }) => `${show(file)} ${change}`),
      ignore: plan.ignore.map((one) => `${show(one)} ${one.change} ${one.entry}`),
      examples: plan.examples.map(({ file }) => show(file)),
      untrack: plan.untrack,
    }
  );
}

const tracked = { tracked: true } as const;
const trackedQuestion = words.trackedQuestion('.env');

describe('a file that git tracks', () => {
  test.each([
    ['untrack', true],
    ['go_on', false],
  ])('asks before the key is written: %s', async (answer, untrack) => {
    const at = stepWorld({ '.env': 'A=1\n' }, [answer, 'go']);
    expect(await decide(at, { git: tracked })).toMatchObject({ untrack, env: ['.env updated'] });
    expect(at.asked).toEqual([trackedQuestion, words.planQuestion]);
  });

  test('the user may leave', async () => {
    const at = stepWorld({ '.env': 'A=1\n' }, ['leave']);
    await expect(decide(at, { git: tracked })).rejects.toThrow(Cancelled);
  });

  test('is not asked about where nothing is to be written to it', async () => {
    const at = stepWorld({ '.env': line });
    expect(await decide(at, { git: tracked })).toMatchObject({ untrack: false, env: ['.env unchanged'] });
    expect(at.said()).toContain(words.planNothing);
  });

  test.each([`OPENAI_API_KEY=" ${key} "\n`, `OPENAI_API_KEY='${key}\t'\n`])(
    'nor where the key has blanks inside its quotes: %#',
    async (text) => {
      const at = stepWorld({ '.env': text });
      expect(await decide(at, { git: tracked })).toMatchObject({ untrack: false, env: ['.env unchanged'] });
    },
  );

  test('is not asked about where the key stays in the shell', async () => {
    const at = stepWorld({ '.env': 'A=1\n' });
    expect(await decide(at, { git: tracked, write: false })).toMatchObject({ untrack: false, env: [] });
  });

  test('is asked about where --yes was given: that is no consent', async () => {
    const at = stepWorld({ '.env': 'A=1\n' }, ['untrack']);
    expect(await decide(at, { git: tracked, yes: true })).toMatchObject({ untrack: true });
    expect(at.asked).toEqual([trackedQuestion]);
  });

  test('is not asked about in a rehearsal', async () => {
    const at = stepWorld({ '.env': 'A=1\n' });
    expect(await decide(at, { git: tracked, dryRun: true })).toMatchObject({ untrack: false });
  });

  test.each([{}, { yes: true }, { dryRun: true }, { force: true }])(
    'without somebody to ask it ends there: %j',
    async (options) => {
      const at = stepWorld({ '.env': 'A=1\n' }, [], { interactive: false });
      const stopped = await decide(at, { git: tracked, ...options }).catch((error: unknown) => error);
      expect(stopped).toBeInstanceOf(Stopped);
      expect((stopped as Stopped).finding).toMatchObject({
        cause: 'env_file_tracked',
        facts: { path: inFolder('.env') },
      });
    },
  );

  test('without somebody to ask, and with nothing to write, it goes on', async () => {
    const at = stepWorld({ '.env': line }, [], { interactive: false });
    expect(await decide(at, { git: tracked })).toMatchObject({ env: ['.env unchanged'], untrack: false });
  });
});

describe('the one confirmation', () => {
  test.each<[string, Record<string, string>, Parameters<typeof decide>[1], unknown[]]>([
    ['a new key', {}, {}, ['go']],
    ['another key', { '.env': `OPENAI_API_KEY=${old}\n` }, {}, ['go']],
    ['the key is there, and a setting is new', { '.env': line }, { project: 'proj_1' }, ['go']],
    ['the key stays in the shell, and a setting is new', {}, { write: false, project: 'proj_1' }, [true]],
    ['only an ignore entry', { '.env': line }, { git: { ignoredBy: null, unignored: [env] } }, [true]],
    ['only an example file', { '.env': line, '.env.example': 'A=\n' }, {}, [true]],
  ])('is asked for where something changes: %s', async (_, files, given, answers) => {
    const at = stepWorld(files, answers);
    expect(await decide(at, given)).not.toBeNull();
    expect(at.asked).toEqual([words.planQuestion]);
  });

  test.each<[string, Record<string, string>, Parameters<typeof decide>[1], boolean]>([
    ['nothing changes', { '.env': line }, {}, true],
    ['--yes', {}, { yes: true }, true],
    ['a rehearsal', {}, { dryRun: true }, true],
    ['nobody is there', {}, {}, false],
  ])('is not asked for: %s', async (_, files, given, interactive) => {
    const at = stepWorld(files, [], { interactive });
    expect(await decide(at, given)).not.toBeNull();
  });

  test('the user may leave, or put the key into the shell', async () => {
    await expect(decide(stepWorld({}, ['leave']))).rejects.toThrow(Cancelled);
    expect(await decide(stepWorld({}, ['shell']))).toBeNull();
    const setting = { write: false, project: 'proj_1' };
    await expect(decide(stepWorld({}, [false]), setting)).rejects.toThrow(Cancelled);
  });
});

describe('what is planned', () => {
  test('the key, the ignore entry and the example', async () => {
    const at = stepWorld({ '.env': 'A=1\n', '.env.example': 'A=\n' }, ['go']);
    expect(await decide(at, { git: { ignoredBy: null, unignored: [env] } })).toEqual({
      env: ['.env updated'],
      ignore: ['.gitignore created .env'],
      examples: ['.env.example'],
      untrack: false,
    });
    for (const part of ['.env', '.gitignore', '.env.example']) expect(at.said()).toContain(part);
  });

  test('nothing for git where nothing is written at all', async () => {
    const at = stepWorld({ '.env': 'A=1\n' });
    const plan = await decide(at, { write: false, git: { ignoredBy: null, unignored: [env] } });
    expect(plan).toEqual({ env: [], ignore: [], examples: [], untrack: false });
  });

  test('no example where only a setting is written', async () => {
    const at = stepWorld({ '.env': 'A=1\n', '.env.example': 'A=\n' }, [true]);
    expect(await decide(at, { write: false, organization: 'org-1' })).toMatchObject({
      env: ['.env updated'],
      examples: [],
    });
  });

  test('options are set beside the key', async () => {
    const at = stepWorld({});
    const run = await keyRun(
      at,
      {},
      {
        yes: true,
        baseUrl: 'http://127.0.0.1:1/v1',
        organization: 'org-1',
        project: 'proj_1',
      },
    );
    const plan = await decidePlan(run, [], { ofOpenai: true });
    expect(plan?.env.flatMap(({ changes }) => changes.map(({ name }) => name))).toEqual([
      'OPENAI_API_KEY',
      'OPENAI_BASE_URL',
      'OPENAI_ORG_ID',
      'OPENAI_PROJECT_ID',
    ]);
  });

  test('what was refused is removed from every file that has it, unless an option sets it', async () => {
    const files = { '.env': `${line}OPENAI_ORG_ID=org-x\n`, '.env.local': 'OPENAI_ORG_ID=org-x\nB=1\n' };
    const removals = ['/app/.env', '/app/.env.local'].map((absolute) => ({
      name: 'OPENAI_ORG_ID',
      file: { absolute },
    }));
    const changes = async (options: Parameters<typeof keyRun>[2]) => {
      const run = await keyRun(stepWorld(files), {}, { yes: true, file: '.env', ...options });
      const plan = await decidePlan(run, removals, { ofOpenai: true });
      return plan?.env.map(
        ({ file, changes: of }) =>
          `${show(file)} ${of.map((c) => `${c.name} ${c.value === null ? 'out' : 'in'}`).join(', ')}`,
      );
    };
    expect(await changes({})).toEqual([
      '.env OPENAI_API_KEY in, OPENAI_ORG_ID out',
      '.env.local OPENAI_ORG_ID out',
    ]);
    expect(await changes({ organization: 'org-1' })).toEqual(['.env OPENAI_API_KEY in, OPENAI_ORG_ID in']);
  });

  test('an old key, and one that was committed, are told', async () => {
    const at = stepWorld({ '.env': `A=1\nOPENAI_API_KEY=${old}\n` }, ['go']);
    await decide(at, { git: { everCommitted: true } });
    expect(at.said().replace(/\s+/g, ' ')).toContain(words.wasCommitted('.env'));
    expect(at.said()).toContain(old.slice(-4));
  });

  test.each([
    ['nothing is known of', [], true, 'oldKey'],
    ['verify saw refused', [old], true, 'oldKeyRefused'],
    ['nothing is known of, of another service', [], false, 'oldKeyElsewhere'],
    ['another service refused', [old], false, 'oldKeyRefusedElsewhere'],
  ] as const)('where an old key is deleted that %s', async (_, refused, ofOpenai, word) => {
    const at = stepWorld({ '.env': `OPENAI_API_KEY=${old}\n` }, ['go'], {
      more: {
        decided: {
          replacesKey: true,
          refused: refused.map((one) => new Secret(one)),
          wantsNoProgram: true,
        },
      },
    });
    const one = await keyRun(at);
    const plan = await decidePlan(one, [], { ofOpenai });
    const place = ofOpenai ? pages.keys : one.endpoint.host;
    expect(oldKeys(one, plan, { ofOpenai, refused: [] })).toEqual([
      words[word](one.voice.key(new Secret(old)), place),
    ]);
  });
});

describe('a file that would win over the one that is written', () => {
  const uses = (name: string, version: string): Record<string, string> => ({
    'package.json': JSON.stringify({ dependencies: { [name]: version, openai: '6' } }),
  });
  const placeholder = 'B=1\nOPENAI_API_KEY=your-key-here\n';

  test.each<[string, Record<string, string>, string[]]>([
    [
      'Next.js',
      { ...uses('next', '16.0.0'), '.env.development.local': 'OPENAI_API_KEY=\n' },
      ['.env.local created', '.env.development.local updated'],
    ],
    [
      'Vite',
      { ...uses('vite', '7.0.0'), '.env.development': placeholder },
      ['.env.local created', '.env.development updated'],
    ],
    [
      'Astro',
      { ...uses('astro', '5.0.0'), '.env.local': placeholder },
      ['.env created', '.env.local updated'],
    ],
    ['one that loses', { ...uses('next', '16.0.0'), '.env': placeholder }, ['.env.local created']],
    ['nobody can tell', { '.env.local': placeholder }, ['.env created']],
  ])('loses its line: %s', async (_, files, env) => {
    const at = stepWorld(files, ['go']);
    expect(await decide(at)).toMatchObject({ env });
  });

  test('is not robbed of another key without --force', async () => {
    const files = { ...uses('next', '16.0.0'), '.env.local': `OPENAI_API_KEY=${old}\n` };
    const named = { file: '.env', yes: true };
    await expect(decide(stepWorld(files), named)).rejects.toThrow(UsageError);
    expect(await decide(stepWorld(files), { ...named, force: true })).toMatchObject({
      env: ['.env created', '.env.local updated'],
    });
  });

  test('does not matter to a file that the loader never reads', async () => {
    const files = { ...uses('next', '16.0.0'), '.env.local': `OPENAI_API_KEY=${old}\n` };
    expect(await decide(stepWorld(files), { file: 'ci.env', yes: true })).toMatchObject({
      env: ['ci.env created'],
    });
  });
});
