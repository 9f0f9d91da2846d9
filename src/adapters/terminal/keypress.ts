import type { KeyPress } from '../../ports/terminal.ts';

/** Waits for Enter, Ctrl-C or Ctrl-D while something else goes on. Ctrl-C is only a key here, and no signal. */
export function listenForKey(): KeyPress {
  const { stdin } = process;
  let end = (): void => {};
  const pressed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const onData = (data: Buffer | string): void => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the keys that end it
    if (/[\r\n\u0003\u0004]/.test(String(data))) end();
  };
  stdin.setRawMode?.(true);
  stdin.on('data', onData);
  stdin.once('end', end);
  stdin.resume();
  return {
    pressed,
    stop() {
      stdin.off('data', onData);
      stdin.off('end', end);
      stdin.setRawMode?.(false);
      stdin.pause();
    },
  };
}
