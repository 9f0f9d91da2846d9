import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../package/pack.mjs';

/** A process that answers a line of cases with a line of answers; `close` ends it. */
export function startWorker(command, args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], cwd: root });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (cases) => {
      child.stdin.write(`${JSON.stringify(cases)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error('the loader ended before it answered');
      return JSON.parse(value);
    },
    close: () => child.stdin.end(),
  };
}

export const workerOf = (name, folder, node) =>
  startWorker(node, [join(root, 'scripts/loaders/worker.mjs'), name, folder]);
