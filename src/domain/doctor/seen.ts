import type { CodeWritten, PossibleValue, Unit, Variable } from '../code/possible-value.ts';
import type { CodeCall, Expression } from '../code/program.ts';
import { type BrowserCode, isNamedLikeKey } from './browser.ts';
import type { ClientMade, CodeLanguage, CodeSeen, EnvLoad, SdkImport, VariableRead } from './code-seen.ts';
import type { Facts } from './facts.ts';
import type { Spot } from './finding.ts';
import { spanInFile, spotInSource, spotOf } from './sources.ts';

/** What the code says that the rules about configuration need. */
export function codeSeen(facts: Facts, browser: BrowserCode): CodeSeen {
  const units = [...facts.sources.units()];
  return {
    languages: [...new Set(units.map(({ source }): CodeLanguage => source.dialect))].sort(),
    reads: readsSeen(facts, browser),
    imports: units.flatMap((unit) => importsOf(facts, unit)),
    loads: units.flatMap((unit) => envLoads(facts, unit)),
    clients: facts.clients
      .filter(({ isSdk }) => isSdk)
      .map(
        ({ site: { call, unit }, standing }): ClientMade => ({
          ...spotInSource(unit, call.from),
          language: unit.program.language,
          elsewhere: standing === 'elsewhere' || standing === 'azure',
        }),
      ),
    unread: facts.sources.unread,
  };
}

/** A read of a variable with where its name stands. */
export interface Read {
  readonly name: string;
  readonly unit: Unit;
  readonly isKey: boolean;
  readonly hasDefault: boolean;
  readonly inBrowser: boolean | null;
  readonly spot: Spot;
  readonly written: CodeWritten | null;
}

/** The variables that the code reads; the same place once. */
export function* variableReads(facts: Facts, browser: BrowserCode): Generator<Read> {
  const keys = new Set(keyVariables(facts).map(idOf));
  const told = new Set<string>();
  for (const unit of facts.sources.units()) {
    if (facts.sources.isBeside(unit)) continue;
    const defaults = new Set(
      unit.program.fallbacks.flatMap(({ options }) =>
        options
          .slice(0, -1)
          .flatMap((one) => facts.values.of(one, unit))
          .flatMap((value) => (value.kind === 'variable' ? [idOf(value)] : [])),
      ),
    );
    for (const one of readings(unit))
      for (const [value, all] of variablesAt(facts, one, unit)) {
        const id = idOf(value);
        if (value.at.unit !== unit || told.has(id)) continue;
        told.add(id);
        const isWritten = unit.source.code.slice(value.at.from, value.at.to) === value.name;
        yield {
          name: value.name,
          unit,
          isKey: keys.has(id),
          hasDefault: defaults.has(id) || all.length > 1,
          inBrowser: browser.ships(unit),
          spot: spotOf(isWritten ? value.at : { unit, from: one.from, to: one.to }),
          written: isWritten ? value.at : null,
        };
      }
  }
  yield* readElsewhere(facts, told, browser);
}

/** Variables that become keys and that no expression reads: fields of settings, which a library fills. */
function* readElsewhere(facts: Facts, told: ReadonlySet<string>, browser: BrowserCode): Generator<Read> {
  for (const { name, at } of keyVariables(facts)) {
    if (told.has(idOf({ kind: 'variable', name, at })) || facts.sources.isBeside(at.unit)) continue;
    const isWritten = at.unit.source.code.slice(at.from, at.to) === name;
    yield {
      name,
      unit: at.unit,
      isKey: true,
      hasDefault: false,
      inBrowser: browser.ships(at.unit),
      spot: spotOf(at),
      written: isWritten ? at : null,
    };
  }
}

function* variablesAt(
  { values }: Facts,
  one: Expression,
  unit: Unit,
): Generator<[Variable, readonly PossibleValue[]]> {
  const all = values.of(one, unit);
  for (const value of all)
    if (
      value.kind === 'variable' &&
      value.at.unit === unit &&
      value.at.from >= one.from &&
      value.at.to <= one.to
    )
      yield [value, all];
}

const idOf = ({ at, name }: Variable): string => `${at.unit.path} ${at.from} ${name}`;

