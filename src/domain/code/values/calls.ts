import { anyOf } from '../../text/phrase.ts';
import type { CodeCall } from '../program.ts';
import { unknownValue } from './alternatives.ts';
import { argumentOf, asEntry } from './arguments.ts';
import { byYargs, optionsOfYargs, parseArgs, parsed, parsedArgs, parsedOptions } from './command-line.ts';
import { checkedEnvironment, describedEnvironment, schemaEnv, schemaParse } from './environment-schemas.ts';
import type { Evaluator } from './evaluator.ts';
import { madeBy } from './foreign.ts';
import { returned } from './functions.ts';
import { memberOf } from './members.ts';
import { fieldsOf } from './objects.ts';
import type { Alternatives, Foreign, PossibleValue, Site, Unit } from './possible-value.ts';
import { variableOf } from './variables.ts';

/** Functions that hand over what they get: conversions, and wrappers that watch a client. */
const handsOver = new RegExp(
  anyOf(
    /^(?::(?:String|str|SecretStr|Object\.freeze|structuredClone|\$state)|vue:(?:(?:shallow)?[rR]ef|reactive))\(\)$/,
    /:(?:wrap_?openai|observeopenai|from_openai|patch|Depends|SecretStr|withTracing|cache|useMemo|memo)\(\)$/,
  ),
  'i',
);

/** Fields of a class of which the default is an argument. */
const fieldMaker = anyOf(
  /^(?:pydantic|dataclasses|attrs?|sqlmodel):(?:Field|field|ib)\(\)$/,
  /^typer:(?:Option|Argument)\(\)$|^fastapi:(?:Query|Body|Form|Header|Cookie|Path)\(\)$/,
);

const stateMaker = /^(?:react|preact\/hooks):useState\(\)$/;

/** What a call gives. */
export function ofCall(evaluator: Evaluator, call: CodeCall, unit: Unit): Alternatives {
  const site = { call, unit };
  return evaluator.of(call.callee, unit).flatMap((callee): Alternatives => {
    switch (callee.kind) {
      case 'function':
        return returned(evaluator, callee);
      case 'class':
        return [{ kind: 'instance', body: callee.body, unit: callee.unit }];
      case 'same':
        return same(evaluator, callee.of, site);
      case 'foreign':
        return foreignCall(evaluator, callee, site);
      default:
        return otherwise(evaluator, site);
    }
  });
}

/** `settings.get('model', 'gpt-…')`: the second argument is what comes where nothing is found. */
function otherwise(evaluator: Evaluator, site: Site): Alternatives {
  const { callee, given } = site.call;
  const isGet = callee.kind === 'member' && callee.name === 'get' && given.length === 2;
  return isGet ? [...unknownValue, ...argumentOf(evaluator, site, 1)] : unknownValue;
}

/** `trim()`, and `get(…)` of a dictionary. */
function same(evaluator: Evaluator, of: PossibleValue, site: Site): Alternatives {
  const { callee } = site.call;
  if (of.kind !== 'fields' || callee.kind !== 'member' || callee.name !== 'get') return [of];
  const names = argumentOf(evaluator, site, 0).flatMap((one) => (one.kind === 'text' ? [one.text] : []));
  const found = names.flatMap((name) => of.fields.get(name)?.values ?? []);
  return found.length > 0 ? [...found, ...argumentOf(evaluator, site, 1)] : unknownValue;
}

function foreignCall(evaluator: Evaluator, callee: Foreign, site: Site): Alternatives {
  const { call, unit } = site;
  const made = madeBy(callee, site);
  const isGlobal = callee.module.startsWith(':');
  const name = isGlobal
    ? `${callee.module}${callee.path && `.${callee.path}`}()`
    : `${callee.module}:${made.path}`;
  if (fieldMaker.test(name)) return argumentOf(evaluator, site, 0, 'default');
  if (stateMaker.test(name)) return [{ kind: 'list', items: [argumentOf(evaluator, site, 0)] }];
  if (name === ':getattr()') return attribute(evaluator, site);
  if (parsed.test(name)) return [parsedOptions(evaluator, made, site)];
  if (schemaParse.test(name)) return checkedEnvironment(evaluator, made, site);
  if (schemaEnv.test(name)) return describedEnvironment(evaluator, site);
  if (parseArgs.test(name)) return [parsedArgs(evaluator, site)];
  if (byYargs.test(name)) return [optionsOfYargs(evaluator, made)];
  if (handsOver.test(name)) {
    const first = argumentOf(evaluator, site, 0).flatMap((one) =>
      one.kind === 'function' ? returned(evaluator, one) : [one],
    );
    if (first.length > 0) return first;
  }
  if (name === ':dict()') return [fieldsOf(evaluator, call.given.map(asEntry), unit)];
  if (name === ':Object.assign()')
    return [
      fieldsOf(
        evaluator,
        call.given.map(asEntry).map((one) => ({ ...one, spread: true })),
        unit,
      ),
    ];
  const key = argumentOf(evaluator, site, 0).find((one) => one.kind === 'text');
  const at = key?.kind === 'text' ? (key.at ?? { from: call.from, to: call.to, unit }) : null;
  const variable = key?.kind === 'text' && at ? variableOf(made, at, key.text) : null;
  if (!variable) return [made];
  const fallback = [...argumentOf(evaluator, site, 1, 'default')];
  return [variable, ...fallback];
}

/** `getattr(x, 'name', otherwise)` */
function attribute(evaluator: Evaluator, site: Site): Alternatives {
  const names = argumentOf(evaluator, site, 1).flatMap((one) => (one.kind === 'text' ? [one] : []));
  const at = { from: site.call.from, to: site.call.to, unit: site.unit };
  const found = argumentOf(evaluator, site, 0).flatMap((of) =>
    names.flatMap(({ text, at: written }) => memberOf(evaluator, of, text, written ?? at)),
  );
  return [...found, ...argumentOf(evaluator, site, 2)];
}
