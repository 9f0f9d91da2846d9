import type { ExpressionOf, FunctionBody } from '../program.ts';
import { unknownValue } from './alternatives.ts';
import { argumentOf, asEntry } from './arguments.ts';
import { callsOnTheWay, optionsToldBy } from './command-line.ts';
import type { Evaluator } from './evaluator.ts';
import { fieldsOf, merged, objectsAmong } from './objects.ts';
import type { Alternatives, FunctionValue, PossibleValue, Site, Unit } from './possible-value.ts';
import { ofType } from './types.ts';

/** Methods of a list that call a function with each of its items. */
const eachMethod = /^(?:map|flatMap|forEach|filter|find|some|every)$/;

/** What a function returns. */
export function returned(
  evaluator: Evaluator,
  { body, unit }: Pick<FunctionValue, 'body' | 'unit'>,
): Alternatives {
  if (body.returns.length === 0) return unknownValue;
  return body.returns.flatMap((value) => evaluator.of(value, unit));
}

/** What a parameter is without being given, and what the calls in the project give. */
export function ofParameter(evaluator: Evaluator, one: ExpressionOf<'parameter'>, unit: Unit): Alternatives {
  const { body, index } = one;
  const parameter = body.parameters[index];
  if (!parameter) return unknownValue;
  const { name, fallback, type, rest } = parameter;
  if (rest) return restOf(evaluator, body, index, rest);
  const values = fallback ? [...evaluator.of(fallback, unit)] : [];
  const decorated = name === null ? undefined : body.given?.get(name);
  if (decorated) values.push(...evaluator.of(decorated, unit));
  values.push(...handed(evaluator, one, unit));
  if (body.name !== null)
    for (const site of evaluator.index.callsOf(body.name))
      if (isCallOf(evaluator, site, body))
        values.push(...argumentOf(evaluator, site, index - body.skipped, name ?? undefined));
  const known = values.filter(({ kind }) => kind !== 'nothing' && kind !== 'unknown');
  if (known.length > 0) return values;
  return type ? ofType(evaluator, type, unit) : values.length > 0 ? values : unknownValue;
}

/** What a function gets from the call that it is handed to: items of a list, options of a command line. */
function handed(evaluator: Evaluator, one: ExpressionOf<'parameter'>, unit: Unit): Alternatives {
  const { handedTo, parameters } = one.body;
  if (handedTo?.callee.kind !== 'member') return [];
  const { of, name } = handedTo.callee;
  if (one.index === 0 && eachMethod.test(name))
    return evaluator.of(of, unit).flatMap((list) => (list.kind === 'list' ? list.items.flat() : []));
  if (name !== 'action' || one.index < parameters.length - 2) return [];
  const options = [...callsOnTheWay(of)].filter(
    ({ callee }) => callee.kind === 'member' && callee.name === 'option',
  );
  return options.length > 0 ? [optionsToldBy(evaluator, options, unit)] : [];
}

/** What `...rest`, `*args` or `**kwargs` gets: the arguments that no parameter takes. */
function restOf(
  evaluator: Evaluator,
  body: FunctionBody,
  index: number,
  rest: 'list' | 'fields',
): Alternatives {
  if (body.name === null) return unknownValue;
  const sites = evaluator.index.callsOf(body.name).filter((site) => isCallOf(evaluator, site, body));
  const names = new Set(body.parameters.map(({ name }) => name));
  const values = sites.map(({ call, unit }): PossibleValue => {
    const left = call.given.filter(({ name, spread }) =>
      rest === 'fields' ? name !== null && (spread || !names.has(name)) : name === null && !spread,
    );
    if (rest === 'fields') return fieldsOf(evaluator, left.map(asEntry), unit);
    const items = left.slice(index - body.skipped).map(({ value }) => evaluator.of(value, unit));
    return { kind: 'list', items };
  });
  return values.length === 0
    ? unknownValue
    : rest === 'fields'
      ? [merged(objectsAmong(values), true)]
      : values;
}

function isCallOf(evaluator: Evaluator, { call, unit }: Site, body: FunctionBody): boolean {
  return evaluator
    .of(call.callee, unit)
    .some(
      (one) =>
        (one.kind === 'function' && one.body === body) || (one.kind === 'class' && one.body.maker === body),
    );
}
