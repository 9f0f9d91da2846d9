import { cleanText } from '../../domain/text/clean.ts';
import type { Install } from '../../ports/system.ts';
import { childEnv, findProgram } from './children.ts';

/** Runs the command that was shown. The package manager is never one that lies in the project itself. */
export const install: Install = async (command, cwd) => {
  const [name = '', ...args] = command.split(' ');
  const world = { env: process.env, cwd };
  const program = findProgram(name, world);
  if (program === null) return cleanText(`${name}: not found`);
  const { execFile } = await import('node:child_process');
  // On Windows package managers are batch files, which only a shell can start.
  const shell = process.platform === 'win32';
  return new Promise((resolve) => {
    const how = { cwd, env: childEnv(world), shell, maxBuffer: 64 * 1024 * 1024, windowsHide: true };
    execFile(shell ? `"${program}"` : program, args, how, (error, _stdout, stderr) => {
      const [first = ''] = (stderr.trim() || error?.message || '').split('\n');
      resolve(error ? cleanText(first) : null);
    });
  });
};
