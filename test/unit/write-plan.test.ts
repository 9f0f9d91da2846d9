import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { planExamples } from '../../src/changes/example-files.ts';
import { type Change, makePlan, type Plan } from '../../src/changes/plan.ts';
import { type WrittenPlan, writePlan } from '../../src/changes/write.ts';
import { seeEnvFile } from '../../src/checks/project.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { Cancelled } from '../../src/ports/errors.ts';
import type { WriteFailure } from '../../src/ports/files.ts';
import type { GitFacts } from '../../src/ports/git.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts';
import { inFolder } from '../support/show.ts';

const cwd = '/app';
const env = '/app/.env';
const ignore = '/app/.gitignore';
const example = '/app/.env.example';
const key = keyBuilders.project(21);
const setKey: Change = { name: 'OPENAI_API_KEY', value: new Secret(key) };
const line = `OPENAI_API_KEY=${key}\n`;

interface World {
  readonly ports: Ports;
  readonly files: MemoryFiles;
  /** Ctrl-C: what was left to be done before the end. */
  interrupt(): Promise<void>;
  /** Whether something still waits for Ctrl-C. */
  readonly waits: () => boolean;
  readonly gitCalls: string[];
}

interface WorldOptions {
  /** What git finds unprotected, asked again after the ignore files were written. */
  readonly unignored?: (files: MemoryFiles) => readonly string[];
  /** Whether git has the file in its index by then. */
  readonly tracked?: boolean | null;
  /** Whether git takes a file out of its index. */
  readonly untracks?: boolean;
  /** In place of dotenv. */
  readonly parseEnv?: Ports['parseEnv'];
}

/** Only what writing may touch; anything else that is used fails the test. */
function world(given: Readonly<Record<string, string>> = {}, options: WorldOptions = {}): World {
  const files = memoryFiles(given);
  const gitCalls: string[] = [];
  const waiting = new Set<() => Promise<unknown>>();
  const parts: Partial<Ports> = {
    cwd,
    home: '/home/me',
    files,
    parseEnv: options.parseEnv ?? (async (text) => parse(text)),
    git: {
      async facts(path, { history }) {
        gitCalls.push(`facts ${path}${history ? ' with history' : ''}`);
        const { tracked = false } = options;
        return { ...inRepository, tracked, unignored: options.unignored?.(files) ?? [] };
      },
      async untrack(path) {
        gitCalls.push(`untrack ${path}`);
        if (options.untracks === false) return null;
        return async () => {
          gitCalls.push(`track ${path} again`);
          return true;
        };
      },
    },
    interrupts: {
      onInterrupt(work) {
        waiting.add(work);
        return () => waiting.delete(work);
      },
    },
  };
  const ports = new Proxy(parts, {
    get(target, name) {
      if (!(name in target)) throw new Error(`Writing used ${String(name)}.`);
      return target[name as keyof Ports];
    },
  }) as Ports;
  const interrupt = async () => {
    for (const work of waiting) await work();
  };
  return { ports, files, interrupt, waits: () => waiting.size > 0, gitCalls };
}

const inRepository: GitFacts = {
  repository: 'yes',
  detail: '',
  root: cwd,
  ignoredBy: null,
  tracked: false,
  everCommitted: null,
  unignored: [],
};

/** The plan that sets the key in these env files, with the example files beside the first. */
function planFor(
  { ports }: World,
  facts: Partial<GitFacts> = {},
  wanted: Readonly<Record<string, readonly Change[]>> = { '.env': [setKey] },
  untrack = false,
): Plan {
  const targets = Object.entries(wanted).map(([path, changes]) => ({
    file: seeEnvFile(ports, path),
    changes,
  }));
  const planned = makePlan(ports, targets, { ...inRepository, unignored: [env], ...facts });
  const [first] = targets;
  if (!planned.ok || !first) throw new Error('no plan');
  return { ...planned.plan, untrack, examples: planExamples(ports, first.file) };
}

const causeOf = (written: WrittenPlan) => (written.ok ? 'written' : written.finding.cause);
const reasonOf = (written: WrittenPlan) =>
  written.ok ? null : (written.finding.facts as { reason?: string }).reason;

async function done(written: Promise<WrittenPlan>): Promise<Extract<WrittenPlan, { ok: true }>> {
  const result = await written;
  if (!result.ok) throw new Error(result.finding.cause);
  return result;
}

