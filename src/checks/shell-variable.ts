import { join } from 'node:path';
import type { ShellVariableFacts } from '../domain/diagnosis/warnings.ts';
import { eachNamed, removeVariable, shellsOf, startFiles } from '../domain/loading/shells.ts';
import type { Ports } from '../ports/ports.ts';
import { readText } from './read-text.ts';

/** A variable of the user's shell: how it is removed, and where it may be set for good. */
interface ShellVariable {
  /** The command that removes it from the running shell; where it may be one of two, both with their names. */
  readonly remove: string;
  /** The command that removes it for good, where the shell has one. */
  readonly removeForGood: string | null;
  /** The line of a start-up file that sets it; null where none was found. */
  readonly setAt: ShellVariableFacts['setAt'] | null;
}

/** Looks up how the variable got into the shell. Reads start-up files; their other lines are nobody's business. */
export function findShellVariable(
  ports: Pick<Ports, 'files' | 'home' | 'platform' | 'env'>,
  name: string,
): ShellVariable {
  const shells = shellsOf(ports);
  const keepers = shells.filter((shell) => removeVariable(shell, name).later !== null);
  return {
    remove: eachNamed(shells, (shell) => removeVariable(shell, name).now),
    removeForGood:
      keepers.length === 0 ? null : eachNamed(keepers, (shell) => removeVariable(shell, name).later ?? ''),
    setAt: findLine(
      ports,
      shells.flatMap((shell) => startFiles[shell]),
      name,
    ),
  };
}

function findLine(
  ports: Pick<Ports, 'files' | 'home'>,
  names: readonly string[],
  variable: string,
): ShellVariable['setAt'] {
  if (!ports.home) return null;
  for (const name of names) {
    const absolute = join(ports.home, name);
    const lines = (readText(ports, absolute) ?? '').split('\n');
    const at = lines.findIndex((line) => sets(line, variable));
    if (at >= 0) return { path: { absolute }, line: at + 1 };
  }
  return null;
}

/** `export NAME=…`, `NAME=…`, `set -gx NAME …`; not a comment, and not a longer name. */
function sets(line: string, variable: string): boolean {
  const words = line.trim().split(/[\s;]+/);
  if (words[0]?.startsWith('#')) return false;
  if (words[0] === 'set') return words.includes(variable) && !words.some((word) => /^-\w*e/.test(word));
  return words.some((word) => word.startsWith(`${variable}=`));
}
