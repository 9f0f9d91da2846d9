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
    ['/bin/bash', 'to ~/.bashrc', `printf "\\nexport OPENAI_API_KEY='%s'\\n" "$OPENAI_API_KEY" >> ~/.bashrc`],
    [
      '/usr/bin/zsh',
      'to ~/.zshrc',
      `printf "\\nexport OPENAI_API_KEY='%s'\\n" "$OPENAI_API_KEY" >> ~/.zshrc`,
    ],
    ['/usr/bin/fish', 'for every new terminal', 'set -Ux OPENAI_API_KEY $OPENAI_API_KEY'],
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
    const screen = session.unwrapped();
    expect(screen).toContain(where);
    expect(screen.split('\n').map((one) => one.trim())).toContain(line);
    // What is typed stays in the history of a shell: no line has a place for the key.
    expect(screen).not.toMatch(/<key>|sk-\.\.\./);
    // Without the address every program would send the key to OpenAI.
    const setsAddress = SHELL.endsWith('fish') ? 'set -gx OPENAI_BASE_URL ' : 'export OPENAI_BASE_URL=';
    expect(screen).toContain(setsAddress + api.baseURL);
    expect(screen).toContain('This is a test!');
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
