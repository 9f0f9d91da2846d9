import { describe, expect, test } from 'vitest';
import { decide } from '../../src/commands/rotate/decide.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import setupWords from '../../src/i18n/en/setup.ts';
import { Stopped } from '../../src/ports/errors.ts';
import type { GitFacts } from '../../src/ports/git.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { begin, line, next, old, type RotationGiven } from '../support/rotation.ts';
import { folder, ignored } from '../support/wizard.ts';

test('the plan names each line that will change, with what stands there', async () => {
  const { rotation, said, check } = await begin({
    files: { '.env': `OPENAI_API_KEY=\n${line(old)}`, 'api/.env': `A=1\nOPENAI_API_KEY="${old}"\n` },
    interactive: false,
    tracked: false,
  });
  await decide(rotation, 'SHOWN', [['API', '+ more']]);
  expect(said()).toContain(setupWords.planTitle);
  const { key } = rotation.voice;
  for (const [file, at, was] of [
    ['.env', 1, setupWords.planEmpty],
    ['.env', 2, key(rotation.old)],
    ['api/.env', 2, key(rotation.old)],
  ] as const)
    expect(said()).toContain(`${file} ~ OPENAI_API_KEY=SHOWN${setupWords.planWas(at, was)}`);
  expect(said()).toContain('API + more');
  check();
});

test('a key that no line of a file can hold is refused when the plan for it is made', async () => {
  const { rotation, check } = await begin({ interactive: false, tracked: false });
  const { planFor } = await decide(rotation, 'SHOWN');
  expect(() => planFor(new Secret(`${next}\u0000`))).toThrow(Stopped);
  check();
});

/** Of several files one plan is made: it may say of none of them what git did not. */
describe('what git says of each file, taken together', () => {
  const files = { '.env': line(old), 'api/.env': line(old) };
  const none: GitFacts = { ...ignored, repository: 'none', tracked: false };
  const facts = (tracked: boolean | null, unignored: readonly string[] = []): GitFacts => ({
    ...ignored,
    tracked,
    unignored,
  });
  const bare = (path: string) => `${folder}/${path}`;

  async function plan(each: readonly GitFacts[], given: RotationGiven = {}) {
    const git: Ports['git'] = {
      facts: async (path, { history }) => {
        expect(history, 'what was committed long ago changes no plan').toBe(false);
        return each[path === bare('.env') ? 0 : 1] ?? none;
      },
      untrack: async () => null,
    };
    const { rotation, said } = await begin({ files, ...given, more: { git } });
    const decided = await decide(rotation, 'SHOWN');
    return { ...decided, plan: decided.planFor(new Secret(next)), said };
  }

  test.each<[string, readonly [GitFacts, GitFacts], boolean | null, readonly boolean[]]>([
    ['none is tracked', [facts(false), facts(false)], false, []],
    ['one is', [facts(false), facts(true)], true, [true]],
    ['the other is', [facts(true), facts(false)], true, [true]],
    ['of one nobody knows', [facts(false), facts(null)], null, [true]],
    ['one is, and of one nobody knows', [facts(null), facts(true)], true, [true, true]],
    ['one is outside of any repository', [none, facts(true)], true, [true]],
    ['all are outside', [none, none], false, []],
  ])('%s', async (_, each, tracked, yes) => {
    const decided = await plan(each, { answers: [...yes, true] });
    expect(decided.plan.tracked).toBe(tracked);
    expect(decided.plan.judgedByGit).toBe(each.some(({ repository }) => repository === 'yes'));
    expect(decided.warnings.map(({ id }) => id)).toEqual(yes.map(() => 'tracked_by_git'));
  });

  test('each that is not ignored gets its entry; outside of a repository there is nothing to be ignored by', async () => {
    const both = [facts(false, [bare('.env')]), facts(false, [bare('api/.env')])];
    const one = await plan(both, { answers: [true] });
    expect(one.plan.ignore.map(({ absolute }) => absolute)).toEqual([
      bare('.gitignore'),
      bare('api/.gitignore'),
    ]);
    for (const path of ['.gitignore', 'api/.gitignore']) expect(one.said()).toContain(`${path} + .env`);
    const other = await plan([{ ...none, unignored: [bare('.env')] }, facts(false)], { answers: [true] });
    expect(other.plan.ignore).toEqual([]);
  });
});