describe('the order', () => {
  test('ignore file, env files, example files, each with its mode', async () => {
    const at = world({ [env]: 'A=1\n', [example]: 'A=\n' });
    const wanted = { '.env': [setKey], '.env.local': [setKey] };
    const { files, unwritten } = await done(writePlan(at.ports, planFor(at, {}, wanted)));
    expect(at.files.calls).toEqual([
      `replace ${ignore} 644`,
      `replace ${env} 600`,
      'replace /app/.env.local 600',
      `replace ${example} 644`,
    ]);
    expect(files).toEqual([
      { absolute: '/app/.gitignore', change: 'created' },
      { absolute: '/app/.env', change: 'updated' },
      { absolute: '/app/.env.local', change: 'created' },
      { absolute: '/app/.env.example', change: 'updated' },
    ]);
    expect(unwritten).toEqual([]);
    expect(at.files.now()).toEqual({
      [ignore]: '.env\n',
      [env]: `A=1\n${line}`,
      '/app/.env.local': line,
      [example]: 'A=\nOPENAI_API_KEY=\n',
    });
    // Asked about each file, after the ignore file was written.
    expect(at.gitCalls).toEqual([`facts ${env}`, 'facts /app/.env.local']);
  });

  test('outside of a repository the entry is added for later', async () => {
    const outside = world({}, { unignored: () => [env] });
    await done(writePlan(outside.ports, planFor(outside, { repository: 'none' })));
    expect(outside.files.now()[ignore]).toBe('.env\n');
  });

  test.each([line, `OPENAI_API_KEY=" ${key} "\n`, `OPENAI_API_KEY='${key}\t'\n`])(
    'what needs no change is told as unchanged, and is not taken back: %#',
    async (line) => {
      const at = world({ [env]: line, [ignore]: '.env\n' });
      const written = await done(writePlan(at.ports, planFor(at, { unignored: [] })));
      expect(written.files).toEqual([{ absolute: '/app/.env', change: 'unchanged' }]);
      await written.undo();
      expect(at.files.now()).toEqual({ [env]: line, [ignore]: '.env\n' });
      expect(at.files.calls).toEqual([`replace ${env} 600`]);
    },
  );
});

describe('what happened since the plan was made', () => {
  const other = keyBuilders.project(22);
  const url = 'OPENAI_BASE_URL=https://elsewhere.example/v1';
  test.each([
    ['another key took the place of the old one', 'OPENAI_API_KEY=old\n', `OPENAI_API_KEY=${other}\n`],
    ['a key was written where there was none', 'A=1\n', `A=1\nOPENAI_API_KEY=${other}\n`],
    ['the file was made, with another key', null, `OPENAI_API_KEY=${other}\n`],
    ['an address to send the key to was added', 'A=1\n', `A=1\n${url}\n`],
    ['the address was changed', `OPENAI_BASE_URL=https://api.openai.com/v1\n`, `${url}\n`],
    ['the key was taken out', 'OPENAI_API_KEY=old\n', ''],
    ['it became binary', 'A=1\n', 'A=1\0'],
    [
      'two names have changed their values',
      'OPENAI_ORG_ID=a\nOPENAI_PROJECT_ID=b\n',
      'OPENAI_ORG_ID=b\nOPENAI_PROJECT_ID=a\n',
    ],
  ])('%s: nothing is written', async (_, before, now) => {
    const at = world(before === null ? {} : { [env]: before });
    const plan = planFor(at, { unignored: [env] });
    at.files.put(env, now);
    const written = await writePlan(at.ports, plan);
    expect([causeOf(written), reasonOf(written)]).toEqual(['env_file_not_writable', 'changed']);
    // Whoever wrote a key there may have counted on the entry.
    expect(at.files.now()).toEqual({ [env]: now, ...(now.includes(other) ? { [ignore]: '.env\n' } : {}) });
  });

  test('two runs at once: who loses takes no entry back that the other one counts on', async () => {
    const at = world();
    const plan = planFor(at);
    at.files.afterWrite(ignore, () => at.files.put(env, `OPENAI_API_KEY=${other}\n`));
    expect(causeOf(await writePlan(at.ports, plan))).toBe('env_file_not_writable');
    expect(at.files.now()).toEqual({ [env]: `OPENAI_API_KEY=${other}\n`, [ignore]: '.env\n' });
  });

  test('two runs at once: the entry that the other one took back is made again, and goes with the rest', async () => {
    const at = world();
    const plan = planFor(at);
    at.files.afterWrite(env, () => at.files.put(ignore, null));
    const written = await done(writePlan(at.ports, plan));
    expect(at.files.now()).toEqual({ [env]: line, [ignore]: '.env\n' });
    await written.undo();
    expect(at.files.now()).toEqual({});
  });

  test.each([
    ['other names changed', 'A=1\nOPENAI_API_KEY=old\n', 'A=2\nB=3\nOPENAI_API_KEY=old\n'],
    ['another run wrote the same key', 'A=1\n', `A=1\n${line}`],
    ['the file was made, without a key', null, 'A=1\n'],
    [
      'its lines have another order',
      'OPENAI_ORG_ID=a\nOPENAI_PROJECT_ID=b\n',
      'OPENAI_PROJECT_ID=b\nOPENAI_ORG_ID=a\n',
    ],
  ])('%s: the key is written', async (_, before, now) => {
    const at = world(before === null ? {} : { [env]: before });
    const plan = planFor(at, { unignored: [] });
    at.files.put(env, now);
    await done(writePlan(at.ports, plan));
    expect(at.files.now()[env]).toContain(line);
  });
});

