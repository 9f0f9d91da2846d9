import { behindOptions, programName } from './command-line.ts';

/** What a command of a package manager, or of what runs several scripts, leads to. */
type ScriptCall =
  /** Scripts of the same package, each with the words that it gets behind its own. */
  | {
      readonly kind: 'scripts';
      readonly names: readonly string[];
      readonly more: readonly string[];
      readonly atOnce: boolean;
    }
  /** A program with its arguments. */
  | { readonly kind: 'program'; readonly words: readonly string[] }
  /** Scripts of other packages of the workspace. */
  | { readonly kind: 'elsewhere' };

type Scripts = ReadonlyMap<string, string>;

const managers: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun']);

/** Options of package managers that lead to another package. */
const away =
  /^(?:--prefix|-C|--dir|--cwd|--filter|-F|-r|--recursive|--workspaces|-ws|--workspace|--filter-prod)(?:=|$)/;
/** Options of package managers with a value. */
const taking = [
  '--prefix',
  '-C',
  '--dir',
  '--cwd',
  '--filter',
  '-F',
  '--workspace',
  '--loglevel',
  '--shell',
  '-p',
  '--package',
];

/** Null for a program that runs no scripts. */
export function scriptCallOf(words: readonly string[], scripts: Scripts): ScriptCall | null {
  const program = programName(words[0] ?? '');
  const args = words.slice(1);
  if (managers.has(program)) return byManager(program, args, scripts);
  if (program === 'node') return byNode(args);
  if (program === 'deno')
    return args[0] === 'task' ? named(behindOptions(args.slice(1), ['--config', '-c', '--cwd'])) : null;
  if (/^(?:turbo|nx|lerna|wsrun|wireit|moon)$/.test(program)) return { kind: 'elsewhere' };
  if (program === 'concurrently' || program === 'conc') return bySpecifiers(args, scripts);
  if (/^(?:run-p|run-s|npm-run-all2?)$/.test(program)) {
    const patterns = args.filter((word) => !word.startsWith('-'));
    const atOnce = program === 'run-p' || args.some((word) => /^(?:-p|--parallel|-lp)$/.test(word));
    return { kind: 'scripts', names: patterns.flatMap((one) => matching(one, scripts)), more: [], atOnce };
  }
  return null;
}

function named([name, ...more]: readonly string[]): ScriptCall | null {
  if (name === undefined) return null;
  return { kind: 'scripts', names: [name], more: more[0] === '--' ? more.slice(1) : more, atOnce: false };
}

function byManager(manager: string, args: readonly string[], scripts: Scripts): ScriptCall | null {
  const own = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
  const verb = behindOptions(args, taking);
  // pnpm's -w is the root of the workspace, npm's one of its packages.
  const isAway = own.some((word) => away.test(word) || (manager === 'npm' && /^-w(?:=|$)/.test(word)));
  if (isAway || /^workspaces?$/.test(verb[0] ?? '')) return { kind: 'elsewhere' };
  const rest = verb.slice(1);
  switch (verb[0]) {
    case undefined:
      return null;
    case 'run':
    case 'run-script': {
      const [name = '', ...more] = behindOptions(rest, taking);
      if (manager === 'bun' && !scripts.has(name)) return null;
      return named([name, ...more]);
    }
    case 'exec':
    case 'x':
    case 'dlx': {
      const words = behindOptions(rest, taking);
      // npm takes the first two dashes for itself.
      const at =
        manager === 'npm' && rest[rest.length - words.length - 1] !== '--' ? words.indexOf('--') : -1;
      return { kind: 'program', words: at < 0 ? words : words.toSpliced(at, 1) };
    }
    default:
      if (scripts.has(verb[0])) return named(verb);
      // pnpm and yarn run the programs of packages without a word.
      return manager === 'npm' || manager === 'bun' ? null : { kind: 'program', words: verb };
  }
}

/** `node --run name` */
function byNode(args: readonly string[]): ScriptCall | null {
  const at = args.findIndex((word) => /^--run(?:=|$)/.test(word));
  if (at < 0) return null;
  const [, value] = (args[at] ?? '').split('=');
  return named(value === undefined ? args.slice(at + 1) : [value, ...args.slice(at + 1)]);
}

/** `concurrently "npm:dev:*"`; what stands there as a command is found as a word of several. */
function bySpecifiers(args: readonly string[], scripts: Scripts): ScriptCall | null {
  const names = args.flatMap((word) => {
    const pattern = /^(?:npm|yarn|pnpm|bun|node|deno):(\S+)$/.exec(word)?.[1];
    return pattern === undefined ? [] : matching(pattern, scripts);
  });
  return names.length > 0 ? { kind: 'scripts', names, more: [], atOnce: true } : null;
}

/** `dev:*` stands for one part of a name, `dev:**` for any number. */
function matching(pattern: string, scripts: Scripts): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, (stars) => (stars === '*' ? '[^:]*' : '.*'));
  const form = new RegExp(`^${source}$`);
  return [...scripts.keys()].filter((name) => form.test(name));
}
