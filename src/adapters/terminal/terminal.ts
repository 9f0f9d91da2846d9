import { readSync } from 'node:fs';
import type { Env } from '../../domain/env/environment.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { onlyColors, withoutCommands } from '../../domain/text/controls.ts';
import { Cancelled } from '../../ports/errors.ts';
import type { BesideRail, Terminal } from '../../ports/terminal.ts';
import { withLinks } from '../../ui/theme.ts';
import { codeOf } from '../files/error-code.ts';
import { isTerminal } from './is-terminal.ts';
import type { Keyboard } from './keyboard.ts';
import type { Rail } from './rail.ts';
import type { StatusLine } from './status-line.ts';
import { colorAllowed, isCi, showsLinks } from './terminal-kind.ts';
import { writeAll } from './write-out.ts';

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
  readonly keyboard: Keyboard;
  readonly status: StatusLine;
  readonly rail: Rail;
}): Terminal {
  const { env, keyboard, status, rail } = options;
  const links = showsLinks(env);
  const write = (fd: 1 | 2, text: string, where?: BesideRail): void => {
    status.hide();
    const isShown = fd === 1 ? outputIsTerminal : errorIsTerminal;
    const isEnd = where === 'end' && rail.isOn;
    if (isEnd) writeAll(2, rail.end());
    const clean = cleaned(isEnd ? text.replace(/^\n/, '') : text);
    const joined = isShown ? rail.beside(clean, where) : clean;
    writeAll(fd, links && isShown ? withLinks(joined) : joined);
  };
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
    print: (text, where) => write(1, text, where),
    say: (text, where) => write(2, text, where),
    // The line break at the end is the pipe's, and no part of the key.
    readKey: async () => new Secret(readAll().replace(/\r?\n$/, '')),
    waitForEnter: (ms) => waitForEnter(keyboard, ms),
  };
}

function waitForEnter(keyboard: Keyboard, ms: number): Promise<'enter' | 'time'> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      stop();
      settle();
    };
    const timer = setTimeout(() => end(() => resolve('time')), ms);
    const stop = keyboard.listen({
      keys: (keys) => keys.some(({ name }) => name === 'enter') && end(() => resolve('enter')),
      leave: () => end(() => reject(new Cancelled())),
      redraw: () => {},
    });
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
      const code = codeOf(error);
      if (code === 'EAGAIN') continue;
      if (code === 'EOF' || code === 'EISDIR') break;
      throw error;
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