describe('git has the last word on the ignore entry', () => {
  test('a rule elsewhere that overrules it: nothing stays written', async () => {
    const at = world({ [env]: 'A=1\n' }, { unignored: () => [env] });
    const written = await writePlan(at.ports, planFor(at));
    expect(written).toMatchObject({ ok: false, finding: { cause: 'gitignore_not_writable' } });
    expect(reasonOf(written)).toBe('overruled');
    expect(at.files.now()).toEqual({ [env]: 'A=1\n' });
    expect(at.waits()).toBe(false);
  });

  test('one file of two that is not ignored is enough', async () => {
    const seen: string[] = [];
    const at = world({}, { unignored: () => (seen.push('asked') === 2 ? ['/app/.env.local'] : []) });
    const wanted = { '.env': [setKey], '.env.local': [setKey] };
    expect(causeOf(await writePlan(at.ports, planFor(at, {}, wanted)))).toBe('gitignore_not_writable');
    expect(at.files.now()).toEqual({});
  });

  test('somebody else overwrites the ignore file right after it was written', async () => {
    const at = world(
      { [env]: 'A=1\n' },
      { unignored: (files) => (files.now()[ignore]?.includes('.env') ? [] : [env]) },
    );
    at.files.afterWrite(ignore, () => at.files.put(ignore, 'node_modules\n'));
    expect(causeOf(await writePlan(at.ports, planFor(at)))).toBe('gitignore_not_writable');
    expect(at.files.now()).toEqual({ [env]: 'A=1\n', [ignore]: 'node_modules\n' });
  });
});

