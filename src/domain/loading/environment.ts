import { assemblers } from './assemble.ts';
import { EndlessReference } from './bounds.ts';
import {
  type Combining,
  type EnvText,
  type Loaded,
  type LoaderAnswer,
  Refusal,
  type ShellVariables,
} from './combining.ts';
import { readAs } from './read.ts';

/** The environment that a loader makes of its files, which are given in the order in which it reads them. */
export function loadEnvironment(
  combining: Combining,
  files: readonly EnvText[],
  shell: ShellVariables,
): LoaderAnswer {
  try {
    return load(combining, files, shell);
  } catch (error) {
    if (error instanceof EndlessReference) return { outcome: 'unknown', reason: 'endless_reference' };
    throw error;
  }
}

function load(combining: Combining, files: readonly EnvText[], shell: ShellVariables): LoaderAnswer {
  const given = new Map(
    Object.entries(shell).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const isAbsent = combining.over === 'shell_absent';
  for (const { path, bytes } of files) {
    const line = readAs(combining.reader, bytes).refusedLine;
    if (line > 0) return { outcome: 'refused', path, line };
  }
  const refersToShell = !isAbsent || seeShell.has(combining.expansion);
  const fromFiles = assemblers[combining.expansion](combining, files, refersToShell ? given : new Map());
  if (fromFiles instanceof Refusal) return { outcome: 'refused', path: fromFiles.path, line: 0 };
  if (!fromFiles) return { outcome: 'unknown', reason: 'endless_reference' };
  const own = isAbsent ? new Map<string, string>() : given;
  const environment = new Map<string, Loaded>([...own].map(([name, value]) => [name, { value, path: null }]));
  for (const [name, loaded] of fromFiles)
    if (combining.over === 'file' || loaded.path === null || !own.has(name)) environment.set(name, loaded);
  return { outcome: 'loaded', environment };
}

/** Loaders for containers: the files may refer to the shell that the program inside does not see. */
const seeShell: ReadonlySet<string> = new Set(['compose', 'compose-1', 'docker']);
