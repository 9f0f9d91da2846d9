import { loadCauseWords, loadReportWords } from '../i18n/load.ts';
import type { SetupOptions } from '../options.ts';
import type { Ports } from '../ports.ts';
import type { SetupResult } from '../setup/run.ts';
import { explainReport } from './explain-report.ts';
import { reportJson } from './report-json.ts';
import { diagnosisText } from './report-text.ts';
import { createStyle } from './style.ts';

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
