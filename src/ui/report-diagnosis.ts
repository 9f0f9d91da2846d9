import type { Report } from '../checks/report.ts';
import type { SettingPlace } from '../checks/settings.ts';
import type { Cause } from '../domain/diagnosis/causes.ts';
import type { Warning } from '../domain/diagnosis/warnings.ts';
import type { OpenaiName } from '../domain/loading/sources.ts';
import type { CauseWords } from '../i18n/cause-words.ts';
import type { ReportWords } from '../i18n/en/report.ts';
import type { LadderAround, LadderText, VerifyWords } from '../i18n/en/verify.ts';
import { type Diagnosis, explainReport } from './explain.ts';
import type { ShowPlace } from './place.ts';
import { type ReportVoice, shownOrigin, warningText } from './report-text.ts';
import { serviceText } from './services.ts';

export interface DiagnosisWords {
  readonly causes: CauseWords;
  readonly report: ReportWords;
  readonly verify: VerifyWords;
}

/** What this report knows beside its finding. */
interface Addition {
  readonly says: readonly string[];
  readonly remedies: readonly (string | { readonly text: string; readonly command: string })[];
  /** After those of the cause. */
  readonly last?: readonly string[];
}

/** The verdict on a failed report, with all that was seen around the failure; null where it did not fail. */
export function diagnosisOf(report: Report, words: DiagnosisWords, show: ShowPlace): Diagnosis | null {
  const plain = explainReport(report, words.causes, show);
  if (!plain) return null;
  const additions = [
    ladderAddition(report, words.verify),
    settingAddition(report, words, show),
    sourceAddition(report, words, show),
    serviceAddition(report, words, show),
  ];
  const says = additions.flatMap((one) => one.says).filter((text) => text !== '');
  const remedies = additions
    .flatMap((one) => one.remedies)
    .map((one) => (typeof one === 'string' ? { text: one, url: null } : { ...one, url: null }));
  const last = additions.flatMap((one) => one.last ?? []).map((text) => ({ text, url: null }));
  return {
    ...plain,
    explanation:
      says.length === 0
        ? plain.explanation
        : [ended(plain.explanation, words.verify), ...says].join(words.verify.blank),
    remedies: [...remedies, ...plain.remedies.filter(({ text }) => !isToldBy(report, text)), ...last],
  };
}

/** A sentence that ends in somebody else's words gets its full stop before another one follows. */
const ended = (text: string, { stop }: VerifyWords): string =>
  /[.。!！?？]$/.test(text) ? text : text + stop;

function ladderAddition({ ladder, endpoint }: Report, words: VerifyWords): Addition {
  const told = (ladder?.conclusions ?? []).map(({ finding, facts, directWorks = false }) => {
    const around: LadderAround = {
      host: endpoint.judged?.host ?? '',
      proxy: ladder?.proxy?.masked ?? '',
      variable: ladder?.proxy?.variable ?? '',
      directWorks,
    };
    // A finding's own text takes its own facts: the compiler does not see that the two belong together.
    const text: LadderText<never> = words.ladder[finding];
    const known = { ...around, ...facts } as never;
    return {
      says: text.says?.(known) ?? '',
      remedies: text.remedies?.(known) ?? [],
      last: text.last?.(known) ?? [],
    };
  });
  return {
    says: told.map(({ says }) => says),
    remedies: told.flatMap(({ remedies }) => remedies),
    last: told.flatMap(({ last }) => last),
  };
}

/** Causes that a stale setting brings about, with its name. */
const blamed: Partial<Record<Cause, OpenaiName>> = {
  organization_mismatch: 'OPENAI_ORG_ID',
  project_mismatch: 'OPENAI_PROJECT_ID',
  project_archived: 'OPENAI_PROJECT_ID',
};

/** Where the setting comes from that the API objects to. */
function settingAddition(
  { finding, settings }: Report,
  { report, verify }: DiagnosisWords,
  show: ShowPlace,
): Addition {
  const name = finding ? blamed[finding.cause] : undefined;
  const first = settings?.find((setting) => setting.name === name)?.places.find(({ loaded }) => loaded);
  if (name === undefined || !first) return { says: [], remedies: [] };
  const place = shownPlace(first, { words: report, show }, verify);
  return { says: [verify.comesFrom(name, place)], remedies: [verify.correctIt(name, place)] };
}

/** Where a value of a setting stands, in words. */
export function shownPlace({ place }: SettingPlace, report: ReportVoice, words: VerifyWords): string {
  return place.type === 'option' ? words.option(place.name) : shownOrigin(place, report);
}

/** Whether it names a key in the shell and another one in a file. */
const isAboutShell = ({ id, facts }: Warning): boolean =>
  id === 'shadowed_by_environment' || (id === 'sources_disagree' && 'variable' in facts);

/** Another key that a shell variable hides, or that stands beside one: often the key that was meant. */
function sourceAddition(
  { finding, warnings }: Report,
  { report }: DiagnosisWords,
  show: ShowPlace,
): Addition {
  if (!finding?.cause.startsWith('key_')) return { says: [], remedies: [] };
  const hidden = warnings.find(isAboutShell);
  return {
    says: [],
    remedies: hidden ? [warningText(hidden, { words: report, show })] : [],
  };
}

/** Whether a step of the cause's is the one that the warning about the shell ends with. */
function isToldBy({ finding, warnings }: Report, text: string): boolean {
  const hidden = finding?.cause.startsWith('key_') ? warnings.find(isAboutShell) : undefined;
  const { remove } = (hidden?.facts ?? {}) as { readonly remove?: string };
  return remove !== undefined && text.endsWith(remove);
}

/** Keys of other services, for whoever has none of OpenAI's. */
function serviceAddition({ services = [] }: Report, { report }: DiagnosisWords, show: ShowPlace): Addition {
  const told = services.map((one) => serviceText(one, { words: report, show }));
  return {
    says: told.map(({ says }) => says),
    remedies: told.map(({ text, command }) => (command === null ? text : { text, command })),
  };
}

/** Warnings that the verdict does not tell already. */
export function warningsBeside(report: Report): Report['warnings'] {
  if (!report.finding?.cause.startsWith('key_')) return report.warnings;
  const { facts } = report.finding;
  const published = 'reason' in facts && facts.reason === 'published' ? facts.name : null;
  const isTold = (one: Warning): boolean =>
    isAboutShell(one) ||
    one.id === 'cannot_list_models' ||
    (one.id === 'published_to_browser' && one.facts.name === published);
  return report.warnings.filter((one) => !isTold(one));
}
