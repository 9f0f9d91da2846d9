import { readdirSync, readFileSync } from 'node:fs';
import { capture } from './captures.ts';

const everyMs = 15;

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function childrenOf(pid: number): readonly number[] {
  let tasks: readonly string[] = [];
  try {
    tasks = readdirSync(`/proc/${pid}/task`);
  } catch {
    // The process has ended.
  }
  const lists = tasks.map((task) => readText(`/proc/${pid}/task/${task}/children`));
  return lists.join(' ').split(' ').filter(Boolean).map(Number);
}

/**
 * Samples the argument lists of a process and of its descendants while they run, and hands them over to
 * the search for secrets. Only on Linux; a child that lives shorter than 15 ms may be missed.
 */
export function watchArguments(pid: number): { stop(): void } {
  if (process.platform !== 'linux') return { stop: () => {} };
  const seen = new Set<string>();
  const sample = (of: number, depth: number) => {
    seen.add(readText(`/proc/${of}/cmdline`).replaceAll('\0', ' '));
    if (depth < 4) for (const child of childrenOf(of)) sample(child, depth + 1);
  };
  sample(pid, 0);
  const timer = setInterval(() => sample(pid, 0), everyMs);
  timer.unref();
  const stop = () => {
    clearInterval(timer);
    for (const line of seen) capture('process arguments', line);
    seen.clear();
  };
  return { stop };
}
