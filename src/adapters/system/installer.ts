import { cleanText } from '../../domain/text/clean.ts';
import type { Install } from '../../ports/system.ts';

/** Installs with the project's own package manager, through `nypm`. */
export const install: Install = async (name, { manager, atRoot, cwd }) => {
  const { addDependency } = await import('nypm');
  try {
    await addDependency(name, { cwd, packageManager: manager, silent: true, workspace: atRoot });
    return null;
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return cleanText(first);
  }
};
