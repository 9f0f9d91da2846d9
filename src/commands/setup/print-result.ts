import { loadCauseWords, loadReportWords } from '../../i18n/load.ts';
import type { Ports } from '../../ports/ports.ts';
import { explainReport } from '../../ui/explain-report.ts';
import { reportJson } from '../../ui/report-json.ts';
import { diagnosisText } from '../../ui/report-text.ts';
import { createStyle } from '../../ui/style.ts';
import type { SetupOptions } from '../options.ts';
import type { SetupResult } from './run.ts';

/** The end of setup: the document or, for people, the verdict where it was not shown yet. Returns the exit code. */
export async function tellSetup(
  ports: Ports,
  options: SetupOptions,
  { report, files, told }: SetupResult,
): Promise<number> {
  const { terminal } = ports;
  if (options.json) {
    const [words, causeWords] = await Promise.all([
      loadReportWords(options.language),
      loadCauseWords(options.language),
    ]);
    const document = {
      ...reportJson(report, explainReport(report, causeWords), words),
      files,
      ...(options.dryRun ? { dryRun: true } : {}),
    };
    terminal.print(`${JSON.stringify(document, null, 2)}\n`);
  } else if (report.finding && !told) {
    const [words, causeWords] = await Promise.all([
      loadReportWords(options.language),
      loadCauseWords(options.language),
    ]);
    const diagnosis = explainReport(report, causeWords);
    const look = { words, style: createStyle(terminal.color.stdout), columns: terminal.columns() };
    if (diagnosis) terminal.print(diagnosisText(diagnosis, look));
  }
  return report.exitCode;
}
