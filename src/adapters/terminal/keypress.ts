import type { KeyPress } from '../../ports/terminal.ts';
import type { Keyboard } from './keyboard.ts';

/** Waits for Enter, or for a key that leaves, while something else goes on. */
export function listenForKey(keyboard: Keyboard): KeyPress {
  let end = (): void => {};
  const pressed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const stop = keyboard.listen({
    keys: (keys) => keys.some(({ name }) => name === 'enter') && end(),
    leave: () => end(),
    redraw: () => {},
  });
  return { pressed, stop };
}
