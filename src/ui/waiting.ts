import type { Waiting } from '../checks/api/ask-api.ts';
import type { ReportWords } from '../i18n/en/report.ts';
import type { ProgressFacts } from '../ports/terminal.ts';

/** What is shown while the API is waited for: what is done, and where that takes long why; in a pause, its reason. */
export function waitingLine(
  { pause, host, proxy, limit }: Waiting,
  doing: string,
  words: Pick<ReportWords, 'noAnswer' | 'waiting' | 'waitingFor'>,
): readonly [text: string, facts: ProgressFacts] {
  if (pause === null) return [doing, { slow: { text: words.noAnswer(host, proxy), limit } }];
  const { finding, seconds } = pause;
  return [words.waiting(words.waitingFor[finding.cause] ?? doing, seconds), { counts: true }];
}
