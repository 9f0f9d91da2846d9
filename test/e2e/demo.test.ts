import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { localFinding } from '../../src/domain/diagnosis/finding.ts';
import english from '../../src/i18n/en/causes.ts';
import { scenarioIds } from '../../src/standin/scenarios.ts';
import { explain } from '../../src/ui/explain.ts';
import { width } from '../../src/ui/layout.ts';
import { closeAll, serveProxy } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { runCli } from '../support/run.ts';
import { show } from '../support/show.ts';
import { chinese, escapes } from './setup-helpers.ts';

// Not after each: the scenarios run side by side.
afterAll(closeAll);

const keyShape = new RegExp(`sk-proj-[\\w-]{20,}|T3Blbk${'FJ'}`);

/** The demo without a terminal, with a proxy that would see whatever left this machine, in a temporary folder of its own. */
async function demo(args: readonly string[], language: 'en' | 'zh-CN' = 'en', variables = {}) {
  const proxy = await serveProxy({ answer: '403 Forbidden' });
  const address = `http://127.0.0.1:${proxy.port}`;
  const [project, temporary] = [await makeProject(), await makeProject()];
  const run = await runCli(['demo', ...args], {
    cwd: project.path,
    env: {
      ...variables,
      HTTPS_PROXY: address,
      HTTP_PROXY: address,
      ALL_PROXY: address,
      TMPDIR: temporary.path,
      LANG: language === 'en' ? 'C.UTF-8' : 'zh_CN.UTF-8',
    },
  });
  expect([...proxy.seen, ...proxy.targets], 'something left this machine').toEqual([]);
  expect(await project.snapshot()).toEqual({});
  return { ...run, temporary, all: run.stdout + run.stderr };
}

test.each(['en', 'zh-CN'])('the program that was just run gets the key (%s)', async (language) => {
  const project = await makeProject();
  const { stderr, stdout } = await runCli(['demo', '--lang', language], { cwd: project.path });
  expect(`${stdout}${stderr}`).not.toMatch(/may not get this key|不一定能读到/);
});

