import type { Terminal } from '../../src/ports/terminal.ts';

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
    readStdin: notExpected,
    waitForEnter: notExpected,
    ...given,
  };
  return { terminal, out: () => printed.join(''), err: () => said.join('') };
}
