import { markPastes } from './keys.ts';
import { writeAll } from './write-out.ts';

/** Shows the cursor again, which a question or a progress line may have hidden. */
export const showCursor = '\u001b[?25h';

/** The terminal without echo, in which every key is a character and none a signal. */
export interface RawMode {
  take(): void;
  /** As it was before, with its cursor. */
  giveBack(): void;
}

/** `plain`: the terminal is sent no sequences. */
export function createRawMode({ plain }: { readonly plain: boolean }): RawMode {
  let isTaken = false;
  const say = (text: string): void => {
    if (!plain) writeAll(2, text);
  };
  return {
    take() {
      isTaken = true;
      // Somebody else may have changed the terminal: only a change makes Node set it.
      setRaw(false);
      setRaw(true);
      say(markPastes.on);
    },
    giveBack() {
      if (!isTaken) return;
      isTaken = false;
      say(`${markPastes.off}${showCursor}`);
      setRaw(false);
    },
  };
}

function setRaw(on: boolean): void {
  try {
    process.stdin.setRawMode(on);
  } catch {
    // The terminal was closed: nobody types there any more.
  }
}
