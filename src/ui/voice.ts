import { cleanText } from '../domain/clean.ts';
import type { Language } from '../domain/language.ts';
import { Secret } from '../domain/secret.ts';
import { loadCauseWords, loadReportWords, loadSetupWords } from '../i18n/load.ts';
import type { Ports } from '../ports.ts';
import type { Voice } from '../setup/voice.ts';
import { explain } from './explain.ts';
import { indent } from './layout.ts';
import { diagnosisText, type Look, rows, shownKey, shownOrigin, testRows, warningText } from './report-text.ts';
import { createStyle, marks } from './style.ts';

/**
 * The wizard's voice. With `--json` stdout belongs to the document, and where nobody sits at a terminal
 * stderr stays empty too.
 */
export async function createVoice(ports: Ports, options: { readonly language: Language; readonly json: boolean }): Promise<Voice> {
  const { terminal } = ports;
  const [words, reportWords] = await Promise.all([loadSetupWords(options.language), loadReportWords(options.language)]);
  const style = createStyle(terminal.color.stderr);
  const quiet = options.json && !terminal.interactive;
  const say = (text: string): void => (quiet ? undefined : terminal.say(text));
  const columns = (): number => Math.max(20, terminal.columns());
  const marked = (mark: string, text: string): void => say(`${mark} ${indent(text, 2, columns()).trimStart()}\n`);
  const look = (color: boolean): Look => ({ words: reportWords, style: createStyle(color), columns: columns() });

  return {
    words,
    title: (text) => say(`\n${indent(style.strong(text), 0, columns())}\n`),
    line: (text) => say(`${indent(text, 2, columns())}\n`),
    good: (text) => marked(style.good(marks.good), text),
    warn: (text) => marked(style.warn(marks.warn), text),
    bad: (text) => marked(style.bad(marks.bad), text),
    address: (url) => say(`  ${style.link(url)}\n`),
    warning: (one) => marked(style.warn(marks.warn), warningText(one, reportWords)),
    async finding(finding, endpoint) {
      const causeWords = await loadCauseWords(options.language);
      const diagnosis = explain(finding, { official: endpoint.official, host: endpoint.host }, causeWords);
      say(`\n${diagnosisText(diagnosis, look(terminal.color.stderr))}\n`);
    },
    rows: (entries) => say(rows(entries, look(terminal.color.stderr))),
    test(test) {
      if (options.json) return;
      const here = look(terminal.color.stdout);
      terminal.print(`\n${here.style.good(marks.good)} ${here.style.strong(words.testTitle)}\n${rows(testRows(test, here), here)}`);
    },
    result(lines) {
      if (options.json) return;
      const here = createStyle(terminal.color.stdout);
      const signs = { good: here.good(marks.good), warn: here.warn(marks.warn), none: ' ', title: '' };
      for (const { mark, text } of lines) {
        const body = indent(text, 2, columns());
        terminal.print(mark === 'title' ? `\n${here.strong(text)}\n` : `${signs[mark]} ${body.slice(2)}\n`);
      }
    },
    key: (secret) => shownKey(secret, reportWords),
    maskText: (text) => shownKey(new Secret(text), reportWords),
    clean: (text) => cleanText(text, 120),
    place: (place) => shownOrigin(place, reportWords),
    waiting: ({ seconds }) => reportWords.waiting(words.checking, seconds),
  };
}
