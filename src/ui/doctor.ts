import type { CodeLanguage } from '../domain/doctor/code-seen.ts';
import { type DoctorFinding, rules as ruleIds } from '../domain/doctor/finding.ts';
import type { LoadsSeen, ProgramLoading } from '../domain/doctor/program-loading.ts';
import type { FilePlace } from '../domain/loading/place.ts';
import type { Clean } from '../domain/text/clean.ts';
import type { DoctorWords } from '../i18n/en/doctor.ts';
import type { JsonDocument } from './json-document.ts';
import { hang, indent } from './layout.ts';
import { type ShowPlace, shownFacts } from './place.ts';
import { labelRows } from './rows.ts';
import { sarifLocation, sarifLog } from './sarif-log.ts';
import { marks, type Style } from './theme.ts';

export interface DoctorLook {
  readonly words: DoctorWords;
  readonly show: ShowPlace;
  readonly style: Style;
  readonly columns: number;
}

/** All that doctor has seen of a program. */
export interface ProgramSeen {
  readonly languages: readonly CodeLanguage[];
  readonly loading: ProgramLoading;
  readonly findings: readonly DoctorFinding[];
  /** Files that were looked at. */
  readonly files: number;
  readonly skipped: readonly (FilePlace & { readonly why: keyof DoctorWords['skippedWhy'] })[];
}

/** What is wrong, and what to do about it. */
export function ruleText(
  finding: DoctorFinding,
  { words, show }: Pick<DoctorLook, 'words' | 'show'>,
): { readonly message: string; readonly mend: string } {
  // A rule's own texts take its own facts: the compiler does not see that the two belong together.
  const text = words.rules[finding.rule] as {
    message: (facts: never) => string;
    mend: (facts: never) => string;
  };
  const facts = shownFacts(placesAsShown(finding.facts, show), show) as never;
  return { message: text.message(facts), mend: text.mend(facts) };
}

/** A line of a file is shown with its number. */
function placesAsShown(facts: object, show: ShowPlace): object {
  const entries = Object.entries(facts).map(([name, fact]) => [name, lineText(fact, show) ?? fact]);
  return Object.fromEntries(entries);
}

function lineText(fact: unknown, show: ShowPlace): string | null {
  if (typeof fact !== 'object' || fact === null || !('absolute' in fact) || !('line' in fact)) return null;
  return `${show(fact as FilePlace)}:${fact.line}`;
}

/** The findings by file, each with its line (`lineOf`: null where it cannot be shown) and what to do; then the sum. */
export function doctorText(
  seen: ProgramSeen,
  lineOf: (finding: DoctorFinding) => Clean | null,
  look: DoctorLook,
  { offline, keyWorks }: { readonly offline: boolean; readonly keyWorks: boolean },
): string {
  const { words, style, columns } = look;
  const { findings, files } = seen;
  const rows = loadingRows(seen, look);
  if (findings.length === 0) {
    const text = offline || !keyWorks ? words.healthyCode(files) : words.healthy(files);
    return `${style.good(marks.good)} ${hang(text, 2, columns)}\n${rows}`;
  }
  const paths = [...new Set(findings.map(({ absolute }) => absolute))];
  const parts = paths.map((path) =>
    fileText(
      findings.filter(({ absolute }) => absolute === path),
      lineOf,
      look,
    ),
  );
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const mark = errors > 0 ? style.bad(marks.bad) : style.warn(marks.warn);
  const fixable = findings.filter(({ fix }) => fix !== null).length;
  return [
    rows,
    ...parts.map((part) => `\n${part}`),
    `\n${mark} ${style.strong(words.found(errors, findings.length - errors))}\n`,
    ...(fixable > 0 ? [`  ${hang(words.fixable(fixable), 2, columns)}\n`] : []),
  ].join('');
}

