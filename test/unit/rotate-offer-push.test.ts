import { describe, expect, test } from 'vitest';
import { offerPush } from '../../src/commands/rotate/offer-push.ts';
import { localFinding } from '../../src/domain/diagnosis/finding.ts';
import words from '../../src/i18n/en/rotate.ts';
import { Cancelled, Stopped, UsageError } from '../../src/ports/errors.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { begin, type RotationGiven, settle } from '../support/rotation.ts';

const target = (name: string, change: string, scope: string | null = null) => ({
  target: name,
  scope,
  change,
});
const holding = [
  target('vercel', 'present', 'production'),
  target('fly', 'absent'),
  target('github', 'present'),
];

/** A program whose `push --check` shows these services, or fails. */
async function offering(found: readonly object[] | Error, given: RotationGiven = {}) {
  const commands: string[] = [];
  const program: Ports['program'] = {
    run: async (args, { terminal }) => {
      commands.push(args.join(' '));
      if (!args.includes('--check')) return 0;
      if (found instanceof Error) throw found;
      // All else is as in this run.
      expect(terminal?.columns()).toBe(80);
      terminal?.say('what nobody is to see');
      for (const part of [`{"targets":`, `${JSON.stringify(found)}}`]) terminal?.print(part);
      return 0;
    },
  };
  const world = await begin({ ...given, more: { program } });
  return { ...world, commands, run: () => offerPush(world.rotation) };
}

const check = 'push --check --json';

test('the services that hold a key are named, and get the new one after a Yes', async () => {
  const { run, commands, said, at } = await offering(holding, { answers: [true] });
  await run();
  expect(said().trim()).toBe(words.alsoAt('vercel (production), github'));
  expect(at.printed()).toBe('');
  expect([at.asked, at.defaults]).toEqual([[words.pushQuestion], [true]]);
  expect(commands).toEqual([check, 'push vercel github']);
});

test('after a No the command for later is told, which asks the API at the same address', async () => {
  const baseUrl = 'https://eu.api.openai.com/v1';
  const { run, commands, said } = await offering(holding, { answers: [false], options: { baseUrl } });
  await run();
  expect(said()).toContain(words.pushLater(`openai-setup push vercel github --base-url ${baseUrl}`));
  expect(commands).toEqual([check]);
});

test.each<[string, readonly object[] | Error]>([
  ['no service holds a key', [target('fly', 'absent'), target('vercel', 'unknown')]],
  ['there is no service', []],
  ['nothing here shows a service', new UsageError('no target')],
])('nobody is asked where %s', async (_, found) => {
  const { run, commands, said } = await offering(found);
  await run();
  expect([commands, said()]).toEqual([[check], '']);
});

test.each<[string, RotationGiven]>([
  ['nobody is there', { interactive: false }],
  ['nobody wants to be asked', { options: { yes: true } }],
  ['a document is wanted', { options: { json: true } }],
  ['nothing was replaced', { options: { dryRun: true } }],
])('nothing is looked for where %s', async (_, given) => {
  const { run, commands } = await offering(holding, given);
  await run();
  expect(commands).toEqual([]);
});

describe('a check that fails is not taken for one that found nothing', () => {
  test.each([
    new Cancelled(),
    new Stopped(localFinding('key_missing', { reason: 'nowhere' })),
    new TypeError('a fault'),
  ])('%s', async (error) => {
    const { run } = await offering(error);
    expect(await settle(run())).toBe(error);
  });
});