describe('an env file is read back', () => {
  const before = 'A=1\nB=two\n';
  const overwritten = (text: string | null) => {
    const at = world({ [env]: before });
    at.files.afterWrite(env, () => at.files.put(env, text));
    return at;
  };

  test.each([
    ['with the old content', before],
    ['with another key', `A=1\nB=two\nOPENAI_API_KEY=other\n`],
    ['with an empty key', `A=1\nB=two\nOPENAI_API_KEY=\n`],
    ['with the key, but without another value', `A=1\n${line}`],
    ['with the key, but with another value', `A=1\nB=2\n${line}`],
    ['with the key, and another one after it', `${before}${line}OPENAI_API_KEY=other\n`],
    ['with nothing', ''],
  ])('somebody else overwrites it %s', async (_, text) => {
    const at = overwritten(text);
    const written = await writePlan(at.ports, planFor(at, { unignored: [] }));
    expect(causeOf(written)).toBe('env_file_not_writable');
    expect(reasonOf(written)).toBe('read_back');
    // Their file stays, without the key where a program would have read it.
    const left = parse(text)['OPENAI_API_KEY'] === key ? text.replace(line, '') : text;
    expect(at.files.now()).toEqual({ [env]: left });
    expect(at.waits()).toBe(false);
  });

  test('somebody else removes it', async () => {
    const at = overwritten(null);
    expect(reasonOf(await writePlan(at.ports, planFor(at, { unignored: [] })))).toBe('read_back');
    expect(at.files.now()).toEqual({});
  });

  test.each([
    ['a line more', `${before}${line}C=3\n`],
    ['another order', `${line}B=two\nA=1\n`],
    ['a comment', `# note\n${before}${line}`],
  ])('somebody else changes what does not matter: %s', async (_, text) => {
    const at = overwritten(text);
    expect(causeOf(await writePlan(at.ports, planFor(at, { unignored: [] })))).toBe('written');
    expect(at.files.now()).toEqual({ [env]: text });
  });

  test('a name to be removed that is there again', async () => {
    const old = 'A=1\nOPENAI_BASE_URL=https://x.example\n';
    const changes = [setKey, { name: 'OPENAI_BASE_URL', value: null }];
    const gone = world({ [env]: old });
    expect(causeOf(await writePlan(gone.ports, planFor(gone, { unignored: [] }, { '.env': changes })))).toBe(
      'written',
    );
    expect(gone.files.now()[env]).toBe(`A=1\n${line}`);
  });

  test.each<[string, (values: Record<string, string>) => Record<string, string>]>([
    ['another key', (values) => ({ ...values, OPENAI_API_KEY: 'other' })],
    ['no key', ({ OPENAI_API_KEY: _, ...others }) => others],
    ['another value', (values) => ({ ...values, A: '2' })],
    ['a value less', ({ A: _, ...others }) => others],
    ['a value more', (values) => ({ ...values, C: '3' })],
    ['nothing', () => ({})],
  ])('the parser of the program gives %s', async (_, twist) => {
    const parseEnv = async (text: string) => (text.includes(key) ? twist(parse(text)) : parse(text));
    const at = world({ [env]: before }, { parseEnv });
    const written = await writePlan(at.ports, planFor(at));
    expect(reasonOf(written)).toBe('read_back');
    expect(at.files.now()).toEqual({ [env]: before });
  });

  test('what cannot be put back is told: the new content is still there', async () => {
    const at = world({ [env]: before });
    at.files.afterWrite('/app/.env.local', () => {
      at.files.put('/app/.env.local', 'X=1\n');
      at.files.refuse(env, 'held', 'EBUSY');
    });
    const wanted = { '.env': [setKey], '.env.local': [setKey] };
    const written = await writePlan(at.ports, planFor(at, {}, wanted));
    expect(written).toMatchObject({
      ok: false,
      finding: { cause: 'env_file_not_writable', facts: { path: { absolute: env }, reason: 'not_restored' } },
    });
    expect(at.files.now()[env]).toContain(key);
  });

  test('the second of two fails: the first is as before', async () => {
    const at = world({ [env]: before });
    at.files.afterWrite('/app/.env.local', () => at.files.put('/app/.env.local', 'X=1\n'));
    const wanted = { '.env': [setKey], '.env.local': [setKey] };
    const written = await writePlan(at.ports, planFor(at, {}, wanted));
    expect(written).toMatchObject({ ok: false, finding: { facts: { reason: 'read_back' } } });
    expect(at.files.now()).toEqual({ [env]: before, '/app/.env.local': 'X=1\n' });
  });
});

describe('an example file is read back', () => {
  test.each([
    ['with its old content', 'A=\n'],
    ['with a key in it', 'A=\nOPENAI_API_KEY=something\n'],
    ['with nothing', ''],
  ])('somebody else overwrites it %s', async (_, text) => {
    const at = world({ [example]: 'A=\n' });
    at.files.afterWrite(example, () => at.files.put(example, text));
    const written = await writePlan(at.ports, planFor(at));
    expect(reasonOf(written)).toBe('read_back');
    expect(at.files.now()).toEqual({ [example]: text });
  });

  test('one that cannot be written is told, and the key stays', async () => {
    const at = world({ [example]: 'A=\n' });
    at.files.refuse(example, 'denied');
    const { unwritten, files } = await done(writePlan(at.ports, planFor(at)));
    expect(unwritten).toEqual([{ absolute: example }]);
    expect(files.map(({ absolute }) => absolute)).toEqual([ignore, env]);
    expect(at.files.now()).toEqual({ [ignore]: '.env\n', [env]: line, [example]: 'A=\n' });
  });
});

