import type { Report } from '../checks/report.ts';
import { type Annotation, annotationLine } from '../domain/ci/annotation.ts';
import type { CiRun } from '../domain/ci/run.ts';
import type { VerifyWords } from '../i18n/en/verify.ts';
import type { Diagnosis } from './explain.ts';
import { type ReportVoice, warningText } from './report-text.ts';

/** A verdict for a run that nobody sits in front of: the key is a secret there, and a wizard is for another machine. */
export function diagnosisInCi(
  diagnosis: Diagnosis,
  { key, finding }: Pick<Report, 'key' | 'finding'>,
  { system, withoutSecrets }: CiRun,
  { ci }: VerifyWords,
): Diagnosis {
  const isSecret = key === null || key.origin.type === 'environment';
  const missing = finding?.cause === 'key_missing';
  const first = [
    ...(isSecret && missing && withoutSecrets !== null ? [ci.withoutSecrets[withoutSecrets]] : []),
    ...(isSecret && replacedByAnother.has(diagnosis.cause) ? [ci.secret[system]] : []),
  ];
  const remedies = diagnosis.remedies.map((one) =>
    asksSomebody.test(one.text) ? { ...one, text: ci.onYourMachine(one.text) } : one,
  );
  return { ...diagnosis, remedies: [...first.map((text) => ({ text, url: null })), ...remedies] };
}

/** What another key in the secret mends. */
const replacedByAnother: ReadonlySet<Diagnosis['cause']> = new Set([
  'key_missing',
  'key_placeholder',
  'key_masked',
  'key_damaged',
  'key_wrong_kind',
  'key_other_vendor',
  'key_expired',
  'key_rejected',
]);

/** Commands of this program that ask questions, or want a key to be pasted. */
const asksSomebody = /openai-setup(?! (?:verify|models|cost|scan|demo|example)\b)|--fix\b/;

/** What a CI system shows of a run of `verify`: its annotations, and a summary in Markdown. */
export function ciReport(
  told: readonly { readonly report: Report; readonly diagnosis: Diagnosis | null }[],
  system: CiRun['system'],
  voice: ReportVoice,
  words: VerifyWords,
): { readonly annotations: string; readonly summary: string } {
  const annotations = told.flatMap(({ report, diagnosis }) => [
    ...(diagnosis ? [failure(report, diagnosis, voice)] : []),
    ...report.warnings
      .filter(({ id }) => id !== 'custom_endpoint')
      .map((one): Annotation => ({ level: 'warning', title: one.id, message: warningText(one, voice) })),
  ]);
  const sections = told.map(({ report, diagnosis }) => section(report, diagnosis, voice, words));
  return {
    annotations: annotations.map((one) => `${annotationLine(system, one)}\n`).join(''),
    summary: `### openai-setup verify\n\n${sections.join('\n')}`,
  };
}

function failure(report: Report, diagnosis: Diagnosis, voice: ReportVoice): Annotation {
  const { title, explanation, remedies, cause } = diagnosis;
  const steps = remedies.map(({ text, url }, at) => `${at + 1}. ${text}${url === null ? '' : ` ${url}`}`);
  const origin = report.key?.origin;
  const place = origin?.type === 'file' ? { path: voice.show(origin), line: origin.line } : {};
  return {
    level: 'error',
    title: `${title}${voice.words.brackets(cause)}`,
    message: [explanation, ...steps].join('\n'),
    ...(place.path?.startsWith('/') ? {} : place),
  };
}

/** One key in Markdown. What others wrote is code, in which nothing is a link, a picture or markup. */
function section(
  report: Report,
  diagnosis: Diagnosis | null,
  voice: ReportVoice,
  words: VerifyWords,
): string {
  const name = report.file === null ? '' : `${code(report.file.named)}: `;
  if (diagnosis === null) return `- ✔ ${name}${words.good}\n`;
  const steps = diagnosis.remedies.map(
    ({ text, url }, at) => `  ${at + 1}. ${code(text)}${url === null ? '' : ` <${url}>`}\n`,
  );
  return [
    `- ✖ ${name}**${diagnosis.title}** (${code(diagnosis.cause)})\n\n`,
    `  ${code(diagnosis.explanation)}\n\n`,
    ...steps,
    `\n  <${voice.words.causePage(diagnosis.cause)}>\n`,
  ].join('');
}

/** A code span that its own text cannot end. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}
