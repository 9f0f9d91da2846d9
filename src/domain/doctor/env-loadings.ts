import type { CodeCall, FunctionBody } from '../code/program.ts';
import type { Unit } from '../code/values/possible-value.ts';
import type { Facts } from './facts.ts';

/** A call that loads env files, with what it says of their paths. */
export interface CodeLoading {
  readonly at: number;
  readonly unit: Unit;
  readonly paths: readonly string[] | null;
  /** The function that does it; null at the top level, and for an import. */
  readonly body: FunctionBody | null;
}

/** What loads env files, by the way to the call; `where`: the option or argument that names the file. */
const loaders: readonly { readonly module: RegExp; readonly path: RegExp }[] = [
  { module: /^dotenv$/, path: /^(?:config|configDotenv)\(\)$/ },
  { module: /^:process$|^(?:node:)?process$/, path: /^loadEnvFile\(\)$/ },
  { module: /^@nestjs\/config$/, path: /^ConfigModule\.forRoot\(\)$/ },
  { module: /^@next\/env$/, path: /^loadEnvConfig\(\)$/ },
  { module: /^dotenv-flow$|^dotenv-safe$|^@dotenvx\/dotenvx$/, path: /^config\(\)$/ },
  { module: /^dotenv(?:\.main)?$/, path: /^load_dotenv\(\)$/ },
  { module: /^environ$/, path: /^(?:Env(?:\(\))?)\.read_env\(\)$/ },
  { module: /^environs$/, path: /^Env\(\)\.read_env\(\)$/ },
];

const loadingModule = /^(?:dotenv|dotenv-flow|dotenv-safe|@dotenvx\/dotenvx)\/config(?:\.js)?$/;

/** What a file must hold to load env files: most hold none of it. */
const mayLoad = /dotenv|load_?env|ConfigModule|read_env/i;

const known = new WeakMap<Unit, readonly CodeLoading[]>();

/** What loads env files in a file: calls, and modules that do it when they are imported. */
export function loadingsOf(facts: Facts, unit: Unit): readonly CodeLoading[] {
  if (!mayLoad.test(unit.text)) return [];
  const loadings = known.get(unit) ?? findLoadings(facts, unit);
  known.set(unit, loadings);
  return loadings;
}

function findLoadings({ values }: Facts, unit: Unit): readonly CodeLoading[] {
  const calls = unit.program.calls.flatMap((call): CodeLoading[] => {
    const isLoader = values
      .of(call.callee, unit)
      .some(
        (of) =>
          of.kind === 'foreign' &&
          loaders.some(({ module, path }) => module.test(of.module) && path.test(`${of.path}()`)),
      );
    if (!isLoader) return [];
    return [{ at: call.from, unit, paths: pathsOf(values, call, unit), body: call.scope.body }];
  });
  const imports = unit.program.imports
    .filter(({ module }) => loadingModule.test(module))
    .filter(({ optional }) => !optional)
    .map(({ from }): CodeLoading => ({ at: from, unit, paths: ['.env'], body: null }));
  return [...calls, ...imports];
}

function pathsOf(values: Facts['values'], call: CodeCall, unit: Unit): readonly string[] | null {
  const site = { call, unit };
  const options = values.options(site);
  const field = options.fields.get('path') ?? options.fields.get('dotenv_path');
  const given = field
    ? field.values
    : values.argument(site, 0).filter(({ kind }) => kind !== 'fields' && kind !== 'nothing');
  if (given.length === 0) return options.open && call.given.length > 0 ? null : ['.env'];
  const paths = given.flatMap((one) => (one.kind === 'list' ? one.items.flat() : [one]));
  const texts = paths.flatMap((one) => (one.kind === 'text' ? [one.text] : []));
  return texts.length === paths.length ? texts : null;
}
