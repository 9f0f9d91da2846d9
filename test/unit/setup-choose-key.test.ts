import { describe, expect, test } from 'vitest';
import { nothingAboutGit } from '../../src/changes/plan.ts';
import { chooseKey, enterAnotherKey } from '../../src/commands/setup/choose-key.ts';
import type { HaveKey } from '../../src/commands/setup/have-key.ts';
import type { Run } from '../../src/commands/setup/run.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import words from '../../src/i18n/en/setup.ts';
import { Cancelled, Stopped, UsageError } from '../../src/ports/errors.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { findLeaks } from '../support/leaks.ts';
import { fakeTerminal } from '../support/terminal.ts';
import { keyRun, stepWorld } from '../support/wizard.ts';

const [one, two, three] = [1, 2, 3].map((seed) => keyBuilders.project(seed)) as [string, string, string];
const line = (key: string): string => `OPENAI_API_KEY=${key}\n`;
/** How a key is called in a table, so that a failure prints none. */
const nameOf = (key: string): string => ['one', 'two', 'three'][[one, two, three].indexOf(key)] ?? 'another';

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly answers?: readonly unknown[];
  /** Where it stands, standard input is asked for. */
  readonly piped?: string;
  readonly interactive?: boolean;
  readonly haveKey?: HaveKey;
  readonly options?: Parameters<typeof keyRun>[2];
  readonly run?: Partial<Run>;
  /** That the key is replaced was said before. */
  readonly replacesKey?: true;
}

/** The key that is chosen, by its name, and what was asked for it. */
async function choose({ files = {}, env = {}, answers = [], interactive = true, ...given }: Given) {
  const { piped, haveKey, options = {}, replacesKey = false } = given;
  const screen = fakeTerminal({
    interactive,
    stdinIsTerminal: false,
    readKey: async () => new Secret(piped ?? ''),
  });
  const more = piped === undefined ? {} : { terminal: screen.terminal };
  const browser = { available: false, open: async () => false };
  const at = stepWorld(files, answers, {
    env,
    interactive,
    more: {
      ...{ ...more, browser, platform: 'linux', nodeVersion: '22.21.0' },
      decided: { replacesKey, refused: [], wantsNoProgram: false },
    },
  });
  const run = { ...(await keyRun(at, {}, { keyStdin: piped !== undefined, ...options })), ...given.run };
  const chosen = await chooseKey(run, haveKey ?? null).finally(() => {
    expect(at.files.calls, 'choosing writes nothing').toEqual([]);
    expect(findLeaks(at.said() + screen.err(), [one, two, three])).toEqual([]);
  });
  return {
    key: chosen && nameOf(chosen.key.reveal()),
    write: chosen?.write,
    origin: chosen?.origin.type,
    judgedFor: chosen?.judgedFor.host,
    warned: chosen?.format.verdict.warnings.map(({ id }) => id),
    asked: at.asked,
    remembered: at.remembered.map(nameOf),
    said: (at.said() + screen.err()).replace(/\s+/g, ' '),
  };
}

const existing = words.existingQuestion;
const entering = words.keyQuestion;

