import xterm from '@xterm/headless';

/** A terminal that shows, in memory, what was written to it. */
export interface Screen {
  /** Resolves when it is shown. */
  write(bytes: Uint8Array): Promise<void>;
  /** All lines with what scrolled away, without blanks at their ends, without empty lines at the end. */
  text(): string;
  /** The same, with lines that the terminal itself broke put together again. */
  unwrapped(): string;
  /** The line on which the cursor is. */
  cursorLine(): string;
  /** Where the terminal answers a question of the program, such as the place of the cursor. */
  onReply(listener: (text: string) => void): void;
  dispose(): void;
}

export function makeScreen(columns: number, rows: number): Screen {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });

  const read = (join: boolean) => {
    const { active } = terminal.buffer;
    const lines: string[] = [];
    for (let index = 0; index < active.length; index++) {
      const line = active.getLine(index);
      const continues = join && active.getLine(index + 1)?.isWrapped === true;
      const text = line?.translateToString(!continues) ?? '';
      if (join && line?.isWrapped) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    return lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  };
  return {
    write: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    text: () => read(false),
    unwrapped: () => read(true),
    cursorLine: () => {
      const { active } = terminal.buffer;
      return active.getLine(active.baseY + active.cursorY)?.translateToString(true) ?? '';
    },
    onReply: (listener) => void terminal.onData(listener),
    dispose: () => terminal.dispose(),
  };
}
