import { spawn } from '@lydell/node-pty';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the terminal's own sequences
const sequences = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])/g;

/**
 * A program in a pseudo-terminal, read by as little as possible, so that a benchmark measures the program and not
 * its reader. `since()` is what came after the last `send`, without escape sequences.
 */
export function openTerminal(file, args, { cwd, env, columns = 80, rows = 40, onData = () => {} }) {
  const started = performance.now();
  const child = spawn(file, args, { name: 'xterm-256color', cols: columns, rows, cwd, env });
  let text = '';
  let lookedAt = () => {};
  let exitCode = null;
  child.onData((data) => {
    text += data;
    onData(data);
    lookedAt();
  });
  const ended = new Promise((resolve) => {
    child.onExit((end) => {
      exitCode = end.exitCode;
      lookedAt();
      resolve(end.exitCode);
    });
  });
  const since = () => text.replace(sequences, '');

  return {
    started,
    ended,
    since,
    pid: child.pid,
    send(keys) {
      text = '';
      child.write(keys);
      return performance.now();
    },
    /** Waits until `find(since())` gives something; null where the program ends first. `at` is when it was there. */
    until(find, timeoutMs = 15_000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          lookedAt = () => {};
          reject(new Error(`Waited ${timeoutMs} ms in vain. The terminal:\n${since().slice(-1500)}`));
        }, timeoutMs);
        lookedAt = () => {
          const at = performance.now();
          const found = find(since());
          if (!found && exitCode === null) return;
          lookedAt = () => {};
          clearTimeout(timer);
          resolve(found ? { found, at } : null);
        };
        lookedAt();
      });
    },
    async kill() {
      if (exitCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The message of the question that the text ends in, or null: what stands behind a `? ` at the start of a line. */
export function questionIn(text) {
  const found = [...text.matchAll(/(?:^|[\r\n])\? +([^\r\n]+)/g)].at(-1);
  return found ? found[1] : null;
}
