import type { PackageManager } from '../../domain/loading/frameworks.ts';
import type { Installer } from '../../ports/system.ts';

const commands: Record<PackageManager, string> = {
  npm: 'npm install',
  pnpm: 'pnpm add',
  yarn: 'yarn add',
  bun: 'bun add',
};

/** Installs with the project's own package manager, through `nypm`. */
export const installer: Installer = {
  command: async ({ manager, rootFlag }, name) =>
    [commands[manager], rootFlag, name].filter((word) => word !== '').join(' '),
  async install({ manager, rootFlag }, name, cwd) {
    const { addDependency } = await import('nypm');
    try {
      await addDependency(name, { cwd, packageManager: manager, silent: true, workspace: rootFlag !== '' });
      return null;
    } catch (error) {
      return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    }
  },
};
