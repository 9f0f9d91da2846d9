import type { PromptWords } from '../../i18n/prompt-words.ts';
import type { Progress } from '../../ports/terminal.ts';
import { width, wrap } from '../../ui/layout.ts';
import type { StatusLine } from './status-line.ts';

/** Most answers come faster than this (ms): nothing is drawn for those. */
const drawnAfter = 150;

const frameTime = 100;

/** From so many seconds on it is said how long it takes already. */
const toldAfter = 2;

/** From so many on, how it is ended. */
const stopsAfter = 5;

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
    start(text) {
      const began = performance.now();
      let label = text;
      let isOver = false;
      let stopTurning = (): void => {};
      const line = (): string => {
        const seconds = Math.floor((performance.now() - began) / 1000);
        const elapsed = seconds < toldAfter ? '' : `  ${words.elapsed(seconds)}`;
        const stops = seconds < stopsAfter || label.includes('Ctrl-C') ? '' : ` · ${words.stops}`;
        const tail = width(label) + width(elapsed + stops) + 3 <= columns() ? elapsed + stops : elapsed;
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
        update(next) {
          label = next;
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

/** Where nothing is drawn over again: a line for each step that takes its time, and no second one for a count in it. */
export function createPlainProgress(say: (text: string) => void): Progress {
  return {
    start(text) {
      let label = text;
      let told = '';
      const tell = (): void => {
        const kind = label.replace(/[\d.,█░#-]+/g, '');
        if (kind !== told) say(`${label}\n`);
        told = kind;
      };
      const late = setTimeout(tell, drawnAfter);
      return {
        update(next) {
          label = next;
          if (told !== '') tell();
        },
        stop: () => clearTimeout(late),
      };
    },
  };
}

/** Where nobody reads along. */
export const noProgress: Progress = { start: () => ({ update: () => {}, stop: () => {} }) };
