/** Who installs packages for Node; for Python: `../programs/python-tool.ts`. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** How each adds packages to a project: the one place for install commands that are shown. */
const adding: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install',
  pnpm: 'pnpm add',
  yarn: 'yarn add',
  bun: 'bun add',
};

/** The line that adds packages to a project. `rootFlag` is what a folder wants to be told with (`-w` at the root of a workspace), else empty. */
export function installCommand(manager: PackageManager, packages: readonly string[], rootFlag = ''): string {
  return [adding[manager], rootFlag, ...packages].filter((word) => word !== '').join(' ');
}

const lockFiles: readonly (readonly [name: string, manager: PackageManager])[] = [
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
];

export const hasLockFile = (names: readonly string[]): boolean =>
  lockFiles.some(([name]) => names.includes(name));

/** The package manager: what package.json names (corepack's field), else by lock file, else npm. */
export function detectPackageManager(
  facts: { readonly packageManager: string | null } | null,
  names: readonly string[],
): PackageManager {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(facts?.packageManager ?? '')?.[1];
  if (named) return named as PackageManager;
  return lockFiles.find(([name]) => names.includes(name))?.[1] ?? 'npm';
}
