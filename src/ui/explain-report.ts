import type { Report } from '../checks/report.ts';
import type { CauseWords } from '../i18n/en/causes.ts';
import { type Diagnosis, explain } from './explain.ts';
import type { ShowPlace } from './place.ts';

/** The diagnosis of a failed report, in words; null where it did not fail. */
export function explainReport(report: Report, words: CauseWords, show: ShowPlace): Diagnosis | null {
  if (!report.finding) return null;
  const { judged, baseURL, source } = report.endpoint;
  const official = judged ? judged.official : source.type === 'default';
  return explain(report.finding, { official, host: judged?.host ?? hostOf(baseURL) }, words, show);
}

function hostOf(text: string): string | null {
  try {
    return new URL(text).host;
  } catch {
    return null;
  }
}
