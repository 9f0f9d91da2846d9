import { Cancelled } from '../../ports/errors.ts';
import type { Cursor, Frame } from './frame.ts';
import type { Keyboard } from './keyboard.ts';
import type { Key } from './keys.ts';

/** One open question: what is pressed changes it, and what it looks like follows from that. */
export interface Question {
  /** Takes the keys of one chunk. */
  take(keys: readonly Key[]): void;
  /** What it looks like now. */
  view(): { readonly lines: readonly string[]; readonly cursor: Cursor };
  /** What is left of it on the screen, once it is answered, or left without an answer. */
  after(isAnswered: boolean): readonly string[];
}

/**
 * Asks on the terminal until it is answered: `make` is given how a question ends itself. Throws `Cancelled` when it is
 * left. `onDrawn` is called once it stands there and keys count.
 */
export function ask<T>(
  { keyboard, frame }: { readonly keyboard: Keyboard; readonly frame: Frame },
  make: (answer: (value: T) => void) => Question,
  onDrawn?: () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOpen = true;
    const draw = (): void => {
      const { lines, cursor } = question.view();
      frame.draw(lines, cursor);
    };
    const end = (isAnswered: boolean): void => {
      isOpen = false;
      stop();
      process.off('SIGWINCH', draw);
      frame.end(question.after(isAnswered));
    };
    const answer = (value: T): void => {
      if (!isOpen) return;
      end(true);
      resolve(value);
    };
    const question = make(answer);
    draw();
    const stop = keyboard.listen({
      keys(keys) {
        question.take(keys);
        if (isOpen) draw();
      },
      leave() {
        end(false);
        reject(new Cancelled());
      },
      redraw(isElsewhere) {
        if (isElsewhere) frame.forget();
        draw();
      },
    });
    process.on('SIGWINCH', draw);
    if (onDrawn) setImmediate(onDrawn);
  });
}
