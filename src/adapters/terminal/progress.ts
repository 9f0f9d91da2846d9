import type { PromptWords } from '../../i18n/prompt-words.ts';
import type { Progress, ProgressFacts } from '../../ports/terminal.ts';
import { width, wrap } from '../../ui/layout.ts';
import type { StatusLine } from './status-line.ts';

/** Most answers come faster than this (ms): nothing is drawn for those. */
const drawnAfter = 150;

const frameTime = 100;

/** From so many seconds on it is said how long it takes already. */
const toldAfter = 2;

/** From so many on, what it waits for, and how it is ended. */
const slowAfter = 5;

/** What the line says, and since when. */
interface Line {
  readonly text: string;
  readonly facts: ProgressFacts;
  readonly since: number;
}

const secondsSince = (began: number): number => Math.floor((performance.now() - began) / 1000);

interface Options {
  readonly words: PromptWords;
  readonly status: StatusLine;
  /** What turns, one column wide each. */
  readonly frames: readonly string[];
  readonly columns: () => number;
  readonly quiet: (text: string) => string;
}

/** A line on stderr that turns, where a terminal can draw one. */
export function createProgress({ words, status, frames, columns, quiet }: Options): Progress {
  return {
    start(text, facts = {}) {
      const began = performance.now();
      let now: Line = { text, facts, since: began };
      let isOver = false;
      let stopTurning = (): void => {};
      const line = (): string => {
        const { slow, counts = false } = now.facts;
        const seconds = secondsSince(began);
        const isSlow = slow !== undefined && secondsSince(now.since) >= slowAfter;
        const label = isSlow ? slow.text : now.text;
        const short = counts || seconds < toldAfter ? '' : `  ${words.elapsed(seconds)}`;
        const elapsed = isSlow ? `  ${words.elapsedOf(seconds, slow.limit)}` : short;
        const stops = seconds < slowAfter || label.includes('Ctrl-C') ? '' : ` · ${words.stops}`;
        const fits = (text: string): boolean => width(label + text) + 3 <= columns();
        const tail = [elapsed + stops, elapsed].find(fits) ?? short;
        return `${firstLine(label, columns() - 3 - width(tail))}${quiet(tail)}`;
      };
      const late = setTimeout(async () => {
        const { default: ora } = await import('ora');
        if (isOver) return;
        const spinner = ora({
          text: line(),
          spinner: { frames: [...frames], interval: frameTime },
          color: false,
          stream: asStream(status, columns),
          isEnabled: true,
          hideCursor: false,
          discardStdin: false,
        }).start();
        const told = setInterval(() => {
          spinner.text = line();
        }, frameTime);
        stopTurning = () => {
          clearInterval(told);
          spinner.stop();
        };
      }, drawnAfter);
      return {
        update(text, facts = {}) {
          now = { text, facts, since: text === now.text ? now.since : performance.now() };
        },
        stop() {
          isOver = true;
          clearTimeout(late);
          stopTurning();
          status.hide();
        },
      };
    },
  };
}

/** What ora draws goes to the one line that everything else on stderr knows of; it erases nothing itself. */
function asStream(status: StatusLine, columns: () => number): NodeJS.WriteStream {
  const stream = {
    isTTY: false,
    get columns() {
      return columns();
    },
    write(text: string) {
      status.show(text);
      return true;
    },
  };
  return stream as unknown as NodeJS.WriteStream;
}

/** As much of a text as fits into one line. */
function firstLine(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  return `${wrap(text, columns - 1).split('\n')[0]}…`;
}

/**
 * Where nothing is drawn over again: a line for each step that takes its time, a second one for what it waits for where that
 * is long, and none for a count in it.
 */
export function createPlainProgress(words: PromptWords, say: (text: string) => void): Progress {
  return {
    start(text, facts = {}) {
      const began = performance.now();
      let label = text;
      let told = '';
      let slow: ReturnType<typeof setTimeout> | undefined;
      const tell = (): void => {
        const kind = label.replace(/[\d.,█░#-]+/g, '');
        if (kind !== told) say(`${label}\n`);
        told = kind;
      };
      const tellSlow = ({ slow: late }: ProgressFacts): void => {
        clearTimeout(slow);
        if (late === undefined) return;
        const tellIt = (): void =>
          say(`${late.text} (${words.elapsedOf(secondsSince(began), late.limit)})\n`);
        slow = setTimeout(tellIt, slowAfter * 1000);
      };
      const late = setTimeout(tell, drawnAfter);
      tellSlow(facts);
      return {
        update(text, facts = {}) {
          if (text !== label) tellSlow(facts);
          label = text;
          if (told !== '') tell();
        },
        stop() {
          clearTimeout(late);
          clearTimeout(slow);
        },
      };
    },
  };
}

/** Where nobody reads along. */
export const noProgress: Progress = { start: () => ({ update: () => {}, stop: () => {} }) };
