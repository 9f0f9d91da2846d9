import { relative, resolve } from 'node:path';
import type { Ports } from '../../ports/ports.ts';

/**
 * The env files named as arguments, each once. A shell expands patterns; quoted ones, and those of a shell that does not
 * (cmd, PowerShell), come here as they were written. A pattern that nothing matches stays, as a file that is missing.
 */
export async function chooseFiles(
  ports: Pick<Ports, 'cwd' | 'files' | 'findFiles'>,
  named: readonly string[],
): Promise<readonly string[]> {
  const chosen = new Map<string, string>();
  const add = (path: string): void => {
    const absolute = resolve(ports.cwd, path);
    if (!chosen.has(absolute)) chosen.set(absolute, path);
  };
  for (const name of named) {
    const literal = !/[*?[{]/.test(name) || ports.files.read(resolve(ports.cwd, name)).state !== 'missing';
    const found = literal ? [] : await ports.findFiles(name, ports.cwd);
    if (found.length === 0) add(name);
    for (const path of found) add(relative(ports.cwd, path) || path);
  }
  return [...chosen.values()];
}
