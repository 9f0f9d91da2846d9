import { dirname, join, resolve } from 'node:path';
import { type EnvCall, envCalls } from '../../domain/code/dotenv-calls.ts';
import { Evaluation } from '../../domain/code/evaluation/evaluate.ts';
import { Fields, unknown, type Value } from '../../domain/code/evaluation/value.ts';
import { parseScript } from '../../domain/code/script.ts';
import type { Configured, DotenvCall } from '../../domain/loading/configured.ts';
import type { Framework } from '../../domain/loading/frameworks.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { Ports } from '../../ports/ports.ts';
import { readText } from '../read-text.ts';

/** What a framework's configuration file says of env files. */
interface Rules {
  /** The folder that its relative paths count from. */
  readonly root: readonly string[] | null;
  /** The way to the field that names the folder of env files. */
  readonly folder: readonly string[] | null;
  readonly mode: readonly string[] | null;
  /** Names of the variables that go to the browser. */
  readonly published: readonly string[] | null;
  /** A prefix that a name must have to reach a server's code. */
  readonly required: readonly string[] | null;
}

const vite: Rules = {
  root: ['root'],
  folder: ['envDir'],
  mode: ['mode'],
  published: ['envPrefix'],
  required: null,
};
const nothing: Rules = { ...vite, root: null, folder: null, mode: null, published: null };

const rulesOf: Partial<Readonly<Record<Framework['id'], Rules>>> = {
  vite,
  'react-router': vite,
  remix: vite,
  sveltekit: {
    ...nothing,
    folder: ['kit', 'env', 'dir'],
    published: ['kit', 'env', 'publicPrefix'],
    required: ['kit', 'env', 'privatePrefix'],
  },
  astro: { ...vite, folder: ['vite', 'envDir'], mode: null, published: ['vite', 'envPrefix'] },
  next: nothing,
  nuxt: nothing,
  gatsby: nothing,
};

/**
 * What one configuration file changes in what is known already. Nothing is run: where that alone would tell, `doubt` says
 * so. The mode of the command line counts before the file's own.
 */
export function readConfig(
  ports: Pick<Ports, 'files' | 'cwd'> & Partial<Pick<Ports, 'env'>>,
  path: string,
  id: Framework['id'],
  before: Configured & { readonly modeIsSaid: boolean },
): Configured {
  const open: Configured = { ...before, doubt: { reason: 'configuration', path } };
  const text = readText(ports, path);
  if (text === null) return open;
  const script = parseScript(text);
  if (script.broken) return open;
  const cwd = before.folder ?? ports.cwd;
  const { env } = ports;
  // Frameworks set the first one before they load the file.
  const variable = (one: string) =>
    one === 'NODE_ENV' ? env?.[one] || 'development' : one.startsWith('npm_') || !env ? unknown : env[one];
  const evaluation = new Evaluation(script, {
    file: path,
    cwd,
    resolve,
    join,
    dirname,
    ...(id === 'gatsby' ? { variable } : {}),
  });
  const calls = envCalls(script, evaluation);
  const rules = rulesOf[id] ?? nothing;
  // Next.js writes the values of its field `env` in place of the variables.
  const replaces = id === 'next' && text.includes(keyName);
  if (calls.includes(null) || replaces || /\bloadEnvConfig\s*\(/.test(text)) return open;
  const dotenv = calls.filter((call): call is EnvCall => call !== null).map((call) => resolved(call, cwd));
  const config = evaluation.exported(new Fields({ mode: before.mode, command: 'serve', isPreview: false }));
  const of = (way: readonly string[] | null): Value =>
    way === null ? undefined : way.reduce<Value>(fieldOf, config);
  const root = of(rules.root);
  const folder = of(rules.folder);
  const mode = before.modeIsSaid ? undefined : of(rules.mode);
  const published = of(rules.published);
  const required = of(rules.required);
  if ([root, folder, mode, published].some((one) => one === unknown)) return open;
  if (required !== undefined && !(typeof required === 'string' && keyName.startsWith(required))) return open;
  const base = typeof root === 'string' ? resolve(cwd, root) : cwd;
  return {
    ...before,
    folder: folder === false ? null : typeof folder === 'string' ? resolve(base, folder) : base,
    mode: typeof mode === 'string' ? mode : before.mode,
    dotenv: [...before.dotenv, ...dotenv],
    published: [...before.published, ...prefixes(published)],
  };
}

/** A field of what may be known in part only. */
function fieldOf(value: Value, field: string): Value {
  if (value instanceof Fields) return value.get(field);
  return (value === unknown ? unknown : undefined) as Value;
}

const prefixes = (value: Value): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );

const resolved = ({ paths, overrides, expands }: EnvCall, cwd: string): DotenvCall => ({
  paths: paths.map((path) => resolve(cwd, path)),
  overrides,
  expands,
});
