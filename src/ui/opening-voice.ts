import type { Language } from '../domain/text/language.ts';
import type { SetupWords } from '../i18n/en/setup.ts';
import { loadSetupWords } from '../i18n/load.ts';
import { type OpeningWords, openingWords } from '../i18n/opening-words.ts';
import type { Ports } from '../ports/ports.ts';
import { hang, indent } from './layout.ts';
import { type ShowPlace, showPlaces } from './place.ts';
import { labelRows } from './rows.ts';
import { createStyle, marks } from './theme.ts';

/** As much of a voice as the first question needs: more would delay it. Everything goes to stderr. */
export interface OpeningVoice {
  readonly opening: OpeningWords;
  readonly words: SetupWords;
  /** A part of the wizard begins. */
  title(text: string): void;
  line(text: string): void;
  /** A file or folder, as it is shown. */
  readonly show: ShowPlace;
  good(text: string): void;
  /** A file was written. */
  written(text: string): void;
  warn(text: string): void;
  bad(text: string): void;
  rows(rows: readonly (readonly [label: string, text: string])[]): void;
}

/** Wide enough for a word, however narrow the terminal says it is. */
export const usableColumns = (ports: Pick<Ports, 'terminal'>): number =>
  Math.max(20, ports.terminal.columns());

/** Nobody reads along: stdout belongs to the document, and no one sits at a terminal. */
export const isSilent = (ports: Pick<Ports, 'terminal'>, json: boolean): boolean =>
  json && !ports.terminal.interactive;

/** The voice for the first lines of the wizard. */
export async function createOpeningVoice(
  ports: Pick<Ports, 'cwd' | 'home' | 'terminal'>,
  options: { readonly language: Language; readonly json: boolean },
): Promise<OpeningVoice> {
  const { terminal } = ports;
  const words = await loadSetupWords(options.language);
  const style = createStyle(terminal.color.stderr);
  const say = isSilent(ports, options.json) ? () => {} : (text: string) => terminal.say(text);
  const columns = (): number => usableColumns(ports);
  const marked = (mark: string, text: string): void => say(`${mark} ${hang(text, 2, columns())}\n`);
  return {
    opening: openingWords[options.language],
    words,
    show: showPlaces(ports),
    // Two columns less: beside the rail it stands further in.
    title: (text) => say(`\n${style.strong(indent(text, 0, columns() - 2))}\n`),
    line: (text) => say(`${indent(text, 2, columns())}\n`),
    good: (text) => marked(style.good(marks.good), text),
    written: (text) => marked(style.good(marks.written), text),
    warn: (text) => marked(style.warn(marks.warn), text),
    bad: (text) => marked(style.bad(marks.bad), text),
    rows: (entries) => say(labelRows(entries, { style, columns: columns() })),
  };
}