describe('what cannot be written', () => {
  test('the ignore file: the env file is not touched', async () => {
    const at = world({ [env]: 'A=1\n' });
    at.files.refuse(ignore, 'read_only', 'EROFS');
    const written = await writePlan(at.ports, planFor(at));
    expect(written).toMatchObject({
      ok: false,
      finding: {
        cause: 'gitignore_not_writable',
        facts: { path: inFolder('.gitignore'), reason: 'read_only', code: 'EROFS' },
      },
    });
    expect(at.files.calls).toEqual([`replace ${ignore} 644`]);
    expect(at.files.now()).toEqual({ [env]: 'A=1\n' });
    expect(at.waits()).toBe(false);
  });

  test.each<[WriteFailure['reason'], object]>([
    ['denied', { cause: 'env_file_not_writable', facts: { reason: 'denied', code: 'ECODE' } }],
    ['busy', { cause: 'env_file_not_writable', facts: { reason: 'busy' } }],
    ['disk_full', { cause: 'disk_full', facts: { reason: 'file' } }],
    ['unreadable', { cause: 'env_file_unreadable', facts: { reason: 'io_error', code: 'ECODE' } }],
  ])('the env file (%s): the ignore file is as before', async (reason, finding) => {
    for (const old of [{}, { [ignore]: 'dist\n' }]) {
      const at = world(old);
      at.files.refuse(env, reason, 'ECODE');
      const written = await writePlan(at.ports, planFor(at));
      expect(written).toMatchObject({
        ok: false,
        finding: { facts: { path: inFolder('.env') } },
      });
      expect(written).toMatchObject({ finding });
      expect(at.files.now()).toEqual(old);
      expect(at.waits()).toBe(false);
    }
  });
});

describe('taken back later', () => {
  const old = { [env]: 'A=1\nOPENAI_API_KEY=sk-old\n', [ignore]: 'dist\n', [example]: 'A=\n' };

  test('everything is as before, byte for byte', async () => {
    const at = world(old);
    const written = await done(writePlan(at.ports, planFor(at)));
    expect(at.files.now()).not.toEqual(old);
    await written.undo();
    expect(at.files.now()).toEqual(old);
    expect(at.waits()).toBe(false);
  });

  test('a second time changes nothing more', async () => {
    const at = world();
    const written = await done(writePlan(at.ports, planFor(at)));
    await written.undo();
    at.files.put(env, line);
    await written.undo();
    expect(at.files.now()).toEqual({ [env]: line });
  });

  test.each<[string, string | null, string, string]>([
    ['a line more in a file that was there', 'A=1\n', `A=1\n${line}B=2\n`, 'A=1\nB=2\n'],
    [
      'a line more, and an older key',
      'OPENAI_API_KEY=sk-old\n',
      `${line}B=2\n`,
      'OPENAI_API_KEY=sk-old\nB=2\n',
    ],
    ['a key of their own', 'A=1\n', 'A=1\nOPENAI_API_KEY=sk-theirs\n', 'A=1\nOPENAI_API_KEY=sk-theirs\n'],
    ['a line more in a new file', null, `${line}B=2\n`, 'B=2\n'],
    ['a key of their own in a new file', null, 'OPENAI_API_KEY=sk-theirs\n', 'OPENAI_API_KEY=sk-theirs\n'],
  ])('of what somebody else changed meanwhile only the key: %s', async (_, before, theirs, after) => {
    const at = world(before === null ? {} : { [env]: before });
    const written = await done(writePlan(at.ports, planFor(at, { unignored: [] })));
    at.files.put(env, theirs);
    await written.undo();
    expect(at.files.now()).toEqual({ [env]: after });
  });

  test('what somebody else removed stays removed', async () => {
    const at = world({ [env]: 'A=1\n' });
    const written = await done(writePlan(at.ports, planFor(at, { unignored: [] })));
    at.files.put(env, null);
    await written.undo();
    expect(at.files.now()).toEqual({});
  });

  test('an ignore file that somebody else changed stays as they left it', async () => {
    const at = world({ [ignore]: 'dist\n' });
    const written = await done(writePlan(at.ports, planFor(at)));
    at.files.put(ignore, 'dist\n.env\nbuild\n');
    await written.undo();
    expect(at.files.now()).toEqual({ [ignore]: 'dist\n.env\nbuild\n' });
  });
});

