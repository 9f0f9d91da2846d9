import { causes } from '../domain/diagnosis/causes.ts';
import { loadCauseWords, loadReportWords } from '../i18n/load.ts';
import type { Stopped } from '../ports/errors.ts';
import type { Terminal } from '../ports/terminal.ts';
import { type Diagnosis, explain } from '../ui/explain.ts';
import type { ShowPlace } from '../ui/place.ts';
import { verdictText } from '../ui/report-text.ts';
import { createStyle } from '../ui/theme.ts';
import type { Common } from './options.ts';

interface Teller {
  readonly ports: { readonly terminal: Terminal };
  readonly options: Pick<Common, 'language'>;
  readonly voice: { readonly show: ShowPlace };
}

/** Why a command stopped: for JSON, as text for stdout, and as the exit code. */
export async function explainStop(
  { ports: { terminal }, options: { language }, voice }: Teller,
  { finding, endpoint }: Stopped,
): Promise<{ readonly diagnosis: Diagnosis; readonly text: string; readonly exitCode: number }> {
  const [words, causeWords] = await Promise.all([loadReportWords(language), loadCauseWords(language)]);
  const about = { official: endpoint?.official ?? true, host: endpoint?.host ?? null };
  const diagnosis = explain(finding, about, causeWords, voice.show);
  const look = { words, style: createStyle(terminal.color.stdout), columns: terminal.columns() };
  return { diagnosis, text: verdictText(diagnosis, look), exitCode: causes[finding.cause].exitCode };
}
