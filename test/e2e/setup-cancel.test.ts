import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import type { Variables } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Key, TerminalSession } from '../support/pty.ts';
import { modelList, standin, terminalIn } from './setup-helpers.ts';

const files = { '.env': '# mine\nA=1\n', 'main.py': '' };

interface Place {
  readonly name: string;
  /** What is pressed or typed at each question before the one that is cancelled. */
  readonly before: readonly (readonly (Key | 'the key')[])[];
  /** Part of the question that is cancelled. */
  readonly at: string;
  readonly scenario?: 'rejected-key' | 'no-credit';
  readonly files?: Readonly<Record<string, string>>;
}

const places: readonly Place[] = [
  { name: 'whether there is a key', before: [], at: 'Do you have' },
  { name: 'a page of the guide', before: [['down']], at: '1.' },
  { name: 'the key', before: [[]], at: 'Paste your API key' },
  { name: 'the model', before: [[], ['the key']], at: 'Which model' },
  { name: 'the plan', before: [[], ['the key'], []], at: 'Go ahead?' },
  { name: 'a refused key', before: [[], ['the key']], at: 'What next?', scenario: 'rejected-key' },
  { name: 'a failed test', before: [[], ['the key'], [], []], at: 'What next?', scenario: 'no-credit' },
];

async function reach(session: TerminalSession, place: Place, key: string): Promise<void> {
  for (const answers of place.before) {
    await session.waitForQuestion();
    for (const answer of answers)
      await (answer === 'the key' ? session.typeSecret(key) : session.key(answer));
    await session.enter();
  }
  await session.waitFor(place.at);
  expect(await session.waitForQuestion()).toContain(place.at);
}

async function expectNothingChanged(
  session: TerminalSession,
  project: Project,
  before: unknown,
): Promise<void> {
  expect(await session.exit, session.screen()).toBe(130);
  expect(session.cursorVisible()).toBe(true);
  expect(await project.snapshot(), session.screen()).toEqual(before);
  const lines = session.screen().split('\n');
  // The greeting promises it, and the last line says it.
  expect(lines.at(-1)).toMatch(/nothing (?:was|is|has been) changed/i);
  expect(session.screen()).not.toMatch(/Error|^\s+at /m);
}

describe('leaving at a question changes nothing', () => {
  for (const key of ['ctrl-c', 'ctrl-d'] as const) {
    test.each(places)(`${key} at $name`, async (place) => {
      const api = await standin(place.scenario ?? 'ok');
      const project = await makeProject(place.files ?? files);
      const before = await project.snapshot();
      const session = terminalIn(project, api);
      await reach(session, place, api.key);
      await session.key(key);
      await expectNothingChanged(session, project, before);
    });
  }

  const dumb: Variables = { TERM: 'dumb' };
  test.each(places.filter(({ at }) => /Paste|Go ahead|What next/.test(at)))(
    'in a dumb terminal, at $name',
    async (place) => {
      const api = await standin(place.scenario ?? 'ok');
      const project = await makeProject(files);
      const before = await project.snapshot();
      const session = terminalIn(project, api, { env: dumb });
      await reach(session, place, api.key);
      await session.key('ctrl-d');
      await expectNothingChanged(session, project, before);
    },
  );

  test('in Chinese it says so in Chinese', async () => {
    const api = await standin('ok', 'zh-CN');
    const project = await makeProject();
    const session = terminalIn(project, api, { env: { LANG: 'zh_CN.UTF-8' } });
    await session.waitForQuestion();
    await session.ctrlC();
    expect(await session.exit).toBe(130);
    expect(session.screen().split('\n').at(-1)).toMatch(/没有.*改动|未.*改动/);
  });

  test('No at the plan', async () => {
    const api = await standin();
    const project = await makeProject(files);
    const before = await project.snapshot();
    const session = terminalIn(project, api);
    const plan = places.find(({ at }) => at === 'Go ahead?') as Place;
    await reach(session, plan, api.key);
    await session.type('n');
    await session.enter();
    await expectNothingChanged(session, project, before);
  });
});

describe('Ctrl-C while the API is asked', () => {
  test('during the check before anything is written', async () => {
    const api = await serve(() => ({ fault: 'hang' }), { keyless: modelList });
    const project = await makeProject(files);
    const before = await project.snapshot();
    const session = terminalIn(project, api);
    await session.waitForQuestion();
    await session.enter();
    await session.waitForQuestion();
    await session.typeSecret(keyBuilders.project(5));
    await session.enter();
    await expect.poll(() => api.requests.some(({ keySent }) => keySent)).toBe(true);
    await session.ctrlC();
    await expectNothingChanged(session, project, before);
  });

  test('during the live test: the file is put back', async () => {
    const api = await serve((request) => (request.method === 'POST' ? { fault: 'hang' } : modelList), {
      keyless: modelList,
    });
    const project = await makeProject(files);
    const before = await project.snapshot();
    const session = terminalIn(project, api);
    await session.waitForQuestion();
    await session.enter();
    await session.waitForQuestion();
    await session.typeSecret(keyBuilders.project(5));
    await session.enter();
    await session.waitFor('Go ahead?');
    await session.waitForQuestion();
    await session.enter();
    await expect.poll(() => api.requests.some(({ method }) => method === 'POST')).toBe(true);
    await session.ctrlC();
    await session.waitFor('The files are back to what they were.');
    await expectNothingChanged(session, project, before);
  });
});
