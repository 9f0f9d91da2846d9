import { readSync } from 'node:fs';
import { onlyColors, withoutCommands } from '../../domain/text/controls.ts';
import { Cancelled, OutputUnwritable } from '../../ports/errors.ts';
import type { Terminal } from '../../ports/terminal.ts';
import { isTerminal } from './is-terminal.ts';
import { colorAllowed, isCi } from './terminal-kind.ts';
import { writeOut } from './write-out.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The largest standard input that is read, in bytes. */
const stdinLimit = 1024 * 1024;

/**
 * The process's own streams. Everything written passes through `redact`, so that a key cannot reach a
 * stream even by a mistake elsewhere. A closed pipe (`| head`) is not an error.
 */
export function createTerminal(options: {
  readonly env: Env;
  readonly color: boolean | undefined;
  readonly redact: (text: string) => string;
}): Terminal {
  const { env } = options;
  const inLog = env['GITHUB_ACTIONS'] === 'true' ? withoutCommands : (text: string) => text;
  const cleaned = (text: string): string => options.redact(inLog(onlyColors(text)));
  // `process.stdin` and its like are made when first looked at, which costs; asking the system does not.
  const [inputIsTerminal, outputIsTerminal, errorIsTerminal] = [isTerminal(0), isTerminal(1), isTerminal(2)];
  return {
    interactive: inputIsTerminal && errorIsTerminal && !isCi(env),
    stdinIsTerminal: inputIsTerminal,
    color: {
      stdout: colorAllowed(outputIsTerminal, env, options.color),
      stderr: colorAllowed(errorIsTerminal, env, options.color),
    },
    columns: () => (errorIsTerminal && process.stderr.columns) || Number(env['COLUMNS']) || 80,
    print: (text) => write(1, cleaned(text)),
    say: (text) => write(2, cleaned(text)),
    readStdin: async () => readAll(),
    waitForEnter,
  };
}

/** Writes all of it, at once and in order, also to a slow pipe. */
function write(fd: 1 | 2, text: string): void {
  let bytes: Uint8Array = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeOut(fd, bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE') return;
      // Nobody can be told on stderr that stderr cannot be written, nor on a terminal that was closed.
      if (fd === 2 || code === 'EIO' || given.has(fd)) return;
      given.add(fd);
      throw new OutputUnwritable(code ?? '');
    }
  }
}

/** Streams that were given up: one failure is told, and what tells it may be written there as well. */
const given = new Set<1 | 2>();

/** The terminal gives a line when Enter is pressed; Ctrl-C stays a signal. */
function waitForEnter(ms: number): Promise<'enter' | 'time'> {
  const { stdin } = process;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      stdin.off('data', pressed);
      stdin.off('end', ended);
      stdin.pause();
    };
    const pressed = (): void => {
      end();
      resolve('enter');
    };
    const ended = (): void => {
      end();
      reject(new Cancelled());
    };
    const timer = setTimeout(() => {
      end();
      resolve('time');
    }, ms);
    stdin.on('data', pressed);
    stdin.on('end', ended);
    stdin.resume();
  });
}

function readAll(): string {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(64 * 1024);
  let length = 0;
  while (length < stdinLimit) {
    try {
      const read = readSync(0, chunk, 0, chunk.length, null);
      if (read === 0) break;
      chunks.push(Buffer.from(chunk.subarray(0, read)));
      length += read;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') continue;
      if (code === 'EOF' || code === 'EISDIR') break;
      throw error;
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
