import { PassThrough, Writable } from 'node:stream';
import { select } from '@inquirer/prompts';
import { Cancelled } from '../../ports/errors.ts';
import type { Keyboard } from './keyboard.ts';
import type { Key } from './keys.ts';
import { createTypedKeys } from './typed-keys.ts';
import { writeAll } from './write-out.ts';

/** One choice of a list, as it is drawn. */
interface DrawnChoice {
  readonly name: string;
  readonly description?: string;
}

/** A list as it stands on the screen now: its texts are broken into the width of the terminal. */
export interface DrawnList {
  readonly message: string;
  readonly choices: readonly DrawnChoice[];
  /** What stands before the question while it is open, and once it is answered. */
  readonly mark: string;
  readonly answeredMark: string;
  readonly pointer: string;
  readonly keys: string;
  readonly pageSize: number;
  readonly columns: number;
  readonly strong: (text: string) => string;
  readonly highlight: (text: string) => string;
  readonly quiet: (text: string) => string;
}

interface List {
  /** The choice that the cursor is on at first. */
  readonly start: number;
  readonly draw: () => DrawnList;
  /** The choice that a typed text names, or -1. */
  readonly named: (typed: string) => number;
  /** What is left of it on the screen: the choice that was taken, or null. */
  readonly after: (chosen: number | null) => string;
  readonly onDrawn: (() => void) | undefined;
}

const [up, down, enter] = ['\u001b[A', '\u001b[B', '\r'];

/**
 * Asks with inquirer's list. The keyboard is ours, so that it is safe between questions as well: inquirer is handed only the
 * keys that mean something in a list, draws it, and says what was chosen. Throws `Cancelled` when it is left.
 */
export function askList(keyboard: Keyboard, list: List): Promise<number> {
  return new Promise((resolve, reject) => {
    let at = list.start;
    let run = open();
    const typed = createTypedKeys();

    function open(): OpenPrompt {
      const opened = openList(list.draw(), at);
      opened.chosen.then(
        (index) => finish(index),
        () => {},
      );
      return opened;
    }

    function finish(chosen: number | null): void {
      stop();
      // inquirer takes away what it has drawn in its own time.
      void run.erase().then(() => {
        writeAll(2, list.after(chosen));
        if (chosen === null) reject(new Cancelled());
        else resolve(chosen);
      });
    }

    const move = (to: number): void => {
      run.press((to < at ? up : down).repeat(Math.abs(to - at)));
      at = to;
    };
    const stop = keyboard.listen({
      keys(keys: readonly Key[]) {
        const last = list.draw().choices.length - 1;
        for (const key of typed(keys)) {
          if (key.name === 'up') move(Math.max(0, at - 1));
          else if (key.name === 'down') move(Math.min(last, at + 1));
          else if (key.name === 'text') {
            const named = list.named(key.text);
            if (named !== -1) move(named);
          } else if (key.name === 'enter') run.press(enter);
        }
      },
      leave: () => finish(null),
      redraw(isElsewhere) {
        if (isElsewhere) {
          run.abandon();
          run = open();
        } else
          void run.erase().then(() => {
            run = open();
          });
      },
    });
    // inquirer draws in the next turn of the event loop.
    if (list.onDrawn) setImmediate(() => setImmediate(list.onDrawn as () => void));
  });
}

interface OpenPrompt {
  /** Rejects where it was ended without an answer. */
  readonly chosen: Promise<number>;
  press(keys: string): void;
  /** Takes it off the screen; resolves once it is. */
  erase(): Promise<void>;
  /** Leaves what is drawn, and draws no more. */
  abandon(): void;
}

function openList(drawn: DrawnList, at: number): OpenPrompt {
  const input = new PassThrough();
  const ended = new AbortController();
  let isHeard = true;
  const output = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        if (isHeard) writeAll(2, String(chunk));
        done();
      },
    }),
    { columns: drawn.columns, isTTY: true },
  );
  const chosen = select(
    {
      message: drawn.message,
      choices: drawn.choices.map((choice, value) => ({ ...choice, value })),
      default: at,
      loop: false,
      pageSize: drawn.pageSize,
      theme: {
        prefix: { idle: drawn.mark, done: drawn.answeredMark },
        icon: { cursor: drawn.pointer },
        style: {
          message: (text: string) => drawn.strong(text),
          highlight: (text: string) => drawn.highlight(text),
          description: (text: string) => drawn.quiet(text),
          answer: (text: string) => drawn.quiet(text),
          keysHelpTip: () => drawn.quiet(drawn.keys),
        },
      },
    },
    { input, output, signal: ended.signal, clearPromptOnDone: true },
  );
  const end = (): void => {
    ended.abort();
    input.end();
  };
  return {
    chosen,
    press: (keys) => void input.write(keys),
    erase() {
      end();
      return chosen.then(
        () => {},
        () => {},
      );
    },
    abandon() {
      isHeard = false;
      end();
    },
  };
}
