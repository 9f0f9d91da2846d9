import { expect, test } from 'vitest';
import type { CauseFacts } from '../../src/domain/diagnosis/cause-facts.ts';
import { answerRule, type Ruling } from '../../src/domain/diagnosis/evidence-view.ts';
import { type Finding, localFinding } from '../../src/domain/diagnosis/finding.ts';
import type { CauseText, CauseWords } from '../../src/i18n/cause-words.ts';
import english from '../../src/i18n/en/causes.ts';

/** What must not compile. `tsc` fails on a line below whose error is gone; nothing of it runs. */
const neverRun = (): unknown[] => [
  // @ts-expect-error an unknown reason
  localFinding('gitignore_not_writable', { path: '.gitignore', reason: 'not_read_by_git' }),
  // @ts-expect-error a fact is missing
  localFinding('gitignore_not_writable', { path: '.gitignore', reason: 'overruled' }),
  // @ts-expect-error all facts are missing
  localFinding('env_file_missing'),
  // @ts-expect-error facts of another cause
  localFinding('env_file_missing', { path: '.env', vendor: 'Groq' }),
  // @ts-expect-error facts for a cause that has none
  localFinding('billing_no_credit', { reason: 'project' }),
  // @ts-expect-error facts of another cause
  answerRule({ id: 'x', cause: 'billing_spend_limit', facts: () => ({ reason: 'header_lost' }) }),
  // @ts-expect-error a rule that does not say whose limit it is
  answerRule({ id: 'x', cause: 'billing_spend_limit' }),
  // @ts-expect-error a verdict with the facts of another cause
  { cause: 'network_blocked', facts: { parameter: 'model' } } satisfies Ruling,
  // @ts-expect-error a cause without its facts
  { cause: 'network_not_tls' } satisfies Ruling,
  // @ts-expect-error words that leave out a cause
  { ...english, key_missing: undefined } satisfies CauseWords,
  {
    title: '',
    // @ts-expect-error words that leave out a reason
    explanation: (f) => ({ project: 'its own' })[f.reason],
    remedies: () => [],
  } satisfies CauseText<'billing_spend_limit'>,
  {
    title: '',
    // @ts-expect-error words about a fact that the cause does not have
    explanation: (f) => `${f.vendor}`,
    remedies: () => [],
  } satisfies CauseText<'key_rejected'>,
];

test('a finding with its own facts compiles, others do not', () => {
  expect(neverRun).toBeTypeOf('function');
  const finding: Finding = localFinding('key_missing', { reason: 'nowhere' });
  expect(finding).toMatchObject({ cause: 'key_missing', facts: { reason: 'nowhere' }, call: null });
  const reason: CauseFacts['disk_full']['reason'] = 'file';
  expect(reason).toBe('file');
});