function fileText(
  findings: readonly DoctorFinding[],
  lineOf: (finding: DoctorFinding) => Clean | null,
  look: DoctorLook,
): string {
  const { show, style, columns } = look;
  const [first] = findings;
  if (!first) return '';
  const own = findings.map((finding) => {
    const { message, mend } = ruleText(finding, look);
    const isError = finding.severity === 'error';
    const mark = isError ? style.bad(marks.bad) : style.warn(marks.warn);
    const at = `${finding.line}:${finding.column}`;
    const line = lineOf(finding);
    return [
      `  ${mark} ${style.strong(at)} ${finding.rule}\n`,
      ...(line === null || line === '' ? [] : [`    ${style.quiet(`| ${line}`)}\n`]),
      `${indent(message, 4, columns)}\n`,
      `${indent(`→ ${mend}`, 4, columns)}\n`,
    ].join('');
  });
  return `${style.strong(show(first))}\n${own.join('')}`;
}

function loadingRows({ loading, files }: ProgramSeen, look: DoctorLook): string {
  const { words } = look;
  const { labels } = words;
  const { development, production, loader } = loading;
  if (files === 0 || (development.loads === null && production.loads === null)) return '';
  const told = (stage: string, { loads, from }: LoadsSeen): string => {
    if (loads === null) return words.notKnown(stage);
    return loads ? words.loads(stage, from && look.show(from)) : words.loadsNothing(stage);
  };
  const text = [
    ...(loader === '' ? [] : [loader]),
    told(labels.development, development),
    told(labels.production, production),
  ].join(' · ');
  return labelRows([[labels.loading, text]], look);
}

/** Files that were not read, or not wholly, for `--verbose`; empty where there are none. */
export function skippedText(skipped: ProgramSeen['skipped'], { words, show }: DoctorLook): string {
  if (skipped.length === 0) return '';
  const lines = skipped.map((one) => `  ${show(one)}: ${words.skippedWhy[one.why]}\n`);
  return `\n${words.skipped}\n${lines.join('')}`;
}

/** The parts of the JSON document that are doctor's own. */
export function doctorJson(
  { languages, loading, findings }: ProgramSeen,
  look: Pick<DoctorLook, 'words' | 'show'>,
): JsonDocument {
  const loads = ({ loads, from }: LoadsSeen): object => ({ loads, from: from && look.show(from) });
  return {
    program: {
      languages,
      loader: loading.loader || null,
      development: loads(loading.development),
      production: loads(loading.production),
    },
    findings: findings.map((finding) => {
      const { rule, severity, line, column, subject, fix } = finding;
      const { message, mend } = ruleText(finding, look);
      return {
        ...{ rule, severity, path: look.show(finding), line, column, subject, message },
        fix: { text: mend, replacement: fix?.replacement ?? null },
      };
    }),
  };
}

/** The findings as SARIF, one rule of the log for each rule. `folder`: where paths begin. */
export function doctorSarif(
  { findings, skipped }: ProgramSeen,
  look: Pick<DoctorLook, 'words' | 'show'>,
  { version, folder }: { readonly version: string; readonly folder: string },
) {
  const used = ruleIds.filter((id) => findings.some(({ rule }) => rule === id));
  const security: ReadonlySet<string> = new Set(['hardcoded_key', 'key_in_browser', 'key_in_image']);
  return sarifLog(
    { version, complete: skipped.length === 0 },
    used.map((id) => ({
      id: `doctor/${id}`,
      name: id.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: look.words.rules[id].about },
      fullDescription: { text: look.words.rules[id].about },
      help: { text: look.words.sarif.help },
      defaultConfiguration: { level: findings.find(({ rule }) => rule === id)?.severity },
      properties: security.has(id)
        ? { tags: ['security'], 'security-severity': '9.0' }
        : { tags: ['correctness'] },
    })),
    findings.map((finding) => {
      const { message, mend } = ruleText(finding, look);
      return {
        ruleId: `doctor/${finding.rule}`,
        ruleIndex: used.indexOf(finding.rule),
        level: finding.severity,
        message: { text: `${message} ${mend}` },
        locations: [sarifLocation(folder, finding)],
      };
    }),
  );
}