/** Members and calls: what may read a variable with a name like OpenAI's own. */
const readings = ({ program }: Unit): readonly Expression[] => [
  ...program.members.filter((one) => one.kind === 'member' && namedLikeOurs.test(one.name)),
  ...program.calls.filter(
    ({ given }) => given[0]?.value.kind === 'text' && namedLikeOurs.test(given[0].value.text),
  ),
];

/** Variables of other names are told where they become a key. */
const namedLikeOurs = /OPEN_?AI/i;

function keyVariables({ clients, settings }: Facts): readonly Variable[] {
  const given = [
    ...clients
      .filter(({ standing }) => standing === 'own' || standing === 'unsure')
      .flatMap(({ keys }) => keys),
    ...settings.filter(({ name }) => /^api_?key$/i.test(name)).flatMap(({ values }) => values),
  ];
  return given.flatMap((value) => (value.kind === 'variable' ? [value] : []));
}

function readsSeen(facts: Facts, browser: BrowserCode): readonly VariableRead[] {
  const reads = [...variableReads(facts, browser)]
    .filter(({ name, isKey }) => isKey || isNamedLikeKey(name) || /OPEN_?AI/i.test(name))
    .map(
      ({ name, unit, isKey, hasDefault, inBrowser, spot, written }): VariableRead => ({
        ...spot,
        name,
        language: unit.program.language,
        isKey,
        hasDefault,
        inBrowser,
        written: written && spanInFile(unit, written),
      }),
    );
  const implicit = facts.clients
    .filter(
      ({ isSdk, keys, standing, options }) =>
        isSdk && keys.length === 0 && standing === 'own' && !options.open,
    )
    .map(
      ({ site: { call, unit } }): VariableRead => ({
        ...spotInSource(unit, call.from),
        name: 'OPENAI_API_KEY',
        language: unit.program.language,
        isKey: true,
        hasDefault: false,
        inBrowser: browser.ships(unit),
        written: null,
      }),
    );
  return [...reads, ...implicit];
}

/** Packages of the SDK, as they are installed. */
const sdkPackage = /^(openai|@azure\/openai)(?:[/.].*)?$/;

function importsOf({ sources }: Facts, unit: Unit): readonly SdkImport[] {
  return unit.program.imports.flatMap((one) => {
    const name = sdkPackage.exec(one.module)?.[1];
    if (name === undefined || one.typeOnly || sources.imported(unit, one.module)) return [];
    const { language } = unit.program;
    const { optional } = one;
    return [
      { ...spotInSource(unit, one.from), package: name, language, optional, beside: isBeside(sources, unit) },
    ];
  });
}

const isBeside = (sources: Facts['sources'], unit: Unit): boolean =>
  sources.isBeside(unit) || /\/(?:examples?|docs?|samples?|demos?)\//.test(unit.path);

/** A call that loads env files, with what it says of their paths. */
export interface CodeLoading {
  readonly at: number;
  readonly unit: Unit;
  readonly paths: readonly string[] | null;
  readonly isTopLevel: boolean;
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

/** What loads env files in a file: calls, and modules that do it when they are imported. */
export function loadingsOf({ values }: Facts, unit: Unit): readonly CodeLoading[] {
  const calls = unit.program.calls.flatMap((call): CodeLoading[] => {
    const isLoader = values
      .of(call.callee, unit)
      .some(
        (of) =>
          of.kind === 'foreign' &&
          loaders.some(({ module, path }) => module.test(of.module) && path.test(`${of.path}()`)),
      );
    if (!isLoader) return [];
    return [
      { at: call.from, unit, paths: pathsOf(values, call, unit), isTopLevel: call.scope.body === null },
    ];
  });
  const imports = unit.program.imports
    .filter(({ module }) => loadingModule.test(module))
    .map(({ from, optional }): CodeLoading => ({ at: from, unit, paths: ['.env'], isTopLevel: !optional }));
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

function envLoads(facts: Facts, unit: Unit): readonly EnvLoad[] {
  return loadingsOf(facts, unit).map(({ at, paths }) => ({
    ...spotInSource(unit, at),
    language: unit.program.language,
    paths,
  }));
}
