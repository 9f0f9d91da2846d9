import { programName, valuesOf } from './command-line.ts';
import {
  type FileGiver,
  hidden,
  isOpen,
  type MakeNaming,
  mentioned,
  type Naming,
  namingIn,
  type Variables,
} from './launchers.ts';
import { isRunner, modulesAhead, scriptAt } from './runners.ts';

/** What holds where a program starts. */
export interface StartingPoint {
  /** Where it runs, from the folder of the package.json. */
  readonly folder: string;
  readonly variables: Variables;
  /** The project's version of dotenv, by `versionNumber`; null where nobody knows. */
  readonly dotenv: number | null;
}

/** The env files that a program is told to read by its own options. */
export function ownFiles(words: readonly string[], at: StartingPoint): readonly Naming[] {
  const { folder, variables } = at;
  const program = programName(words[0] ?? '');
  // pm2 has the options of Node as a text.
  const ofNode =
    program === 'pm2' ? valuesOf(words, ['--node-args', '--nodeArgs', '--interpreter-args']) : [];
  const args = [...words.slice(1), ...ofNode.flatMap((text) => text.split(/\s+/))];
  const naming = namingIn(folder);
  const named = valuesOf(beforeProgram(program, args), ['--env-file', '--env-file-if-exists']).filter(
    (file) => file !== '',
  );
  const by = (giver: FileGiver): readonly Naming[] =>
    named.some(isOpen) || (giver === 'other' && named.length > 0) ? [hidden(program)] : naming(giver, named);
  switch (program) {
    // Compose's own option names the file for the variables in its text, not for the containers.
    case 'docker':
    case 'podman': {
      if (args[0] !== 'run') return [];
      const files = named.some(isOpen) ? [hidden(program)] : naming('docker', named, true);
      // What it sets itself counts before the file.
      return setsKey.test(args.join(' ')) ? [...files, hidden('docker run -e')] : files;
    }
    case 'docker-compose':
    // Its own loader is told.
    case 'wrangler':
      return [];
    case 'deno':
      return naming('deno', denoFiles(beforeProgram(program, args)));
    case 'bun':
      return by('bun');
    default: {
      const given = by(givers.get(program) ?? (nodeLike.has(program) ? 'node' : 'other'));
      // Node refuses it there, and does not start.
      const refused = /--env-file/.test(variables['NODE_OPTIONS'] ?? '') ? [hidden('NODE_OPTIONS')] : [];
      return [...refused, ...given, ...preloaded(args, naming, at)];
    }
  }
}

/**
 * The words in front of the file that is run: those behind it are for the program itself. Tried with Node 20 to 26; pm2 takes its
 * own options anywhere.
 */
function beforeProgram(program: string, args: readonly string[]): readonly string[] {
  const at =
    program === 'deno'
      ? args.findIndex((word) => isCode.test(word) || /^(?:jsr|npm|https?):/.test(word))
      : isRunner(program) && program !== 'pm2'
        ? scriptAt(program, args)
        : -1;
  return program === 'deno' || isCode.test(args[at] ?? '') ? args.slice(0, at < 0 ? args.length : at) : args;
}

const isCode = /^(?!-).*\.[cm]?[jt]sx?$/;

const setsKey = /(?:^| )(?:-e|--env)[ =]?OPENAI_API_KEY\b/;

/** Deno's option has its value behind a `=`, and reads `.env` without one. */
const denoFiles = (args: readonly string[]): readonly string[] =>
  args.filter((word) => /^--env(?:-file)?(?:=|$)/.test(word)).map((word) => word.split('=')[1] || '.env');

/** A package that loads env files in a way of its own, in front of the program. */
const otherLoader =
  /^(?:--?\w[\w-]*=)?(dotenv-(?:flow|safe|defaults|mono|extended|vault)|@dotenvx\/dotenvx|custom-env)\//;

/** `node -r dotenv/config x.js`: dotenv in front of the program. */
function preloaded(args: readonly string[], naming: MakeNaming, at: StartingPoint): readonly Naming[] {
  const byNode = (at.variables['NODE_OPTIONS'] ?? '').split(' ');
  const words = [...args, ...byNode];
  const other = words.map((word) => otherLoader.exec(word)?.[1]).find((name) => name !== undefined);
  if (other !== undefined) return [hidden(other)];
  if (modulesAhead(byNode).some((one) => /^[./]/.test(one))) return [hidden('NODE_OPTIONS')];
  if (!words.some((word) => /^(?:--?\w[\w-]*=)?dotenv\/config(?:\.js)?$/.test(word))) return [];
  const told = dotenvDefaults({ args, isConfigModule: true }, at.variables, at.dotenv);
  if (told && !isOpen(told.path)) return naming('dotenv', [told.path], told.overrides);
  const paths = [...args, ...Object.entries(at.variables).map(([name, value]) => `${name}=${value}`)].flatMap(
    (one) => /^(?:dotenv_config_path|DOTENV_(?:CONFIG_)?PATH)=(.+)$/.exec(one)?.[1] ?? [],
  );
  return [hidden('dotenv', mentioned(paths, at.folder))];
}

/**
 * What dotenv takes for its options where the code gives none; null where its version decides. Since 18 every call reads
 * `DOTENV_PATH`, before that only `dotenv/config` read `DOTENV_CONFIG_PATH`, and words of the command line as well. Read in
 * dotenv 16 to 18 on 2026-11-27.
 */
export function dotenvDefaults(
  { args, isConfigModule }: { readonly args: readonly string[]; readonly isConfigModule: boolean },
  variables: Readonly<Record<string, string | undefined>>,
  version: number | null,
): { readonly path: string; readonly overrides: boolean } | null {
  const sets = (name: string): boolean => variables[name] !== undefined;
  const word = (name: string): string | undefined =>
    args.map((one) => new RegExp(`^dotenv_config_${name}=(.+)$`).exec(one)?.[1]).find(Boolean);
  const usual = { path: '.env', overrides: false };
  const isTold =
    ['DOTENV_PATH', 'DOTENV_OVERRIDE', 'DOTENV_CONFIG_PATH', 'DOTENV_CONFIG_OVERRIDE'].some(sets) ||
    (isConfigModule && args.some((one) => one.startsWith('dotenv_config_')));
  if (!isTold) return usual;
  if (version === null) return null;
  const of = (name: string): string | undefined =>
    version >= 18
      ? (variables[`DOTENV_${name}`] ?? variables[`DOTENV_CONFIG_${name}`])
      : variables[`DOTENV_CONFIG_${name}`];
  if (version >= 18)
    return {
      path: of('PATH') ?? usual.path,
      overrides: !/^(?:|false|0|no|off)$/i.test(of('OVERRIDE') ?? ''),
    };
  if (!isConfigModule) return usual;
  return {
    path: word('path') ?? (of('PATH') || usual.path),
    overrides: (word('override') ?? of('OVERRIDE')) === 'true',
  };
}

/** Programs that hand the options of Node on to it. */
const nodeLike: ReadonlySet<string> = new Set(
  'node tsx ts-node ts-node-dev tsnd nodemon electron nest vite-node swc-node esno node-dev jiti pm2'.split(
    ' ',
  ),
);

const givers: ReadonlyMap<string, FileGiver> = new Map(
  ['uvicorn', 'flask', 'fastapi'].map((name) => [name, 'python-dotenv'] as const),
);
