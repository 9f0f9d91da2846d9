import { entryFault } from '../../checks/entry-faults.ts';
import { exitCodeOf, type Report } from '../../checks/report.ts';
import { verifyKey, verifyMany } from '../../checks/verify-key.ts';
import type { VerifyRequest } from '../../checks/verify-request.ts';
import { worstExitCode } from '../../domain/diagnosis/exit-codes.ts';
import { maySpeakForOpenai } from '../../domain/network/endpoint.ts';
import { loadReportWords, loadVerifyWords } from '../../i18n/load.ts';
import { UsageError } from '../../ports/errors.ts';
import { hang } from '../../ui/layout.ts';
import { showPlaces } from '../../ui/place.ts';
import { progressBar } from '../../ui/progress-bar.ts';
import { createStyle, marks } from '../../ui/theme.ts';
import { checksFor, openChecking } from '../checking.ts';
import { keyFromStdin } from '../key-input.ts';
import { chooseFiles } from './files.ts';
import { type Session, tell, type VerifyOptions, type VerifyPorts } from './tell.ts';

/** `verify`: says whether the key works and, if not, why and what to do. Returns the exit code. */
export async function runVerify(
  ports: VerifyPorts,
  options: VerifyOptions,
  named: readonly string[],
): Promise<number> {
  const { language } = options;
  const [report, verify] = await Promise.all([loadReportWords(language), loadVerifyWords(language)]);
  for (const flag of ['fix', 'watch'] as const) {
    if (options[flag] && !ports.terminal.interactive) throw new UsageError(verify.needsTerminal(`--${flag}`));
  }
  const key = options.keyStdin ? await keyFromStdin(ports, language) : null;
  const files = await chooseFiles(ports, named);
  const look = {
    words: report,
    style: createStyle(ports.terminal.color.stdout),
    columns: ports.terminal.columns(),
    show: showPlaces(ports),
  };
  const session: Session = { ports, options, files, words: { report, verify }, look };

  const round = (): Promise<readonly Report[]> => verifyOnce(session, checksFor(options, key));
  let reports = await round();
  if (!options.json || !(options.fix || options.watch)) await tell(session, reports);
  if (options.fix) {
    const { fixAll } = await import('./fix.ts');
    const repaired = await fixAll(session, reports);
    if (repaired.kind === 'key') return repaired.exitCode;
    if (repaired.kind === 'files') {
      reports = await round();
      if (!options.json) await tell(session, reports);
    }
  }
  if (options.watch) {
    const { watch } = await import('./watch.ts');
    reports = await watch(session, reports, round);
  }
  if (options.json && (options.fix || options.watch)) await tell(session, reports);
  await tellOfCode(session, reports);
  return worstExitCode(reports.map(({ exitCode }) => exitCode));
}

/** The last line, where the program's own code has an error that its first files show. */
async function tellOfCode(
  { ports, options, look, words }: Session,
  [first]: readonly Report[],
): Promise<void> {
  if (!first || options.json || options.report || options.watch) return;
  const fault = await entryFault(ports, first);
  if (!fault) return;
  const text = words.verify.codeFault(`${look.show(fault)}:${fault.line}`);
  ports.terminal.print(`\n${look.style.warn(marks.warn)} ${hang(text, 2, look.columns)}\n`);
}

/** All that was asked for, once; with one file, or none, a single report. */
async function verifyOnce(
  { ports, options, files, words, look }: Session,
  asked: ReturnType<typeof checksFor>,
): Promise<readonly Report[]> {
  const { report, verify } = words;
  const { update, stop, ...asking } = openChecking(ports, report, look.show, verify.climbing);
  const request: VerifyRequest = { ...asked, ...asking };
  try {
    if (files.length < 2) {
      const one = await verifyKey(ports, { ...request, file: files[0] ?? null });
      return [options.verbose ? await withSpending({ ports, options, files, words, look }, one) : one];
    }
    // With many keys the bar tells more than one key's waiting.
    const many = { ...request, onWait: () => {}, onClimb: () => {} };
    return await verifyMany(ports, many, files, ({ done, of }) =>
      update(`${progressBar(done, of)} ${verify.judged(done, of)}`),
    );
  } finally {
    stop();
  }
}

/** A report with what only an admin key of the shell can see: what may be spent, and when the key ends. */
async function withSpending({ ports, options }: Session, report: Report): Promise<Report> {
  const { key, whose } = report;
  const endpoint = report.endpoint.judged;
  if (!key || !whose || !endpoint) return report;
  const [{ seeSpending }, { warnOfExpiry }] = await Promise.all([
    import('../../checks/api/spending.ts'),
    import('../../checks/api/key-expiry.ts'),
  ]);
  const about = { endpoint, origin: key.origin, whose, key: key.value };
  const [spending, ends] = await Promise.all([seeSpending(ports, about), warnOfExpiry(ports, about)]);
  // Of a gateway's budget OpenAI's pages know nothing.
  const ofOpenai = maySpeakForOpenai(endpoint);
  const warnings = [...report.warnings, ...ends];
  const exitCode = exitCodeOf(report.finding, warnings, options.strict);
  return { ...report, warnings, exitCode, ...(spending || ofOpenai ? { spending } : {}) };
}
