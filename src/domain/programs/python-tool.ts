/** Who installs packages for a Python project. */
type PythonManager = 'uv' | 'poetry' | 'pipenv' | 'pdm' | 'conda' | 'pip';

/** What tells how Python is used in a folder. */
export interface PythonPlace {
  readonly names: readonly string[];
  /** Of `pyproject.toml`; empty where there is none. */
  readonly pyproject: string;
  /** Of `environment.yml`; empty where there is none. */
  readonly condaFile: string;
  /** A virtual environment of the folder, as it is called there; null where there is none. */
  readonly venv: string | null;
  /** One is active in this shell. */
  readonly isActive: boolean;
  readonly windows: boolean;
}

/** How a Python project installs packages and runs a file. */
export interface PythonTool {
  readonly manager: PythonManager;
  /** Lines to be typed before the first package can be installed. */
  readonly before: readonly string[];
  /** What the packages are appended to. */
  readonly add: string;
  readonly run: string;
}

const tools: readonly {
  readonly manager: Exclude<PythonManager, 'conda' | 'pip'>;
  readonly file: string;
  readonly table: string;
  readonly add: string;
  readonly run: string;
}[] = [
  { manager: 'uv', file: 'uv.lock', table: '[tool.uv', add: 'uv add', run: 'uv run python' },
  {
    manager: 'poetry',
    file: 'poetry.lock',
    table: '[tool.poetry',
    add: 'poetry add',
    run: 'poetry run python',
  },
  { manager: 'pdm', file: 'pdm.lock', table: '[tool.pdm', add: 'pdm add', run: 'pdm run python' },
  {
    manager: 'pipenv',
    file: 'Pipfile',
    table: '[tool.pipenv',
    add: 'pipenv install',
    run: 'pipenv run python',
  },
];

/**
 * The tool of a project: by its lock file, by its table in pyproject.toml, else pip in a virtual environment, since the
 * Python of many systems is "externally managed" and refuses pip (PEP 668).
 */
export function pythonTool(place: PythonPlace): PythonTool {
  const { names, pyproject, condaFile, venv, isActive, windows } = place;
  const found =
    tools.find(({ file }) => names.includes(file)) ??
    tools.find(({ table }) => pyproject.split(/\r?\n/).some((line) => line.trim().startsWith(table)));
  if (found) return { manager: found.manager, before: [], add: found.add, run: found.run };
  const conda = /^name:\s*["']?([\w.-]+)/m.exec(condaFile)?.[1];
  if (conda !== undefined && !isActive) {
    const run = `conda run -n ${conda} python`;
    return { manager: 'conda', before: [], add: `${run} -m pip install`, run };
  }
  const python = windows ? 'python' : 'python3';
  if (isActive) return { manager: 'pip', before: [], add: 'python -m pip install', run: 'python' };
  const folder = venv ?? '.venv';
  const own = windows ? `${folder}\\Scripts\\python` : `${folder}/bin/python`;
  const before = venv === null ? [`${python} -m venv ${folder}`] : [];
  return { manager: 'pip', before, add: `${own} -m pip install`, run: own };
}
