import type { Waiting } from '../checks/attempt.ts';
import type { Report } from '../checks/report.ts';
import { type VerifyRequest, verifyKey } from '../checks/verify-key.ts';
import { worstExitCode } from '../domain/causes.ts';
import { loadCauseWords, loadReportWords } from '../i18n/load.ts';
import { testMessage } from '../i18n/test-message.ts';
import type { Ports } from '../ports.ts';
import { explainReport } from '../ui/explain-report.ts';
import { reportJson, schemaVersion } from '../ui/report-json.ts';
import { reportText } from '../ui/report-text.ts';
import { createStyle } from '../ui/style.ts';
import { keyFromStdin } from './key-input.ts';
import type { VerifyOptions } from './options.ts';

/** `verify`: says whether the key works and, if not, why and what to do. Returns the exit code. */
export async function runVerify(ports: Ports, options: VerifyOptions): Promise<number> {
  const [words, causeWords] = await Promise.all([loadReportWords(options.language), loadCauseWords(options.language)]);
  const key = options.keyStdin ? (await keyFromStdin(ports, options.language)).key : null;
  const progress = ports.progress.start(words.asking);
  const request: VerifyRequest = {
    file: null,
    key,
    model: options.model,
    baseUrl: options.baseUrl,
    organization: options.organization,
    project: options.project,
    timeoutMs: options.timeout * 1000,
    offline: options.offline,
    strict: options.strict,
    trustBaseUrl: options.trustBaseUrl,
    message: testMessage[options.language],
    confirmBaseUrl: async (host, path) => {
      if (!ports.terminal.interactive) return false;
      progress.stop();
      return ports.prompter.confirm({ message: words.trustBaseUrl(host, path), default: false });
    },
    onWait: ({ finding, seconds }: Waiting) => progress.update(words.waiting(causeWords[finding.cause].title, seconds)),
  };
  const files = options.files.length > 0 ? options.files : [null];
  const reports: Report[] = [];
  for (const file of files) reports.push(await verifyKey(ports, { ...request, file }));
  progress.stop();

  const explained = reports.map((report) => ({ report, diagnosis: explainReport(report, causeWords) }));
  const exitCode = worstExitCode(reports.map((report) => report.exitCode));
  if (options.json) {
    const documents = explained.map(({ report, diagnosis }) => reportJson(report, diagnosis, words));
    const one = documents.length === 1 ? documents[0] : { schemaVersion, ok: exitCode === 0, results: documents, exitCode };
    ports.terminal.print(`${JSON.stringify(one, null, 2)}\n`);
    return exitCode;
  }
  const look = { words, style: createStyle(ports.terminal.color.stdout), columns: ports.terminal.columns() };
  const texts = explained.map(({ report, diagnosis }) =>
    reportText(report, diagnosis, look, { verbose: options.verbose, offline: options.offline }),
  );
  ports.terminal.print(texts.join('\n'));
  return exitCode;
}
