import { createKeyReader, type Key } from './keys.ts';
import { createRawMode, type RawMode } from './raw-mode.ts';

/** Who gets the keys while a question is open. */
interface Listener {
  /** All keys of one chunk, so that it is drawn once for a long paste. */
  readonly keys: (keys: readonly Key[]) => void;
  /** Ctrl-C, Ctrl-D, Esc, or the end of the input. */
  readonly leave: () => void;
  /** The cursor was shown meanwhile. `isElsewhere`: the shell had the terminal, and what stood there is above now. */
  readonly redraw: (isElsewhere: boolean) => void;
}

/**
 * The keyboard of the terminal. Once owned it is raw and without echo until the process ends: what is typed while
 * nobody listens is dropped, so it is neither shown nor an answer to a later question.
 */
export interface Keyboard {
  /** Takes the terminal. Done once, however often it is called. */
  own(): void;
  /** Takes the terminal, and gives a listener what is typed from now on, until the returned function is called. */
  listen(listener: Listener): () => void;
  /** Called before the terminal goes to the shell by Ctrl-Z. */
  onSuspend(work: () => void): void;
}

/** After an Esc more of its sequence must come within this time (ms), or it is the key; a paste that stops is over. */
const settleTimes = { sequence: 50, paste: 2000 } as const;

/** `plain`: the terminal is sent no sequences. Nothing is touched before it is owned. */
export function createKeyboard(options: { readonly plain: boolean }): Keyboard {
  const reader = createKeyReader();
  const terminal = createRawMode(options);
  const suspending: (() => void)[] = [];
  let state: 'free' | 'owned' | 'suspended' | 'ended' = 'free';
  let listener: Listener | null = null;
  let listens = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const goOn = (isElsewhere: boolean): void => {
    if (state === 'ended') return;
    state = 'owned';
    terminal.take();
    process.stdin.resume();
    listener?.redraw(isElsewhere);
  };

  function own(): void {
    if (state !== 'free') return;
    state = 'owned';
    const { stdin } = process;
    stdin.setEncoding('utf8');
    terminal.take();
    stdin.on('data', (chunk: string) => receive(reader.read(chunk)));
    const end = (): void => {
      state = 'ended';
      listener?.leave();
    };
    stdin.once('end', end);
    stdin.on('error', end);
    process.on('SIGCONT', () => goOn(true));
    process.once('exit', terminal.giveBack);
    stdin.resume();
  }

  function receive(keys: readonly Key[]): void {
    clearTimeout(timer);
    if (reader.waits) timer = setTimeout(() => receive(reader.settle()), settleTimes[reader.waits]);
    const control = keys.find(({ name }) => name === 'interrupt' || name === 'quit' || name === 'suspend');
    if (control?.name === 'suspend') suspend();
    else if (control && listener === null)
      interrupt(control.name === 'quit' ? 'SIGQUIT' : 'SIGINT', terminal);
    else if (control) listener?.leave();
    else if (keys.length > 0 && listens) {
      if (keys.some(({ name }) => name === 'escape' || name === 'leave')) listener?.leave();
      else listener?.keys(keys);
    }
  }

  function suspend(): void {
    if (process.platform === 'win32' || state !== 'owned') return;
    for (const work of suspending) work();
    terminal.giveBack();
    reader.settle();
    state = 'suspended';
    stopJob(() => state === 'suspended' && goOn(false));
  }

  return {
    own,
    listen(next) {
      own();
      if (listener !== null) throw new Error('two questions at a time');
      listener = next;
      if (state === 'ended') setImmediate(() => listener === next && next.leave());
      // What was typed before this stood there is read, and dropped, by then.
      setImmediate(() => {
        listens = listener === next;
      });
      return () => {
        if (listener !== next) return;
        listener = null;
        listens = false;
      };
    },
    onSuspend: (work) => void suspending.push(work),
  };
}

/** As the terminal itself does on Ctrl-Z: all of the job stops. Called `after` it goes on, or where nothing was stopped. */
function stopJob(after: () => void): void {
  process.kill(0, 'SIGTSTP');
  setTimeout(() => setImmediate(after), 10);
}

/** Nobody listens: Ctrl-C is for all of the job, as it is where the terminal itself makes a signal of it. */
function interrupt(signal: 'SIGINT' | 'SIGQUIT', terminal: RawMode): void {
  const isHeard = process.listenerCount(signal) > 0;
  if (!isHeard) terminal.giveBack();
  if (process.platform !== 'win32') process.kill(0, signal);
  else if (isHeard) process.emit(signal, signal);
  else process.kill(process.pid, signal);
}
