import type { Report } from '../checks/report.ts';
import { exitCodes } from '../domain/diagnosis/exit-codes.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { VerifyWords } from '../i18n/en/verify.ts';
import type { Diagnosis } from './explain.ts';
import { indent } from './layout.ts';
import { type Look, shownKey } from './report-text.ts';
import { table } from './table.ts';
import { marks } from './theme.ts';

/** A report with its verdict in words. */
export interface Told {
  readonly report: Report;
  readonly diagnosis: Diagnosis | null;
}

/** Many files: one row for each, then the first thing to do for every failure that there is. */
export function manyText(told: readonly Told[], look: Look, words: VerifyWords, offline: boolean): string {
  const { style, columns } = look;
  const titles = [
    { title: words.columns.file, align: 'left' },
    { title: words.columns.key, align: 'left' },
    { title: words.columns.verdict, align: 'left' },
  ] as const;
  const rows = told.map((one) => [
    one.report.file?.named ?? '',
    one.report.key ? shownKey(one.report.key.value, look.words) : words.noKey,
    verdictOf(one, words, offline),
  ]);
  const lines = table(titles, rows, columns).map((line) => `${fitted(line, columns)}\n`);
  return `${style.strong(words.manyTitle(told.length, distinctKeys(told)))}\n\n${lines.join('')}${firstSteps(told, look, words)}`;
}

/** A line of a narrow table, broken where it is still too wide. */
function fitted(line: string, columns: number): string {
  const text = line.trimStart();
  return indent(text, line.length - text.length, columns);
}

function distinctKeys(told: readonly Told[]): number {
  const keys: Secret[] = [];
  for (const { report } of told) {
    const value = report.key?.value;
    if (value && !keys.some((known) => known.equals(value))) keys.push(value);
  }
  return keys.length;
}

function verdictOf({ report, diagnosis }: Told, words: VerifyWords, offline: boolean): string {
  if (diagnosis) return `${marks.bad} ${diagnosis.title}`;
  if (report.exitCode === exitCodes.findings)
    return `${marks.warn} ${words.goodButWarned(report.warnings.length)}`;
  return `${marks.good} ${offline ? words.goodOffline : words.good}`;
}

function firstSteps(told: readonly Told[], { style, columns }: Look, words: VerifyWords): string {
  const byCause = new Map(
    told.flatMap(({ diagnosis }) => (diagnosis ? [[diagnosis.cause, diagnosis] as const] : [])),
  );
  if (byCause.size === 0) return '';
  const steps = [...byCause.values()].map(({ title, remedies: [first] }) => {
    const url = first?.url ? `    ${style.link(first.url)}\n` : '';
    return `${indent(words.step(title, first?.text ?? ''), 2, columns)}\n${url}`;
  });
  return `\n${style.strong(words.firstStep)}\n${steps.join('')}${indent(words.perFile, 2, columns)}\n`;
}
