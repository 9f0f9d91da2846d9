import { writeAll } from './write-out.ts';

/** One line of stderr that is drawn over again, and is gone before anything else is written. */
export interface StatusLine {
  /** `text` fits into one line. */
  show(text: string): void;
  hide(): void;
}

const erase = '\r\u001b[K';

/** `clean` takes out what no terminal may be sent, and every key. */
export function createStatusLine(clean: (text: string) => string): StatusLine {
  let isShown = false;
  return {
    show(text) {
      isShown = true;
      writeAll(2, `${erase}\u001b[?25l${clean(text)}`);
    },
    hide() {
      if (!isShown) return;
      isShown = false;
      writeAll(2, `${erase}\u001b[?25h`);
    },
  };
}
