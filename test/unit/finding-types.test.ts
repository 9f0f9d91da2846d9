import { expect, test } from 'vitest';
import type { CauseFacts, Reason } from '../../src/domain/diagnosis/cause-facts.ts';
import type { Cause } from '../../src/domain/diagnosis/causes.ts';
import { answerRule, type Ruling } from '../../src/domain/diagnosis/evidence-view.ts';
import { type Finding, localFinding } from '../../src/domain/diagnosis/finding.ts';
import type { Row } from '../../src/domain/diagnosis/meaning/table.ts';
import type { ByStory, CauseText, CauseWords, Remedies, Story } from '../../src/i18n/cause-words.ts';
import english from '../../src/i18n/en/causes.ts';
import { Problem } from '../../src/ports/errors.ts';

const path = { absolute: '/project/.env' };

/** What must not compile. `tsc` fails on a line below whose error is gone; nothing of it runs. */
const neverRun = (): unknown[] => [
  // @ts-expect-error an unknown reason
  localFinding('gitignore_not_writable', { path, reason: 'not_read_by_git' }),
  // @ts-expect-error a fact is missing
  localFinding('gitignore_not_writable', { path, reason: 'overruled' }),
  // @ts-expect-error all facts are missing
  localFinding('env_file_missing'),
  // @ts-expect-error facts of another cause
  localFinding('env_file_missing', { path, vendor: 'Groq' }),
  // @ts-expect-error facts for a cause that has none
  localFinding('billing_inactive', { reason: 'project' }),
  // @ts-expect-error facts of another cause
  answerRule({ id: 'x', cause: 'billing_spend_limit', facts: () => ({ reason: 'header_lost' }) }),
  // @ts-expect-error a rule that does not say whose limit it is
  answerRule({ id: 'x', cause: 'billing_spend_limit' }),
  // @ts-expect-error a problem with the reason of another cause
  new Problem({ cause: 'env_file_unreadable', reason: 'utf16' }, ''),
  // @ts-expect-error a verdict with the facts of another cause
  { cause: 'network_blocked', facts: { parameter: 'model' } } satisfies Ruling,
  // @ts-expect-error a cause without its facts
  { cause: 'network_not_tls' } satisfies Ruling,
  // @ts-expect-error a meaning with a reason that its cause does not have
  ['billing_usage_limit', 'week', 'exhausted', 92, { reason: 'fortnightly' }] satisfies Row,
  // @ts-expect-error a meaning with the reason of another cause
  ['billing_usage_limit', 'week', 'exhausted', 92, { reason: 'upstream' }] satisfies Row,
  // @ts-expect-error words that leave out a cause
  { ...english, key_missing: undefined } satisfies CauseWords,
  {
    title: '',
    // @ts-expect-error words that leave out a reason
    explanation: { project: () => 'its own', gateway: () => 'its own' },
    remedies: () => [],
  } satisfies CauseText<'billing_spend_limit'>,
  {
    title: '',
    explanation: { project: () => 'its', gateway: () => 'its', organization: () => 'its' },
    // @ts-expect-error what is told of all reasons, and looks at them
    remedies: (f) => [f.reason],
  } satisfies CauseText<'billing_spend_limit'>,
  {
    title: '',
    // @ts-expect-error words about a fact that the cause does not have
    explanation: (f) => `${f.vendor}`,
    remedies: () => [],
  } satisfies CauseText<'key_rejected'>,
];

/** The stories of a cause without which its words would still compile. */
type Unnoticed<C extends Cause> = {
  [S in Story<C>]: Omit<ByStory<C, string>, S> extends CauseText<C>['explanation'] ? S : never;
}[Story<C>];

/** Causes whose words tell one story in place of several. */
type ToldAlike<C extends Cause> = (() => string) extends CauseText<C>['explanation'] ? C : never;

/** Causes whose remedies may look at the reason, and leave one out. */
type SeesReason<C extends Cause> =
  Extract<CauseText<C>['remedies'], (facts: never) => Remedies> extends (facts: infer F) => Remedies
    ? 'reason' extends keyof F
      ? C
      : never
    : never;

type CauseOfSeveral = { [C in Cause]: [Reason<C>] extends [never] ? never : C }[Cause];

test('each reason of each cause needs words of its own, whatever the language', () => {
  const wrong: { [C in CauseOfSeveral]: Unnoticed<C> | ToldAlike<C> | SeesReason<C> }[CauseOfSeveral][] = [];
  const none: never[] = wrong;
  const known: CauseOfSeveral[] = ['key_missing', 'network_not_tls', 'service_error', 'disk_full'];
  expect(none).toEqual([]);
  expect(known).not.toEqual([]);
});

test('a finding with its own facts compiles, others do not', () => {
  expect(neverRun).toBeTypeOf('function');
  const finding: Finding = localFinding('key_missing', { reason: 'nowhere' });
  expect(finding).toMatchObject({ cause: 'key_missing', facts: { reason: 'nowhere' }, call: null });
  const reason: CauseFacts['disk_full']['reason'] = 'file';
  expect(reason).toBe('file');
});