describe('out of git', () => {
  test('before anything is written, and back when something fails', async () => {
    const at = world({ [env]: 'A=1\n' });
    at.files.refuse(env, 'denied');
    const written = await writePlan(at.ports, planFor(at, { unignored: [] }, undefined, true));
    expect(causeOf(written)).toBe('env_file_not_writable');
    expect(at.gitCalls).toEqual([`untrack ${env}`, `facts ${env}`, `track ${env} again`]);
  });

  test('git refuses: nothing is written', async () => {
    const at = world({ [env]: 'A=1\n' }, { untracks: false });
    const written = await writePlan(at.ports, planFor(at, {}, undefined, true));
    expect(written).toMatchObject({
      ok: false,
      finding: { cause: 'env_file_tracked', facts: { path: inFolder('.env') } },
    });
    expect(at.files.calls).toEqual([]);
    expect(at.waits()).toBe(false);
  });

  test('is taken back once', async () => {
    const at = world({ [env]: 'A=1\n' });
    const written = await done(writePlan(at.ports, planFor(at, { unignored: [] }, undefined, true)));
    await written.undo();
    await written.undo();
    expect(at.gitCalls).toEqual([`untrack ${env}`, `facts ${env}`, `track ${env} again`]);
  });
});

describe('the state of git right before a key is written', () => {
  test.each([
    ['added meanwhile', true, false, 'tracked'],
    ['no longer to be told', null, false, 'in_doubt'],
    ['still there after it was taken out', true, true, 'tracked'],
  ] as const)('%s: nothing stays written', async (_, tracked, untrack, reason) => {
    const at = world({ [env]: 'A=1\n' }, { tracked });
    const written = await writePlan(at.ports, planFor(at, { unignored: [] }, undefined, untrack));
    expect(causeOf(written)).toBe('env_file_tracked');
    expect(reasonOf(written)).toBe(reason);
    expect(at.files.now()).toEqual({ [env]: 'A=1\n' });
  });

  test.each([true, null])('what was agreed to is no surprise (%s)', async (tracked) => {
    const at = world({ [env]: 'A=1\n' }, { tracked });
    expect(causeOf(await writePlan(at.ports, planFor(at, { unignored: [], tracked })))).toBe('written');
  });

  test('the rule was taken out meanwhile: nothing stays written', async () => {
    const at = world({ [env]: 'A=1\n' }, { unignored: () => [env] });
    const written = await writePlan(at.ports, planFor(at, { unignored: [] }));
    expect(reasonOf(written)).toBe('overruled');
    expect(at.files.now()).toEqual({ [env]: 'A=1\n' });
  });
});

describe('Ctrl-C', () => {
  test('lets a write end, takes it back, and nothing is written after it', async () => {
    const at = world({ [example]: 'A=\n' });
    let ended: Promise<void> = Promise.resolve();
    at.files.afterWrite(env, () => {
      ended = at.interrupt();
    });
    await expect(writePlan(at.ports, planFor(at))).rejects.toThrow(Cancelled);
    await ended;
    expect(at.files.now()).toEqual({ [example]: 'A=\n' });
    expect(at.files.calls.filter((call) => call.includes(example))).toEqual([]);
  });

  test('while the last file is read back: nothing is told as written, and nothing as failed', async () => {
    for (const twist of [(values: Record<string, string>) => values, () => ({})]) {
      let ended: Promise<void> | null = null;
      const at: World = world(
        {},
        {
          parseEnv: async (text) => {
            ended ??= at.interrupt();
            await ended;
            return twist(parse(text));
          },
        },
      );
      await expect(writePlan(at.ports, planFor(at))).rejects.toThrow(Cancelled);
      expect(at.files.now()).toEqual({});
    }
  });

  test('twice takes back once', async () => {
    const at = world();
    await done(writePlan(at.ports, planFor(at)));
    await Promise.all([at.interrupt(), at.interrupt()]);
    expect(at.files.now()).toEqual({});
    expect(at.files.calls.filter((call) => call.startsWith('remove'))).toEqual([
      `remove ${env}`,
      `remove ${ignore}`,
    ]);
  });

  test('after the files were agreed to leaves them', async () => {
    const at = world();
    const written = await done(writePlan(at.ports, planFor(at)));
    expect(at.waits()).toBe(true);
    written.keep();
    expect(at.waits()).toBe(false);
    await at.interrupt();
    expect(at.files.now()).toEqual({ [ignore]: '.env\n', [env]: line });
  });
});
