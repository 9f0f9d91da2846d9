import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import { afterEach } from 'vitest';
import { capture, protect } from './captures.ts';
import { cleanEnvironment, makeSandbox, programPath, type Variables } from './environment.ts';
import { watchArguments } from './processes.ts';
import { makeScreen } from './screen.ts';

const keys = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  enter: '\r',
  space: ' ',
  tab: '\t',
  escape: '\x1b',
  backspace: '\x7f',
  'ctrl-c': '\x03',
  'ctrl-d': '\x04',
  'ctrl-t': '\x14',
  'ctrl-u': '\x15',
  'ctrl-z': '\x1a',
} as const;
export type Key = keyof typeof keys;

export interface TerminalOptions {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Over the clean environment; undefined takes a variable away. */
  readonly env?: Variables;
  /** 80 by default. */
  readonly columns?: number;
  /** 40 by default. */
  readonly rows?: number;
  /** More to search for afterwards than what `typeSecret` typed. */
  readonly secrets?: readonly string[];
  /** Arguments of Node before `args`; by default the path of the built program. */
  readonly node?: readonly string[];
}

export interface TerminalSession {
  /**
   * Waits until the screen shows a text (blanks and line breaks don't count) or matches an expression, and until it
   * is quiet. Gives the screen. Fails, showing it, after 10 s (or as told), or when the program ended without it.
   */
  waitFor(wanted: string | RegExp, timeoutMs?: number): Promise<string>;
  /** Waits for a question (a line that starts with `? `) that is not answered yet; gives it with what is below it. */
  waitForQuestion(timeoutMs?: number): Promise<string>;
  /** Like `waitForQuestion`, but null where the program ends instead. */
  nextQuestion(timeoutMs?: number): Promise<string | null>;
  /** Each waits for quiet first, since keystrokes before a question is drawn are lost. */
  type(text: string): Promise<void>;
  /** Types, and has everything that the program shows searched for it after the test. */
  typeSecret(text: string): Promise<void>;
  key(name: Key): Promise<void>;
  enter(): Promise<void>;
  ctrlC(): Promise<void>;
  /** What there is to read, with what scrolled away. */
  screen(): string;
  /** The same with lines that the terminal broke put together. */
  unwrapped(): string;
  /** All that the program wrote, escape sequences included. */
  readonly raw: string;
  cursorVisible(): boolean;
  resize(columns: number, rows: number): void;
  /** The exit code, after all output is shown; 128 + the number where a signal ended it. */
  readonly exit: Promise<number>;
  /** Ends the program, if it still runs, and hands over what it showed to the search for secrets. */
  close(): Promise<void>;
}

/** Shells in which `TEST_SHELL` has each test's program run, started without anybody's own configuration. */
const shells: Readonly<Record<string, readonly string[]>> = {
  bash: ['bash', '--norc', '-ic'],
  zsh: ['zsh', '-f', '-ic'],
};

/** Node with these arguments, or the shell that starts it and holds the terminal as at a desk. */
function startOf(args: readonly string[]): readonly [file: string, args: string[]] {
  const [shell, ...options] = shells[process.env['TEST_SHELL'] ?? ''] ?? [];
  if (shell === undefined) return [process.execPath, [...args]];
  // Found here: the program's own PATH may lead to a few tools only.
  const path = execFileSync('/bin/sh', ['-c', `command -v ${shell}`], { encoding: 'utf8' }).trim();
  return [path, [...options, '"$0" "$@"; (exit $?)', process.execPath, ...args]];
}

const quietMs = 60;
/** A key that does nothing is given up on after this time. */
const answerMs = 300;
const defaultTimeoutMs = 10_000;

const open = new Set<TerminalSession>();

afterEach(async () => {
  for (const session of open) await session.close();
});

/** The rail at the left of a wizard's lines does not count either. */
const withoutBlanks = (text: string) => text.replace(/[\s│]+/g, '');