describe('the key that is there', () => {
  test.each<[string, Given, Partial<Awaited<ReturnType<typeof choose>>>]>([
    [
      'is kept by Enter',
      { answers: ['keep'] },
      { key: 'one', write: true, origin: 'file', asked: [existing] },
    ],
    [
      'is replaced where that is said',
      { answers: ['replace', two] },
      { key: 'two', write: true, origin: 'prompt', asked: [existing, entering] },
    ],
    [
      'is replaced without a question where that was said before',
      { answers: [two], replacesKey: true },
      { key: 'two', write: true, origin: 'prompt', asked: [entering] },
    ],
    [
      'is kept by --yes whatever was said before',
      { options: { yes: true }, replacesKey: true },
      { key: 'one', asked: [] },
    ],
    ['is left', { answers: ['leave'] }, { key: null, asked: [existing] }],
    ['is kept by --yes', { options: { yes: true } }, { key: 'one', asked: [], origin: 'file' }],
    ['is kept by --yes --force', { options: { yes: true, force: true } }, { key: 'one', asked: [] }],
    ['is kept where nobody is asked', { interactive: false }, { key: 'one', asked: [], write: true }],
    [
      'is kept where nobody is asked, --force or not',
      { interactive: false, options: { force: true } },
      { key: 'one', asked: [] },
    ],
    ['is not asked for again by the guide', { answers: ['keep'], haveKey: 'no' }, { key: 'one' }],
    [
      'stays in the shell, and no file is written',
      { answers: ['keep'], env: { OPENAI_API_KEY: two } },
      { key: 'two', write: false, origin: 'environment' },
    ],
    [
      'stays in the shell by --yes',
      { env: { OPENAI_API_KEY: two }, options: { yes: true } },
      { key: 'two', write: false, asked: [] },
    ],
    [
      'is that of the file named',
      { files: { '.env': line(one), '.env.ci': line(two) }, answers: ['keep'], options: { file: '.env.ci' } },
      { key: 'two', write: true, origin: 'file' },
    ],
  ])('%s', async (_, given, expected) => {
    expect(await choose({ files: { '.env': line(one) }, ...given })).toMatchObject(expected);
  });

  test('is shown masked, with its place, before anything is asked', async () => {
    const { said } = await choose({ files: { '.env': `A=1\n${line(one)}` }, answers: ['leave'] });
    expect(said).toContain(`sk-proj-…${one.slice(-4)}`);
    expect(said).toContain('.env, line 2');
    expect(said).toContain(words.left);
  });

  test('without another one, nothing says that nothing was changed', async () => {
    expect((await choose({ files: { '.env': line(one) }, answers: ['keep'] })).said).not.toContain(
      words.left,
    );
  });

  test('that cannot be one ends the run', async () => {
    const files = { '.env': line(otherKeys.anthropic()) };
    const stopped = await choose({ files, answers: ['keep'] }).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(Stopped);
    expect((stopped as Stopped).finding.cause).toBe('key_other_vendor');
  });

  test('of another service may be right at an address that is not OpenAI’s', async () => {
    const endpoint = {
      baseURL: 'https://gateway.example/v1',
      host: 'gateway.example',
      official: false,
      source: { type: 'option' },
    } as const;
    const given = { files: { '.env': line(otherKeys.azure()) }, answers: ['keep'] };
    expect(await choose({ ...given, run: { probable: endpoint } })).toMatchObject({
      key: 'another',
      judgedFor: 'gateway.example',
    });
    // A broken address is none: then the key is judged for OpenAI's own.
    await expect(choose({ ...given, run: { probable: null } })).rejects.toThrow(Stopped);
  });
});

