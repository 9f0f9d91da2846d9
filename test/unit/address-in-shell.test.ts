import { expect, test } from 'vitest';
import { decidePlan } from '../../src/commands/setup/decide-plan.ts';
import { sameAgain } from '../../src/commands/setup/same-again.ts';
import { addressInShell } from '../../src/commands/setup/what-breaks.ts';
import { parseEndpoint } from '../../src/domain/network/endpoint.ts';
import { keyRun, stepWorld } from '../support/wizard.ts';

const europe = 'https://eu.api.openai.com/v1';

/** What the end says of an address that the shell names, in a folder with these files, and the command for scripts. */
async function ended(
  address: string,
  { files = {}, ofOpenai = true, baseUrl = undefined as string | undefined },
) {
  const at = stepWorld(files, [], { env: { OPENAI_BASE_URL: address } });
  const source = baseUrl ? { type: 'option' } : { type: 'environment', name: 'OPENAI_BASE_URL' };
  const parsed = parseEndpoint(address, source as never);
  if (!parsed.ok) throw new Error(address);
  const run = { ...(await keyRun(at, {}, { yes: true, baseUrl })), endpoint: parsed.endpoint };
  const plan = await decidePlan(run, [], { ofOpenai });
  return { notes: addressInShell(run, plan), same: sameAgain(run, []) };
}

test('an address that stays in the shell is told, with what writes it and who gets the key otherwise', async () => {
  const { notes, same } = await ended(europe, {});
  expect(notes).toEqual([
    expect.stringMatching(/in this shell.*\.env to api\.openai\.com.*--base-url https:/),
  ]);
  expect(same).toMatch(new RegExp(`--yes --base-url ${europe}$`));
});

test.each([
  ['one that is written beside the key', 'https://gateway.example/v1', { ofOpenai: false }],
  ['one that the file has already', europe, { files: { '.env': `OPENAI_BASE_URL=${europe}/\n` } }],
  ['one that an option gave', europe, { baseUrl: europe }],
  ["OpenAI's own", 'https://api.openai.com/v1', {}],
])('nothing is said of %s', async (_, address, given) => {
  expect((await ended(address, given)).notes).toEqual([]);
});