/** The program in a pseudo-terminal. Ended after the test at the latest. */
export function openTerminal(options: TerminalOptions): TerminalSession {
  const { args, cwd, env = {}, columns = 80, rows = 40, secrets = [], node = [programPath()] } = options;
  protect(...secrets, env['OPENAI_API_KEY']);
  const sandbox = makeSandbox();
  const display = makeScreen(columns, rows);
  const plain = env['TERM'] === 'dumb';
  const chunks: Buffer[] = [];
  let shown: Promise<void> = Promise.resolve();
  let lastOutput = performance.now();
  let outputSinceEnter = false;
  let code: number | null = null;

  const child = spawn(...startOf([...node, ...args]), {
    // node-pty sets TERM to this, whatever the environment says.
    name: env['TERM'] ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: { ...cleanEnvironment(sandbox, { TERM: 'xterm-256color', ...env }) },
    // As bytes: a character may arrive in two pieces.
    encoding: null,
  });
  const processes = watchArguments(child.pid);
  const exited = new Promise<void>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      code = signal ? 128 + signal : exitCode;
      resolve();
    });
  });
  child.onData((data) => {
    const bytes = Buffer.from(data);
    chunks.push(bytes);
    lastOutput = performance.now();
    outputSinceEnter = true;
    shown = display.write(bytes);
  });
  display.onReply((text) => {
    if (code === null) child.write(text);
  });

  const raw = () => Buffer.concat(chunks).toString();

  /** Until nothing came for a moment, and what came is shown. */
  async function quiet(): Promise<void> {
    for (;;) {
      const left = lastOutput + quietMs - performance.now();
      if (left <= 0) break;
      await sleep(left);
    }
    await shown;
  }

  const exit = exited.then(async () => {
    await quiet();
    return code ?? 0;
  });

  /** Calls `look` whenever it is quiet, until it gives something or the program has ended (then null). */
  async function until<T>(what: string, timeoutMs: number, look: () => T | null): Promise<T | null> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      await quiet();
      const found = look();
      if (found !== null) return found;
      if (code !== null) {
        await exit;
        return look();
      }
      if (performance.now() > deadline) throw failed(`Waited ${timeoutMs} ms for ${what}.`);
      await Promise.race([sleep(25), exited]);
    }
  }

  function failed(problem: string): Error {
    const state = code === null ? 'The program still runs.' : `The program ended with exit code ${code}.`;
    return new Error(`${problem} ${state} The screen:\n${'-'.repeat(columns)}\n${display.text()}`);
  }

  function activeQuestion(): string | null {
    if (!outputSinceEnter || code !== null) return null;
    // Without cursor movements an answered question stays as it is; an open one holds the cursor.
    if (plain && display.cursorLine().trim() === '') return null;
    const lines = display.text().split('\n');
    const start = lines.findLastIndex((line) => line.startsWith('? '));
    return start < 0 ? null : lines.slice(start).join('\n');
  }

  async function send(text: string): Promise<void> {
    if (chunks.length === 0) await until('the first output', defaultTimeoutMs, () => chunks[0] ?? null);
    await quiet();
    if (code !== null) throw failed('Nobody is there to type to.');
    if (text === keys.enter || text === keys['ctrl-c']) outputSinceEnter = false;
    const before = lastOutput;
    child.write(text);
    // Without the answer to a keystroke the screen is the old one, and an answer that comes late would be taken for the
    // answer to the next.
    const deadline = performance.now() + answerMs;
    while (lastOutput === before && code === null && performance.now() < deadline) await sleep(5);
  }

  let closed: Promise<void> | null = null;
  const session: TerminalSession = {
    async waitFor(wanted, timeoutMs = defaultTimeoutMs) {
      const name = typeof wanted === 'string' ? `"${wanted}"` : String(wanted);
      const found = await until(name, timeoutMs, () => {
        const screen = display.text();
        const hit =
          typeof wanted === 'string'
            ? withoutBlanks(screen).includes(withoutBlanks(wanted))
            : screen.search(wanted) >= 0 || display.unwrapped().search(wanted) >= 0;
        return hit ? screen : null;
      });
      if (found === null) throw failed(`Never saw ${name}.`);
      return found;
    },
    async waitForQuestion(timeoutMs = defaultTimeoutMs) {
      const question = await session.nextQuestion(timeoutMs);
      if (question === null) throw failed('No question came.');
      return question;
    },
    nextQuestion: (timeoutMs = defaultTimeoutMs) => until('a question', timeoutMs, activeQuestion),
    type: send,
    typeSecret(text) {
      protect(text);
      return send(text);
    },
    key: (name) => send(keys[name]),
    enter: () => send(keys.enter),
    ctrlC: () => send(keys['ctrl-c']),
    screen: () => display.text(),
    unwrapped: () => display.unwrapped(),
    get raw() {
      return raw();
    },
    cursorVisible: () => raw().lastIndexOf('\x1b[?25l') <= raw().lastIndexOf('\x1b[?25h'),
    resize: (newColumns, newRows) => child.resize(newColumns, newRows),
    exit,
    close() {
      closed ??= (async () => {
        if (code === null) child.kill('SIGKILL');
        await exit;
        processes.stop();
        capture('terminal, as written', Buffer.concat(chunks));
        capture('terminal, as shown', display.unwrapped());
        capture('terminal, as shown in one line', withoutBlanks(display.text()));
        sandbox.end();
        display.dispose();
        open.delete(session);
      })();
      return closed;
    },
  };
  open.add(session);
  return session;
}
