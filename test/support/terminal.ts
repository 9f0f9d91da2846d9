import { Problem } from '../../src/ports/errors.ts';
import type { Terminal } from '../../src/ports/terminal.ts';
import { reportError } from '../../src/ui/error.ts';

/** A terminal that keeps what it is told, and fails where a command asks it for input that the test does not expect. */
export function fakeTerminal(given: Partial<Terminal> = {}) {
  const printed: string[] = [];
  const said: string[] = [];
  const notExpected = (): never => {
    throw new Error('standard input was asked for');
  };
  const terminal: Terminal = {
    interactive: false,
    stdinIsTerminal: true,
    color: { stdout: false, stderr: false },
    columns: () => 80,
    print: (text) => void printed.push(text),
    say: (text) => void said.push(text),
    readKey: notExpected,
    waitForEnter: notExpected,
    ...given,
  };
  return { terminal, out: () => printed.join(''), err: () => said.join('') };
}

/** The exit code of a command, with a problem told as the program tells it. */
export async function exitCodeOf(
  run: Promise<number>,
  terminal: Pick<Terminal, 'columns' | 'print' | 'say'>,
  json: boolean,
): Promise<number> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return reportError({ kind: 'problem', error }, { language: 'en', json }, terminal as Terminal);
  }
}
