import { describe, expect, test } from 'vitest';
import { conversation } from '../support/conversation.ts';
import { makeProject } from '../support/project.ts';
import { standin, terminalIn } from './setup-helpers.ts';

const toThePlan = (secret: string) => [
  { asks: 'Do you have an OpenAI API key?' },
  { asks: 'Paste your API key', secret },
  { asks: 'Which model' },
];

describe('the key for all of this machine', () => {
  test.each([
    ['/bin/bash', '~/.bashrc', "export OPENAI_API_KEY='<key>'"],
    ['/usr/bin/zsh', '~/.zshrc', "export OPENAI_API_KEY='<key>'"],
    ['/usr/bin/fish', 'For every new terminal', "set -Ux OPENAI_API_KEY '<key>'"],
  ])('shows the lines for %s, writes nothing, and tests the key in memory', async (SHELL, where, line) => {
    const api = await standin();
    const project = await makeProject();
    const before = await project.snapshot();
    const session = terminalIn(project, api, { env: { SHELL } });
    const code = await conversation(session, [
      ...toThePlan(api.key),
      { asks: 'Go ahead?', keys: ['down', 'down'] },
    ]);
    expect(code).toBe(0);
    expect(session.unwrapped()).toContain(where);
    expect(session.unwrapped()).toContain(line);
    expect(session.unwrapped()).toContain('This is a test!');
    expect(await project.snapshot()).toEqual(before);
    expect(api.requests.filter(({ keySent }) => keySent).map(({ path }) => path)).toEqual([
      '/v1/models',
      '/v1/chat/completions',
    ]);
  });

  test('a test that fails gives the verdict, and still writes nothing', async () => {
    const api = await standin('no-credit');
    const project = await makeProject();
    const before = await project.snapshot();
    const session = terminalIn(project, api, { env: { SHELL: '/bin/bash' } });
    const code = await conversation(session, [
      ...toThePlan(api.key),
      { asks: 'Go ahead?', keys: ['down', 'down'] },
      { asks: 'What next?', keys: ['down', 'down', 'down'] },
    ]);
    expect(code).toBe(4);
    expect(await project.snapshot()).toEqual(before);
  });
});
