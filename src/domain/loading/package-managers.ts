/** Who installs packages for Node, and for Python. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';
export type PythonManager = 'pip' | 'uv' | 'poetry' | 'pipenv';

/** How each adds packages to a project: the one place for install commands that are shown. */
const adding: Readonly<Record<PackageManager | PythonManager, string>> = {
  npm: 'npm install',
  pnpm: 'pnpm add',
  yarn: 'yarn add',
  bun: 'bun add',
  pip: 'pip install',
  uv: 'uv add',
  poetry: 'poetry add',
  pipenv: 'pipenv install',
};

/** The line that adds packages to a project. `rootFlag` is what the root of a workspace wants (`-w`), else empty. */
export function installCommand(
  manager: PackageManager | PythonManager,
  packages: readonly string[],
  rootFlag = '',
): string {
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

/** How a Python project installs and runs. */
export interface PythonTool {
  readonly manager: PythonManager;
  readonly run: string;
}

const pythonTools: readonly (readonly [file: string, tool: PythonTool])[] = [
  ['uv.lock', { manager: 'uv', run: 'uv run python' }],
  ['poetry.lock', { manager: 'poetry', run: 'poetry run python' }],
  ['Pipfile', { manager: 'pipenv', run: 'pipenv run python' }],
];

/** The tool of a project, by the files in its folder. Windows has no `python3`, and other systems often no `python`. */
export function pythonTool(names: readonly string[], windows: boolean): PythonTool {
  const found = pythonTools.find(([file]) => names.includes(file))?.[1];
  return found ?? { manager: 'pip', run: windows ? 'python' : 'python3' };
}
