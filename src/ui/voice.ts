import type { Waiting } from '../checks/api/ask-api.ts';
import type { LiveTest } from '../checks/api/live.ts';
import type { FoundService } from '../checks/api/other-services.ts';
import type { Spending } from '../checks/api/spending.ts';
import type { Whose } from '../domain/account/whose.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';
import type { Warning } from '../domain/diagnosis/warnings.ts';
import type { FilePlace, KeyOrigin } from '../domain/loading/place.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Language } from '../domain/text/language.ts';
import { loadCauseWords, loadReportWords } from '../i18n/load.ts';
import type { Ports } from '../ports/ports.ts';
import { type Diagnosis, explain, factsOf } from './explain.ts';
import { indent } from './layout.ts';
import { createOpeningVoice, isSilent, type OpeningVoice, usableColumns } from './opening-voice.ts';
import {
  briefTestRows,
  type Look,
  shownKey,
  shownOrigin,
  tellVerdict,
  testRows,
  warningText,
  whoseRows,
} from './report-text.ts';
import { labelRows } from './rows.ts';
import { serviceText } from './services.ts';
import { spendingLines } from './spending.ts';
import { createStyle, marks } from './theme.ts';
import { waitingLine } from './waiting.ts';

/** How the steps of the wizard speak. Everything goes to stderr but results; it is silent where nobody reads. */
export interface Voice extends OpeningVoice {
  /** An address, on a line of its own so that a terminal can select it. */
  address(url: string): void;
  /** A line to be typed as it is, which is never broken. */
  exact(text: string): void;
  warning(warning: Warning): void;
  /** A failure with its verdict and remedies, which are returned as well. */
  finding(finding: Finding, endpoint: Endpoint, isListed?: boolean): Promise<Diagnosis>;
  /** The result of the live test, on stdout; all of it with `verbose`, and where nobody said that. */
  test(test: LiveTest, whose: Whose): void;
  /** The result at the end, on stdout. */
  result(lines: readonly ResultLine[]): void;
  /** A key of another service, with the command that tries it. */
  service(found: FoundService): void;
  /** What may be spent, as lines of a checklist; null: nobody could be asked. */
  spending(spending: Spending | null): readonly ResultLine[];
  key(secret: Secret): string;
  /** What is shown while waiting for the API. */
  waiting(state: Waiting, doing: string): ReturnType<typeof waitingLine>;
  /** Whether a key may go to a host that only a file names. */
  hostQuestion(file: FilePlace, host: string): string;
  /** Where a key stands, in words. */
  place(place: KeyOrigin): string;
}

export interface ResultLine {
  /** `exact`: a line to be typed as it is, which is never broken; `end`: the title of what a run ends with. */
  readonly mark: 'good' | 'warn' | 'none' | 'title' | 'end' | 'exact';
  readonly text: string;
}

/** The wizard's whole voice. With `--json` stdout belongs to the document, and results are not told twice. */
export async function createVoice(
  ports: Pick<Ports, 'cwd' | 'home' | 'terminal'>,
  options: { readonly language: Language; readonly json: boolean; readonly verbose?: boolean },
  opening?: OpeningVoice,
): Promise<Voice> {
  const { terminal } = ports;
  const [spoken, reportWords] = await Promise.all([
    opening ?? createOpeningVoice(ports, options),
    loadReportWords(options.language),
  ]);
  const { words, show } = spoken;
  const reportVoice = { words: reportWords, show };
  const say = isSilent(ports, options.json) ? () => {} : terminal.say;
  const style = createStyle(terminal.color.stderr);
  const look = (color: boolean): Look => ({
    ...reportVoice,
    style: createStyle(color),
    columns: usableColumns(ports),
  });

  return {
    ...spoken,
    address: (url) => say(`  ${style.link(url)}\n`),
    exact: (text) => say(`  ${style.strong(text)}\n`, 'free'),
    warning: (one) => spoken.warn(warningText(one, reportVoice)),
    async finding(finding, endpoint, isListed = false) {
      const causeWords = await loadCauseWords(options.language);
      const diagnosis = explain(finding, { ...factsOf(endpoint), isAsked: true, isListed }, causeWords, show);
      say('\n');
      tellVerdict(say, diagnosis, look(terminal.color.stderr));
      say('\n');
      return diagnosis;
    },
    test(test, whose) {
      if (options.json) return;
      const here = look(terminal.color.stdout);
      const title = `${here.style.good(marks.good)} ${here.style.strong(words.testTitle)}`;
      const rows =
        options.verbose === false
          ? briefTestRows(test, here)
          : [...testRows(test, here), ...whoseRows(whose, here)];
      terminal.print(`\n${title}\n${labelRows(rows, here)}`);
    },
    result(lines) {
      if (options.json) return;
      const here = createStyle(terminal.color.stdout);
      const signs = { good: here.good(marks.good), warn: here.warn(marks.warn), none: ' ' };
      for (const { mark, text } of lines) {
        if (mark === 'title') terminal.print(`\n${here.strong(text)}\n`);
        else if (mark === 'end') terminal.print(`\n${here.strong(text)}\n`, 'end');
        else if (mark === 'exact') terminal.print(`  ${here.strong(text)}\n`, 'free');
        else terminal.print(`${signs[mark]} ${indent(text, 2, usableColumns(ports)).slice(2)}\n`);
      }
    },
    service(found) {
      const { says, text, command } = serviceText(found, reportVoice);
      spoken.line(says);
      spoken.line(text);
      if (command !== null) say(`  ${style.link(command)}\n`, 'free');
    },
    spending: (spending) => spendingLines(spending, reportWords),
    key: (secret) => shownKey(secret, reportWords),
    hostQuestion: (file, host) => reportWords.trustBaseUrl(host, show(file)),
    place: (place) => shownOrigin(place, reportVoice),
    waiting: (state, doing) => waitingLine(state, doing, reportWords),
  };
}
