import { causes } from '../domain/diagnosis/causes.ts';
import { loadCauseWords, loadReportWords } from '../i18n/load.ts';
import type { Stopped } from '../ports/errors.ts';
import type { Terminal } from '../ports/terminal.ts';
import { type Diagnosis, explain, factsOf } from '../ui/explain.ts';
import type { ShowPlace } from '../ui/place.ts';
import { tellVerdict } from '../ui/report-text.ts';
import { createStyle } from '../ui/theme.ts';
import type { Common } from './options.ts';

interface Teller {
  readonly ports: { readonly terminal: Terminal };
  readonly options: Pick<Common, 'language'>;
  readonly voice: { readonly show: ShowPlace };
}

/** Why a command stopped: for JSON, to be told on stdout, and as the exit code. */
export async function explainStop(
  { ports: { terminal }, options: { language }, voice }: Teller,
  { finding, endpoint, isGiven }: Stopped,
): Promise<{ readonly diagnosis: Diagnosis; readonly tell: () => void; readonly exitCode: number }> {
  const [words, causeWords] = await Promise.all([loadReportWords(language), loadCauseWords(language)]);
  const diagnosis = explain(finding, { ...factsOf(endpoint), isGiven }, causeWords, voice.show);
  const look = { words, style: createStyle(terminal.color.stdout), columns: terminal.columns() };
  const tell = (): void => tellVerdict(terminal.print, diagnosis, look);
  return { diagnosis, tell, exitCode: causes[finding.cause].exitCode };
}
