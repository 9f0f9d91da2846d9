import { dirname, join } from 'node:path';
import type { Project } from '../checks/project.ts';
import { readText } from '../checks/read-text.ts';
import type { PythonPlace } from '../domain/programs/python-tool.ts';
import type { ProgramPlace } from '../domain/programs/steps.ts';
import type { Ports } from '../ports/ports.ts';

type Looking = Pick<Ports, 'env' | 'files' | 'nodeVersion' | 'platform'>;

const venvNames = ['.venv', 'venv', 'env'];

/** How Python is used in a project's folder. */
function pythonPlace({ env, files, platform }: Looking, { folder, names }: Project): PythonPlace {
  const text = (name: string): string =>
    names.includes(name) ? (readText({ files }, join(folder, name)) ?? '') : '';
  const isVenv = (name: string): boolean => files.list(join(folder, name)).includes('pyvenv.cfg');
  return {
    names,
    pyproject: text('pyproject.toml'),
    condaFile: text('environment.yml') || text('environment.yaml'),
    venv: venvNames.find((name) => names.includes(name) && isVenv(name)) ?? null,
    isActive: Boolean(env['VIRTUAL_ENV'] || env['CONDA_PREFIX']),
    windows: platform === 'win32',
  };
}

/** A folder and all above it. */
function upFrom(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upFrom(parent)];
}

/** npm installs into the nearest folder above that looks like a package, as a home folder may, unless it is told to stay. */
function packagingOf(
  { files }: Looking,
  { folder, packageFacts, packaging }: Project,
): ProgramPlace['packaging'] {
  const isPackage = (path: string): boolean =>
    files.list(path).some((name) => name === 'package.json' || name === 'node_modules');
  const goesUp =
    packageFacts === null && packaging.manager === 'npm' && upFrom(dirname(folder)).some(isPackage);
  return goesUp ? { ...packaging, rootFlag: '--prefix .' } : packaging;
}

/** All that decides how a program of a project's folder comes to its key. */
export function programPlace(ports: Looking, project: Project): ProgramPlace {
  const { framework, packageFacts, packaging, names } = project;
  const atRoot = packaging.root === null ? names : ports.files.list(packaging.root);
  return {
    framework,
    facts: packageFacts,
    packaging: packagingOf(ports, project),
    isNewYarn: atRoot.includes('.yarnrc.yml') || /^yarn@[2-9]/.test(packageFacts?.packageManager ?? ''),
    nodeVersion: ports.nodeVersion,
    python: pythonPlace(ports, project),
  };
}