describe('demo --list', () => {
  test('names every scenario, in order', async () => {
    const run = await demo(['--list']);
    expect(run.code).toBe(0);
    const places = scenarioIds.map((id) => run.stdout.search(new RegExp(`^ *${id} `, 'm')));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  test('as JSON', async () => {
    const run = await demo(['--list', '--json']);
    const document = run.json as {
      schemaVersion: number;
      ok: boolean;
      exitCode: number;
      scenarios: { name?: string; id?: string; title: string }[];
    };
    expect(document).toMatchObject({ schemaVersion: 1, ok: true, exitCode: 0 });
    expect(document.scenarios.map(({ name, id }) => name ?? id)).toEqual([...scenarioIds]);
    for (const { title } of document.scenarios) expect(title).not.toBe('');
  });

  test('in Chinese', async () => {
    const run = await demo(['--list'], 'zh-CN');
    expect(run.stdout.split('\n').filter((line) => /^ {2}\S/.test(line) && !chinese.test(line))).toEqual([]);
  });
});

test('without a terminal, answers in Chinese stand behind the question without a blank, and no line is too wide', async () => {
  const run = await demo(['rejected-key'], 'zh-CN', { COLUMNS: '40' });
  const asked = run.stdout.split('\n').filter((line) => line.startsWith('? '));
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.join('\n')).toContain('？有，我来粘贴');
  expect(asked.filter((line) => /[，。；：？！（）] /.test(line) || width(line) > 40)).toEqual([]);
});

const marks: Readonly<Record<(typeof scenarioIds)[number], RegExp>> = {
  ok: /This is a test!/,
  'rejected-key': /does not accept this key/,
  'no-credit': /no credit/i,
  'rate-limited': /This is a test!|rate limit/i,
  'missing-scope': /permission/i,
  'no-model': /model/i,
  'service-down': /service/i,
  offline: /connection|refused|reach/i,
  'captive-portal': /page|login|network/i,
  slow: /This is a test!/,
};

describe('a demonstration that ran is exit 0, whatever it demonstrated', () => {
  // The slowest is the last of the list, and is better begun first.
  test.concurrent.each([...scenarioIds].reverse())('%s', { timeout: 45_000 }, async (scenario) => {
    const run = await demo([scenario]);
    expect(run.code, run.all).toBe(0);
    expect(run.all).toMatch(/not the real API|is not real|stand-in/i);
    expect(run.all).toMatch(marks[scenario]);
    // The whole conversation: what was asked and answered, setup's steps, then verify's.
    expect(run.all).toMatch(/Do you have an OpenAI API key/);
    expect(run.all).toMatch(/Paste your API key/);
    expect(run.all).toMatch(/verify/);
    expect(run.all).not.toMatch(escapes);
    expect(run.all).not.toMatch(keyShape);
    expect(run.all).not.toMatch(/undefined|NaN|^\s+at /m);
    expect(readdirSync(run.temporary.path)).toEqual([]);
  });
});

describe('between the lines stands what OpenAI would show', () => {
  const findings = {
    'rejected-key': localFinding('key_rejected'),
    'no-credit': localFinding('billing_no_credit'),
    'missing-scope': localFinding('key_missing_scope'),
    offline: localFinding('network_refused'),
    'captive-portal': localFinding('network_intercepted', { reason: 'page' }),
  };
  test.each(Object.entries(findings))(
    '%s: its remedies and pages',
    { timeout: 45_000 },
    async (scenario, finding) => {
      const run = await demo([scenario]);
      const inside = run.stdout.split(/^─+$/m)[1]?.replace(/\s+/g, ' ') ?? '';
      const { remedies } = explain(finding, { official: true, host: 'api.openai.com' }, english, show);
      const page = remedies.find(({ url }) => url !== null)?.url;
      expect(inside).toContain(remedies[0]?.text);
      if (page) expect(inside).toContain(page);
      expect(inside).toContain(finding.cause);
      // Nothing of it is about the stand-in.
      expect(inside).not.toMatch(/127\.0\.0\.1|localhost|stand-in/);
    },
  );

  test('what a wait is for is told without a terminal as well', async () => {
    const { stdout } = await demo(['rate-limited']);
    expect(stdout).toMatch(/Rate limit reached\. Trying again in \d+ s/);
    expect(stdout).toMatch(/500 requests and 200,000 tokens per minute/);
  });
});

describe('the rest', () => {
  test('in Chinese it is all Chinese', async () => {
    const run = await demo(['ok'], 'zh-CN');
    expect(run.code).toBe(0);
    const english = run.all
      .split('\n')
      .filter(
        (line) =>
          /(?:\b[A-Za-z]{2,}\b[ ,]+){4}/.test(line) &&
          !chinese.test(line) &&
          !/import |npm |const /.test(line),
      );
    expect(english).toEqual([]);
  });

  test('--keep leaves the folder, and says where', async () => {
    const run = await demo(['ok', '--keep']);
    expect(run.code).toBe(0);
    const left = readdirSync(run.temporary.path);
    expect(left).toHaveLength(1);
    expect(run.all.replace(/\s+/g, '')).toContain(left[0] as string);
    const files = readdirSync(run.temporary.path, { recursive: true }).map(String);
    expect(files.some((name) => name.endsWith('.env'))).toBe(true);
  });

  test('an unknown scenario: exit 2, the nearest one', async () => {
    const run = await demo(['offlin']);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/offline/);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    ['ok', /This is a test!/],
    // Another key is the same key here: Enter must not go round in circles.
    ['rejected-key', /exit code 3/],
    ['no-credit', /exit code 4/],
  ])('in a terminal Enter goes all the way, and the folder is removed: %s', async (scenario, shows) => {
    const [project, temporary] = [await makeProject(), await makeProject()];
    const session = openTerminal({
      args: ['demo', scenario],
      cwd: project.path,
      env: { TMPDIR: temporary.path },
    });
    for (let questions = 0; questions < 12; questions++) {
      const question = await session.nextQuestion(15_000);
      if (question === null) break;
      await session.enter();
    }
    expect(await session.exit, session.screen()).toBe(0);
    expect(session.screen()).toMatch(shows);
    expect(session.raw).not.toMatch(keyShape);
    expect(readdirSync(temporary.path)).toEqual([]);
    expect(session.cursorVisible()).toBe(true);
  });

  test('Ctrl-C in the middle: 130, and the folder is removed', async () => {
    const [project, temporary] = [await makeProject(), await makeProject()];
    const session = openTerminal({ args: ['demo'], cwd: project.path, env: { TMPDIR: temporary.path } });
    await session.waitForQuestion();
    await session.ctrlC();
    expect(await session.exit, session.screen()).toBe(130);
    expect(readdirSync(temporary.path)).toEqual([]);
    expect(session.cursorVisible()).toBe(true);
  });
});
