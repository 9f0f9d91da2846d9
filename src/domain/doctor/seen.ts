import type { Expression } from '../code/program.ts';
import type { CodeWritten, PossibleValue, Unit, Variable } from '../code/values/possible-value.ts';
import { keyName } from '../loading/sources.ts';
import { type BrowserCode, isNamedLikeKey } from './browser.ts';
import type { ClientMade, CodeLanguage, CodeSeen, EnvLoad, SdkImport, VariableRead } from './code-seen.ts';
import { loadingsOf } from './env-loadings.ts';
import type { Facts } from './facts.ts';
import type { Spot } from './finding.ts';
import { isNamedLikeOurs } from './members.ts';
import { spanInFile, spotInSource, spotOf } from './sources.ts';

/** What the code says that the rules about configuration need. */
export function codeSeen(facts: Facts, browser: BrowserCode, reads: readonly Read[]): CodeSeen {
  const units = [...facts.sources.units()];
  return {
    languages: [...new Set(units.map(({ source }): CodeLanguage => source.dialect))].sort(),
    reads: readsSeen(facts, browser, reads),
    sets: variablesSet(facts, units),
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
    inPart: units.flatMap(({ absolute, program }) => (program.broken ? [absolute] : [])),
  };
}

function variablesSet({ environment }: Facts, units: readonly Unit[]): ReadonlySet<string> {
  const inCode = environment
    .filter(({ name, values }) => values.some((one) => one.kind !== 'variable' || one.name !== name))
    .map(({ name }) => name);
  // `%env NAME=…` of a notebook.
  const inCells = units
    .filter(({ path }) => path.endsWith('.ipynb'))
    .flatMap(({ text }) => [...text.matchAll(/%(?:set_)?env\s+([A-Z_]+)/g)].map(([, name = '']) => name));
  return new Set([...inCode, ...inCells]);
}

/** A read of a variable with where its name stands. */
export interface Read {
  readonly name: string;
  readonly unit: Unit;
  readonly isKey: boolean;
  readonly hasDefault: boolean;
  readonly ofFile: boolean;
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
        (options.slice(1).some((one) => !facts.values.of(one, unit).every(isEmpty)) ? options : [])
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
          hasDefault: defaults.has(id) || all.some((other) => other !== value && !isEmpty(other)),
          ofFile: value.ofFile,
          inBrowser: browser.ships(unit),
          spot: spotOf(isWritten ? value.at : { unit, from: one.from, to: one.to }),
          written: isWritten ? value.at : null,
        };
      }
  }
  yield* readElsewhere(facts, told, browser);
}

/** What stands in for a variable that is not set, and is no value all the same. */
const isEmpty = (value: PossibleValue): boolean =>
  value.kind === 'nothing' || (value.kind === 'text' && value.text === '');

/** Variables that become keys and that no expression reads: fields of settings, which a library fills. */
function* readElsewhere(facts: Facts, told: ReadonlySet<string>, browser: BrowserCode): Generator<Read> {
  for (const variable of keyVariables(facts)) {
    const { name, at, ofFile } = variable;
    if (told.has(idOf(variable)) || facts.sources.isBeside(at.unit)) continue;
    const isWritten = at.unit.source.code.slice(at.from, at.to) === name;
    yield {
      name,
      unit: at.unit,
      isKey: true,
      hasDefault: false,
      ofFile,
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
  ...program.members.filter(({ name }) => isNamedLikeOurs(name)),
  ...program.calls.filter(
    ({ given }) => given[0]?.value.kind === 'text' && isNamedLikeOurs(given[0].value.text),
  ),
];

function keyVariables({ clients, settings, environment }: Facts): readonly Variable[] {
  const given = [
    ...clients
      .filter(({ standing }) => standing === 'own' || standing === 'unsure')
      .flatMap(({ keys }) => keys),
    ...settings.filter(({ name }) => /^api_?key$/i.test(name)).flatMap(({ values }) => values),
    ...environment.filter(({ name }) => name === keyName).flatMap(({ values }) => values),
  ];
  return given.flatMap((value) => (value.kind === 'variable' ? [value] : []));
}

function readsSeen(facts: Facts, browser: BrowserCode, all: readonly Read[]): readonly VariableRead[] {
  const reads = all
    .filter(({ name, isKey }) => isKey || isNamedLikeKey(name) || /OPEN_?AI/i.test(name))
    .map(
      ({ name, unit, isKey, hasDefault, ofFile, inBrowser, spot, written }): VariableRead => ({
        ...spot,
        name,
        language: unit.program.language,
        isKey,
        hasDefault,
        ofFile,
        inBrowser,
        written: written && spanInFile(unit, written),
      }),
    );
  // Without a key of its own a client takes this one, also where it may ask another server.
  const implicit = facts.clients
    .filter(
      ({ isSdk, keys, standing, options }) =>
        isSdk && keys.length === 0 && (standing === 'own' || standing === 'unsure') && !options.open,
    )
    .map(
      ({ site: { call, unit } }): VariableRead => ({
        ...spotInSource(unit, call.from),
        name: keyName,
        language: unit.program.language,
        isKey: true,
        hasDefault: false,
        ofFile: false,
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
    const { guarded: optional } = one;
    return [
      { ...spotInSource(unit, one.from), package: name, language, optional, beside: isBeside(sources, unit) },
    ];
  });
}

const isBeside = (sources: Facts['sources'], unit: Unit): boolean =>
  sources.isBeside(unit) || /\/(?:examples?|docs?|samples?|demos?)\//.test(unit.path);

function envLoads(facts: Facts, unit: Unit): readonly EnvLoad[] {
  return loadingsOf(facts, unit).map(({ at, paths }) => ({
    ...spotInSource(unit, at),
    language: unit.program.language,
    paths,
  }));
}
