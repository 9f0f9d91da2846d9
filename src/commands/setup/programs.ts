import { isAbsolute, join, relative, sep } from 'node:path';
import { envFilesOf } from '../../domain/loading/frameworks.ts';
import { isForeign } from '../../domain/programs/kinds.ts';
import { nodeImports, nodeTool } from '../../domain/programs/node-tool.ts';
import { pythonTool } from '../../domain/programs/python-tool.ts';
import { type ProgramPlace, programSteps } from '../../domain/programs/steps.ts';
import { fileName, formOf, isModelId, projectFlavour } from '../../examples/flavour.ts';
import type { NodeFlavour } from '../../examples/node-program.ts';
import { pythonImports } from '../../examples/python-program.ts';
import type { ExampleWords } from '../../i18n/en/example.ts';
import { makeExample } from '../make-example.ts';
import { programPlace } from '../program-place.ts';
import { isFree } from '../write-program.ts';
import type { KeyRun } from './run.ts';

/** A first program that setup can write, and what it takes to run it. */
export interface Program {
  readonly runtime: 'node' | 'python';
  readonly file: string;
  readonly absolute: string;
  readonly code: string;
  /** What is missing of what it imports, as commands in their order. */
  readonly installs: readonly string[];
  readonly run: string;
  /** Setup may do all of it: nothing but the program itself is run of what the project brings along. */
  readonly runs: boolean;
  /** It was written before, and stays as it is. */
  readonly isThere: boolean;
  /** What is installed for it is of no use to the project's own code. */
  readonly installsMore: boolean;
}

/**
 * The programs that suit the folder, the likeliest first: in the project's own language, and where nothing tells one, in
 * Node's or Python's. A file of that name that is there already is in nobody's way: then there is none to be offered.
 */
export function programsFor(one: KeyRun, model: string, words: ExampleWords): readonly Program[] {
  const { ports, project } = one;
  const { framework, packageFacts, names } = project;
  if (!isModelId(model)) return [];
  const place = programPlace(ports, project);
  const { kind } = programSteps(place, null);
  if (isForeign(kind, names)) return [];
  const isUntold = framework.id === 'none' && packageFacts === null && kind === 'node';
  const runtimes = kind === 'python' ? (['python'] as const) : isUntold ? bothRuntimes : (['node'] as const);
  return runtimes.flatMap((runtime): Program[] => {
    const written = names.find((name) => isProgram(name, runtime));
    const file = written ?? fileOf(runtime, place, projectFlavour(packageFacts, names));
    const absolute = join(project.folder, file);
    const made = makeExample(
      ports,
      { name: 'chat', runtime, project, file, model, envFiles: readByProgram(one) },
      words,
    );
    if (made === null || !isFree(ports, absolute, made.code)) return [];
    const needs = runtime === 'node' ? nodeNeeds(one, place) : pythonNeeds(one, place);
    const isThere = written !== undefined;
    return [{ runtime, file, absolute, code: made.code, run: made.run, isThere, ...needs }];
  });
}

/** A program of an earlier run, in whatever kind of module: an installer that has made a package.json since changes the usual one. */
const isProgram = (name: string, runtime: Program['runtime']): boolean =>
  name.startsWith('openai-chat.') && formOf(name)?.runtime === runtime;

const bothRuntimes = ['node', 'python'] as const;

/** Where Node cannot run TypeScript by itself the program is plain JavaScript; `.ts` in a CommonJS package imports nothing. */
function fileOf(runtime: Program['runtime'], place: ProgramPlace, flavour: NodeFlavour): string {
  const typescript = flavour.typescript && nodeTool(place).runsTypeScript;
  const name = fileName('chat', runtime, { ...flavour, typescript });
  return typescript && flavour.modules === 'commonjs' ? name.replace(/\.ts$/, '.mts') : name;
}

/** The loader's files; the one that was written first, where it is none of them. */
function readByProgram({ project: { folder, framework }, target }: KeyRun): readonly string[] {
  const path = relative(folder, target.file.absolute);
  // On another drive of Windows.
  const own = isAbsolute(path) ? path : path.split(sep).join('/');
  const read = envFilesOf(framework);
  return read.includes(own) ? read : [own, ...read];
}

type ProgramNeeds = Pick<Program, 'installs' | 'runs' | 'installsMore'>;

function nodeNeeds({ ports, project: { folder, packaging } }: KeyRun, place: ProgramPlace): ProgramNeeds {
  const { facts } = place;
  const tool = nodeTool(place);
  const isDeclared = (name: string): boolean => facts?.dependencies.includes(name) ?? false;
  const missing = nodeImports.filter((name) => !isDeclared(name));
  // A clone without its packages: to install all of them runs scripts of the project.
  const roots = [...new Set([folder, packaging.root ?? folder])];
  const isThere = (name: string): boolean =>
    roots.some((root) => ports.files.list(join(root, 'node_modules', name)).length > 0) ||
    roots.some((root) => ports.files.list(root).includes('.pnp.cjs'));
  const isAbsent = tool.installAll !== null && nodeImports.some((name) => isDeclared(name) && !isThere(name));
  const installs = [
    ...(isAbsent && tool.installAll ? [tool.installAll] : []),
    ...(missing.length > 0 ? [tool.add(missing)] : []),
  ];
  const { commands } = programSteps(place, '.env');
  return {
    installs,
    runs: !isAbsent,
    installsMore: missing.length > 0 && commands.join() !== tool.add(missing),
  };
}

function pythonNeeds({ ports, project: { folder } }: KeyRun, { python }: ProgramPlace): ProgramNeeds {
  const { manager, before, add } = pythonTool(python);
  const venv = python.isActive
    ? (ports.env['VIRTUAL_ENV'] ?? null)
    : python.venv && join(folder, python.venv);
  const there = manager === 'pip' && venv ? packagesIn(ports, venv) : [];
  const missing = pythonImports.filter((one) => !there.includes(one.folder)).map(({ name }) => name);
  const installs = [...before, ...(missing.length > 0 ? [`${add} ${missing.join(' ')}`] : [])];
  return { installs, runs: true, installsMore: false };
}

/** What is installed in a virtual environment, by the names of the folders. */
function packagesIn({ files }: KeyRun['ports'], venv: string): readonly string[] {
  const versions = files.list(join(venv, 'lib')).map((name) => join(venv, 'lib', name));
  return [...versions, join(venv, 'Lib')].flatMap((path) => files.list(join(path, 'site-packages')));
}
