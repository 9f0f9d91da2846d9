import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { healthyFolder, program, rival } from './bench-subjects.mjs';
import { openTerminal, questionIn } from './support/terminal.mjs';

/** The most memory that each process held, in MB, a list for each; measured apart from the times. */
export async function measureMemory({ sandbox, standin, rounds }) {
  const hook = join(sandbox.root, 'peak.cjs');
  writeFileSync(
    hook,
    `process.on('exit',()=>require('fs').writeFileSync(process.env.PEAK_FILE,String(process.resourceUsage().maxRSS)))`,
  );
  const peakFile = join(sandbox.root, 'peak.txt');
  const env = { ...sandbox.env, PEAK_FILE: peakFile, TERM: 'xterm-256color' };
  const peak = () => Number(readFileSync(peakFile, 'utf8')) / 1024;
  const healthy = healthyFolder(sandbox, standin);

  const plain = async (args, cwd = sandbox.root) => {
    await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['-r', hook, ...args], { cwd, env, stdio: 'ignore' });
      child.on('error', reject);
      child.on('close', resolve);
    });
    return peak();
  };
  const untilQuestion = async (script, find) => {
    const cwd = mkdtempSync(join(sandbox.root, 'empty-'));
    const terminal = openTerminal(process.execPath, ['-r', hook, script], { cwd, env });
    await terminal.until(find);
    terminal.send('\x03');
    await terminal.ended;
    rmSync(cwd, { recursive: true, force: true });
    return peak();
  };

  const subjects = [
    ['node -e 0', () => plain(['-e', '0'])],
    ['--help', () => plain([program, '--help'])],
    ['first question', () => untilQuestion(program, questionIn)],
    ['create-vite, first question', () => untilQuestion(rival, (text) => text.includes('Project name'))],
    ['verify', () => plain([program, 'verify'], healthy)],
  ];
  const rows = subjects.map(([title]) => ({ title, peaks: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, run]] of subjects.entries()) rows[index].peaks.push(await run());
  }
  return rows;
}

/** The rows of a table, the first being its head. */
export function describeMemory(rows, median) {
  const [node] = rows;
  return [
    ['most memory', 'MB', '× node'],
    ...rows.map(({ title, peaks }) => [
      title,
      median(peaks).toFixed(1),
      median(peaks.map((peak, round) => peak / node.peaks[round])).toFixed(2),
    ]),
  ];
}
