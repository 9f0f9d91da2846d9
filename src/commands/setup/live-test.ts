import { checkLive, type LiveTest } from '../../checks/live.ts';
import type { Checklist } from '../../checks/result.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { testMessage } from '../../i18n/test-message.ts';
import type { Access } from '../../ports/api.ts';
import type { Run } from './run.ts';
import { askAfterFailure } from './try-key.ts';

export type LiveEnd =
  | { readonly kind: 'passed'; readonly test: LiveTest }
  | { readonly kind: 'kept'; readonly finding: Finding }
  | { readonly kind: 'other' }
  | { readonly kind: 'failed'; readonly finding: Finding; readonly told: boolean };

/** Stage 7: one chat completion, again as often as the user wants. */
export async function liveTest(
  run: Run,
  access: Access,
  models: readonly string[],
  list: Checklist,
): Promise<LiveEnd> {
  const { ports, voice, options } = run;
  for (;;) {
    const deadline = ports.clock.now() + options.timeout * 1000;
    const progress = ports.progress.start(voice.words.testing);
    const onWait = (state: Parameters<typeof voice.waiting>[0]): void =>
      progress.update(voice.waiting(state));
    const request = { models, message: testMessage[options.language] };
    const outcome = await checkLive(ports.api, { ...access, deadline }, request, {
      clock: ports.clock,
      deadline,
      onWait,
    });
    progress.stop();
    if (outcome.test) {
      await list.run('live', () => outcome);
      for (const one of outcome.verdict.warnings) voice.warning(one);
      return { kind: 'passed', test: outcome.test };
    }
    const { finding } = outcome;
    if (!finding) throw new Error('a live test without a result and without a finding');
    if (!run.asks) {
      await list.run('live', () => outcome);
      return options.keepFailing ? { kind: 'kept', finding } : { kind: 'failed', finding, told: false };
    }
    await voice.finding(finding, access.endpoint);
    const next = options.keepFailing ? 'keep' : await askAfterFailure(run, finding);
    if (next === 'again') continue;
    await list.run('live', () => outcome);
    if (next === 'other') return { kind: 'other' };
    return next === 'keep' ? { kind: 'kept', finding } : { kind: 'failed', finding, told: true };
  }
}
