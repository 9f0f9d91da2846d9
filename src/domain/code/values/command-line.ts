import type { CodeCall, Expression } from '../program.ts';
import { argumentOf, optionsOf } from './arguments.ts';
import type { Evaluator } from './evaluator.ts';
import { fieldAmong, objectsAmong, openObject, unwritten } from './objects.ts';
import type { Field, Foreign, PossibleFields, Site, Unit } from './possible-value.ts';

/** What reads the options of a command line. */
export const parsed =
  /^argparse:ArgumentParser\(\)\.parse_(?:known_)?args\(\)$|^commander:(?:Command\(\)|program)(?:\.\w+\(\))*\.opts\(\)$/;

/** The same for Node's own `parseArgs`. */
export const parseArgs = /^(?:node:)?util:parseArgs\(\)$/;
/** And for yargs, whose options stand in the calls that lead to it. */
export const byYargs = /^yargs(?:\/yargs)?:.*\.(?:argv|parse\(\)|parseSync\(\)|parseAsync\(\))$/;

/** What the options of a command line are without being given, by what their parser was told. */
export function parsedOptions(
  evaluator: Evaluator,
  { sites }: Foreign,
  { call, unit }: Site,
): PossibleFields {
  const parser = call.callee.kind === 'member' ? call.callee.of : null;
  const parserName = parser?.kind === 'name' ? parser.name : null;
  // Told on the way to it, `new Command().option(…)`, or by its name.
  const onTheWay = new Set(sites.map((site) => site?.call));
  const options = unit.program.calls.filter(
    (one) =>
      one.callee.kind === 'member' &&
      /^(?:add_argument|option|requiredOption)$/.test(one.callee.name) &&
      (onTheWay.has(one) || (parserName !== null && rootNames(one.callee.of).includes(parserName))),
  );
  return optionsToldBy(evaluator, options, unit);
}

/** Of `option('-m, --model <id>', '…', 'default')` and `add_argument('--model', default='…')`. */
export function optionsToldBy(evaluator: Evaluator, calls: readonly CodeCall[], unit: Unit): PossibleFields {
  const fields = new Map<string, Field>();
  const isPython = unit.program.language === 'python';
  for (const call of calls) {
    const flags = call.given
      .slice(0, 2)
      .flatMap(({ name, value }) => (name === null && value.kind === 'text' ? [value.text] : []));
    const long = /--([\w-]+)/.exec(flags.join(' '))?.[1];
    if (long === undefined) continue;
    const site = { call, unit };
    const values = isPython ? argumentOf(evaluator, site, 99, 'default') : argumentOf(evaluator, site, 2);
    const name = isPython
      ? long.replaceAll('-', '_')
      : long.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (values.length > 0) fields.set(name, unwritten(values));
  }
  return openObject(fields);
}

/** What `parseArgs({ options: { model: { default: '…' } } })` gives without being told anything. */
export function parsedArgs(evaluator: Evaluator, site: Site): PossibleFields {
  const options = optionsOf(evaluator, site).fields.get('options')?.values ?? [];
  const told = objectsAmong(options).flatMap(({ fields }) => [...fields].flatMap(defaultOf));
  return openObject(new Map([['values', unwritten([openObject(new Map(told))])]]));
}

/** The defaults in `.option('model', { default: '…' })` and `.options({ … })` on the way to it. */
export function optionsOfYargs(evaluator: Evaluator, { sites }: Foreign): PossibleFields {
  const fields = new Map<string, Field>();
  for (const site of sites) {
    const callee = site?.call.callee;
    if (!site || callee?.kind !== 'member' || !/^(?:options?|positional|default)$/.test(callee.name))
      continue;
    const [name] = argumentOf(evaluator, site, 0);
    if (name?.kind === 'text') {
      const given = argumentOf(evaluator, site, 1);
      const values = callee.name === 'default' ? given : fieldAmong(given, 'default');
      if (values.length > 0) fields.set(name.text, unwritten(values));
    } else if (name?.kind === 'fields')
      for (const [key, field] of [...name.fields].flatMap(defaultOf)) fields.set(key, field);
  }
  return openObject(fields);
}

/** The default of an option that is told as an object. */
const defaultOf = ([name, { values }]: readonly [string, Field]): [string, Field][] => {
  const given = fieldAmong(values, 'default');
  return given.length > 0 ? [[name, unwritten(given)]] : [];
};

/** The calls of a chain, the last one first. */
export function* callsOnTheWay(expression: Expression): Generator<CodeCall> {
  for (let one = expression; one.kind === 'member' || one.kind === 'call'; ) {
    if (one.kind === 'call') yield one;
    one = one.kind === 'member' ? one.of : one.callee;
  }
}

/** The names that a chain of calls begins with: `program` of `program.option(…).option(…)`. */
function rootNames(expression: Expression): readonly string[] {
  let one = expression;
  while (one.kind === 'member' || one.kind === 'call') one = one.kind === 'member' ? one.of : one.callee;
  return one.kind === 'name' ? [one.name] : [];
}
