import { withoutControls } from '../domain/controls.ts';
import type { Language } from '../domain/language.ts';
import { loadSetupWords } from '../i18n/load.ts';
import { openingWords } from '../i18n/opening-words.ts';
import type { Ports } from '../ports.ts';
import type { OpeningVoice } from '../setup/voice.ts';
import { indent } from './layout.ts';
import { rows } from './rows.ts';
import { createStyle, marks } from './style.ts';

/** Wide enough for a word, however narrow the terminal says it is. */
export const usableColumns = (ports: Pick<Ports, 'terminal'>): number =>
  Math.max(20, ports.terminal.columns());

/** Nobody reads along: stdout belongs to the document, and no one sits at a terminal. */
export const isQuiet = (ports: Pick<Ports, 'terminal'>, json: boolean): boolean =>
  json && !ports.terminal.interactive;

/** The voice for the first lines of the wizard. */
export async function createOpeningVoice(
  ports: Ports,
  options: { readonly language: Language; readonly json: boolean },
): Promise<OpeningVoice> {
  const { terminal } = ports;
  const words = await loadSetupWords(options.language);
  const style = createStyle(terminal.color.stderr);
  const say = isQuiet(ports, options.json) ? () => {} : (text: string) => terminal.say(text);
  const columns = (): number => usableColumns(ports);
  const marked = (mark: string, text: string): void =>
    say(`${mark} ${indent(withoutControls(text), 2, columns()).trimStart()}\n`);
  return {
    opening: openingWords[options.language],
    words,
    title: (text) => say(`\n${style.strong(indent(withoutControls(text), 0, columns()))}\n`),
    line: (text) => say(`${indent(withoutControls(text), 2, columns())}\n`),
    good: (text) => marked(style.good(marks.good), text),
    warn: (text) => marked(style.warn(marks.warn), text),
    bad: (text) => marked(style.bad(marks.bad), text),
    rows: (entries) => {
      const plain = entries.map(([label, text]) => [withoutControls(label), withoutControls(text)] as const);
      say(rows(plain, { style, columns: columns() }));
    },
  };
}
