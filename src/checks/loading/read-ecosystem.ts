import { dirname, join, resolve } from 'node:path';
import { Evaluation } from '../../domain/code/evaluation/evaluate.ts';
import { Fields, type Value } from '../../domain/code/evaluation/value.ts';
import { parseScript } from '../../domain/code/script.ts';
import { type ScriptFiles, scriptFiles } from '../../domain/loading/start-commands.ts';
import { shellWord } from '../../domain/text/shell-word.ts';
import type { Ports } from '../../ports/ports.ts';
import { readText } from '../read-text.ts';

/**
 * What pm2's ecosystem file starts, as if scripts of a package.json said it: its apps, with their variables and the arguments of
 * Node. Null where only running it would tell, or where its apps differ.
 */
export function readEcosystem(ports: Pick<Ports, 'files' | 'cwd'>, path: string): ScriptFiles | null {
  const text = readText(ports, path);
  if (text === null || /\.ya?ml$/.test(path)) return null;
  const script = parseScript(path.endsWith('.json') ? `module.exports = ${text}` : text);
  if (script.broken) return null;
  const place = { file: path, cwd: ports.cwd, resolve, join, dirname };
  const whole = new Evaluation(script, place).exported(new Fields());
  const listed = whole instanceof Fields ? (whole.get('apps') ?? whole) : whole;
  const apps: readonly Value[] = Array.isArray(listed) ? listed : [listed];
  const commands = ['env_development', 'env_production'].map((variables) => {
    const all = new Set(apps.map((app) => commandOf(app, variables)));
    return all.size === 1 ? [...all][0] : null;
  });
  const [development, production] = commands;
  return typeof development === 'string' && typeof production === 'string'
    ? scriptFiles({ dev: development, start: production })
    : null;
}

/** The command line of one app; null where some of it is not known. */
function commandOf(app: Value, mode: string): string | null {
  if (!(app instanceof Fields) || app.get('env_file') !== undefined) return null;
  const options = [app.get('node_args') ?? app.get('interpreter_args') ?? ''].flat();
  const variables = [variablesOf(app.get('env')), variablesOf(app.get(mode))];
  const script = app.get('script') ?? '';
  const folder = app.get('cwd');
  if (!options.every((one) => typeof one === 'string') || typeof script !== 'string') return null;
  if (variables.includes(null) || (folder !== undefined && typeof folder !== 'string')) return null;
  const set = Object.entries({ ...variables[0], ...variables[1] });
  const words = set.map(([name, value]) => `${name}=${shellWord(value)}`);
  const program = /\.(?:[cm]?[jt]s)$/.test(script) ? ['node', ...options, script] : [script];
  return `${folder === undefined ? '' : `cd ${folder} && `}${[...words, ...program].join(' ')}`;
}

/** Null where one that matters here is not known. */
function variablesOf(value: Value): Readonly<Record<string, string>> | null {
  if (value === undefined || value === null) return {};
  if (!(value instanceof Fields)) return null;
  const key = value.get('OPENAI_API_KEY');
  const options = value.get('NODE_OPTIONS');
  if ([key, options].some((one) => one !== undefined && typeof one !== 'string')) return null;
  return {
    ...(typeof key === 'string' ? { OPENAI_API_KEY: key } : {}),
    ...(typeof options === 'string' ? { NODE_OPTIONS: options } : {}),
  };
}