describe('a key that is entered', () => {
  test('the first one is asked for at once', async () => {
    expect(await choose({ answers: [one] })).toMatchObject({
      key: 'one',
      write: true,
      origin: 'prompt',
      judgedFor: 'api.openai.com',
      asked: [entering],
      remembered: ['one'],
    });
  });

  test('whoever has none is led to one before, and waited for where no browser is', async () => {
    const steps = words.guide.steps;
    const found = await choose({ answers: [...steps.map(() => undefined), one], haveKey: 'no' });
    expect(found.asked).toEqual([...steps.map(({ title }) => words.guide.pause(title)), entering]);
  });

  test.each<[string, HaveKey | undefined]>([
    ['has one', 'yes'],
    ['was not asked', undefined],
  ])('whoever %s is not', async (_, haveKey) => {
    expect((await choose({ answers: [one], ...(haveKey ? { haveKey } : {}) })).asked).toEqual([entering]);
  });

  test('--yes answers everything but this', async () => {
    expect(await choose({ answers: [one], options: { yes: true } })).toMatchObject({ key: 'one' });
  });

  test('without a terminal it is wrong usage, and nothing is asked', async () => {
    const refused = await choose({ interactive: false }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect((refused as Error).message).toBe(words.nobodyToAsk);
  });

  test('in place of one that failed it is new as well', async () => {
    const at = stepWorld({ '.env': line(one) }, [two]);
    const chosen = await enterAnotherKey(await keyRun(at));
    expect(nameOf(chosen.key.reveal())).toBe('two');
    expect(chosen).toMatchObject({ origin: { type: 'prompt' }, write: true });
    expect(at.asked).toEqual([entering]);
  });

  test('leaving the question leaves setup', async () => {
    const leave = { secret: () => Promise.reject(new Cancelled()) };
    const at = stepWorld({}, [], { more: { prompter: leave as never } });
    await expect(chooseKey(await keyRun(at), 'yes')).rejects.toThrow(Cancelled);
  });
});

describe('a key that is piped in', () => {
  test.each<[string, Given, Partial<Awaited<ReturnType<typeof choose>>>]>([
    ['is written', { piped: `${one}\n` }, { key: 'one', write: true, origin: 'stdin' }],
    [
      'may be the one that is there',
      { files: { '.env': line(one) }, piped: one },
      { key: 'one', write: true },
    ],
    ['may replace a placeholder', { files: { '.env': line('sk-...') }, piped: one }, { key: 'one' }],
    [
      'may replace another one with --force',
      { files: { '.env': line(one) }, piped: two, options: { force: true } },
      { key: 'two' },
    ],
    [
      'does not care for the shell’s',
      { env: { OPENAI_API_KEY: two }, piped: one },
      { key: 'one', write: true },
    ],
    [
      'does not care for another file’s',
      { files: { '.env': line(one) }, piped: two, options: { file: '.env.ci' } },
      { key: 'two' },
    ],
  ])('%s', async (_, given, expected) => {
    for (const interactive of [true, false]) {
      expect(await choose({ interactive, ...given })).toMatchObject({ ...expected, asked: [] });
    }
  });

  test.each([{}, { yes: true }, { keepFailing: true }, { dryRun: true }])(
    'never replaces another one with %j: it names the option that would',
    async (options) => {
      const given = { files: { '.env': line(one) }, piped: two, options };
      const refused = await choose(given).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(UsageError);
      expect((refused as Error).message).toBe(words.forceNeeded('.env', `sk-proj-…${one.slice(-4)}`));
    },
  );

  test('is judged before it is compared: what cannot be a key says so', async () => {
    const given = { files: { '.env': line(one) }, piped: 'your-api-key-here' };
    const stopped = await choose(given).catch((error: unknown) => error);
    expect((stopped as Stopped).finding?.cause).toBe('key_placeholder');
  });

  test('is told what is odd about it', async () => {
    const cut = one.slice(0, 60);
    const found = await choose({ piped: cut });
    expect(found.warned).not.toEqual([]);
    expect(found.said).not.toBe('');
  });
});

test('what stands in the way of the file ends the run before a key is asked for', async () => {
  const named = { options: { file: 'nowhere/.env' } };
  for (const given of [named, { ...named, piped: one }]) {
    const stopped = await choose(given).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(Stopped);
    expect((stopped as Stopped).finding).toMatchObject({ facts: { reason: 'no_folder' } });
  }
});

describe('a reference to a key', () => {
  const files = { '.env': 'OPENAI_API_KEY=op://a/b/c\n' };
  test('is not replaced by a piped key without --force, and with it that is told', async () => {
    await expect(choose({ files, piped: one })).rejects.toThrow(
      /\.env has a reference to a key \(1Password\).*--force/s,
    );
    const chosen = await choose({ files, piped: one, options: { force: true } });
    expect(chosen).toMatchObject({ key: 'one', write: true });
    expect(chosen.said).toContain('Writing the key overwrites the reference in .env to 1Password');
  });
  test('is replaced where the user says so, and that is told', async () => {
    const chosen = await choose({ files, answers: ['replace', two] });
    expect(chosen).toMatchObject({ key: 'two', asked: [existing, entering] });
    expect(chosen.said).toContain('overwrites the reference');
  });
  test('that nothing resolves is told of, and not tried', async () => {
    for (const given of [{ answers: ['keep'] }, { options: { yes: true } }, { interactive: false }]) {
      const stopped = await choose({ files, ...given }).catch((error: unknown) => error);
      expect((stopped as Stopped).finding).toMatchObject({
        cause: 'key_reference',
        facts: { check: 'op run --env-file=FILE -- openai-setup verify' },
      });
    }
  });
  test('that the loader resolves is tried, and stays in the file', async () => {
    const next = {
      'package.json': '{"dependencies":{"next":"16.0.0"}}',
      '.env.local': 'OPENAI_API_KEY=$TEAM_KEY\n',
    };
    expect(await choose({ files: next, env: { TEAM_KEY: two }, answers: ['keep'] })).toMatchObject({
      key: 'two',
      write: false,
      origin: 'file',
    });
  });
});

test('a key of another service is named, with the command that tries it, before a key is asked for', async () => {
  const told = await choose({ env: { GROQ_API_KEY: otherKeys.groq() }, answers: [two], haveKey: 'yes' });
  expect(told.key).toBe('two');
  expect(told.said).toContain('GROQ_API_KEY (');
  expect(told.said).toContain('node -p process.env.GROQ_API_KEY | openai-setup verify --key-stdin');
  const none = await choose({ env: {}, answers: [two], haveKey: 'yes' });
  expect(none.said).not.toContain('process.env');
});

test('a host that does not answer is told before a key is asked for, and only then', async () => {
  const unreachable = {
    git: async () => nothingAboutGit,
    isUnreachable: () => true,
    standsInForOpenai: async () => false,
  };
  const asked = await choose({ answers: [two], run: { background: unreachable } });
  expect(asked.said).toContain(words.unreachable);
  const kept = await choose({
    files: { '.env': line(one) },
    answers: ['keep'],
    run: { background: unreachable },
  });
  expect(kept.said).not.toContain(words.unreachable);
  expect((await choose({ answers: [two] })).said).not.toContain(words.unreachable);
});
