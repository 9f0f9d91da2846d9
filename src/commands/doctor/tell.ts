import type { DoctorFinding } from '../../domain/doctor/finding.ts';
import { isIn } from '../../domain/doctor/texts.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { type Clean, cleanText, shortened } from '../../domain/text/clean.ts';
import { loadCauseWords } from '../../i18n/load.ts';
import { doctorJson, doctorSarif, doctorText, type ProgramSeen, skippedText } from '../../ui/doctor.ts';
import type { Diagnosis } from '../../ui/explain.ts';
import { jsonDocument, jsonText } from '../../ui/json-document.ts';
import { diagnosisOf, warningsBeside } from '../../ui/report-diagnosis.ts';
import { reportText } from '../../ui/report-text.ts';
import { verboseText } from '../../ui/report-verbose.ts';
import { version } from '../../version.ts';
import { seeCiRun } from '../ci-run.ts';
import { type DoctorSession, doctorExitCode, type Seen } from './session.ts';

/** Prints the result in the form that was asked for, and returns the exit code. */
export async function tellFindings(session: DoctorSession, seen: Seen): Promise<number> {
  const { ports, options, look } = session;
  const { print } = ports.terminal;
  const exitCode = doctorExitCode(seen, options.strict);
  const program = programSeen(seen);
  const diagnosis = await diagnosed(session, seen);
  if (options.sarif) print(jsonText(doctorSarif(program, look, { version, folder: ports.cwd })));
  else if (options.json) print(jsonText(jsonDocument(exitCode, { ...doctorJson(program, look), diagnosis })));
  else print(text(session, seen, program, diagnosis));
  const run = seeCiRun(ports);
  if (run) {
    const { doctorInCi } = await import('../../ui/doctor-ci.ts');
    const voice = { words: session.words.report, show: look.show };
    const { annotations, summary } = doctorInCi(
      { report: seen.report, diagnosis },
      program.findings,
      run.system,
      { voice, verify: session.words.verify, doctor: look },
    );
    ports.terminal.say(annotations);
    await ports.addToSummary(summary);
  }
  return exitCode;
}

function programSeen({ survey, judged, findings, loading, only }: Seen): ProgramSeen {
  const { unread, languages } = judged.seen;
  return {
    languages,
    loading,
    findings,
    files: survey.codeFiles.filter(({ absolute }) => only === null || isIn(only, absolute)).length,
    skipped: [...survey.skipped, ...unread.map((absolute) => ({ absolute, why: 'not_understood' as const }))],
  };
}

/** What is told only to who asks for all: it costs a look at each file, or the rest of the file counts all the same. */
function skippedBeside({ survey, judged }: Seen): ProgramSeen['skipped'] {
  const inPart = judged.seen.inPart.map((absolute) => ({ absolute, why: 'in_part' as const }));
  return [...survey.skippedUnseen(), ...inPart];
}

/** The words about causes are loaded only for a failure. */
async function diagnosed(
  { options, words, look }: DoctorSession,
  { report }: Seen,
): Promise<Diagnosis | null> {
  if (!report.finding) return null;
  const causes = await loadCauseWords(options.language);
  return diagnosisOf(report, { causes, report: words.report, verify: words.verify }, look.show);
}

function text(
  { options, words, look }: DoctorSession,
  seen: Seen,
  program: ProgramSeen,
  diagnosis: Diagnosis | null,
): string {
  const { report, survey } = seen;
  const { offline, strict, verbose } = options;
  const reportLook = { ...look, words: words.report };
  const texts = new Map([...survey.configs, ...survey.codeFiles].map((file) => [file.absolute, file.text]));
  const lineOf = (finding: DoctorFinding): Clean | null =>
    quoted(texts.get(finding.absolute) ?? survey.readMore(finding.absolute), finding, look.columns - 6);
  return [
    reportText(report, diagnosis, reportLook, { offline, strict, warnings: warningsBeside(report) }),
    ...(verbose ? [verboseText(report, reportLook, words.verify, { curl: null, loaders: [] })] : []),
    '\n',
    doctorText(program, lineOf, look, { offline, keyWorks: report.finding === null }),
    ...(verbose ? [skippedText([...program.skipped, ...skippedBeside(seen)], look)] : []),
  ].join('');
}

/** A line as it may be shown: cleaned, no wider than the terminal and, of a key in it, nothing but its mask. */
function quoted(text: string | null, finding: DoctorFinding, columns: number): Clean | null {
  const own = text?.split(/\r\n|[\r\n]/)[finding.line - 1];
  if (own === undefined) return null;
  const masked = maskOf(finding);
  const safe = masked === null ? own : maskLiterals(own, finding.column - 1, masked);
  return shortened(cleanText(safe), Math.max(20, columns));
}

/** What stands for the key in the line of a finding; null where none is in it. */
function maskOf(finding: DoctorFinding): string | null {
  if (finding.rule === 'hardcoded_key') return finding.facts.masked;
  const isKey = finding.rule === 'client_option_overrides' && finding.facts.variable === keyName;
  return isKey ? finding.facts.value : null;
}

/** `masked` in place of the text at `at`; a text that may be more of the same key shows nothing. */
const maskLiterals = (line: string, at: number, masked: string): string =>
  line.replace(
    /(["'`])((?:(?!\1)[^\\]|\\.){8,})\1/g,
    (whole, quote: string, inside: string, from: number) => {
      if (from <= at && at < from + whole.length) return `${quote}${masked}${quote}`;
      return /^[\w+/=-]+$/.test(inside) ? `${quote}…${quote}` : whole;
    },
  );
