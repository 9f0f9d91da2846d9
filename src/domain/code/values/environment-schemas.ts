import { argumentOf, optionsOf } from './arguments.ts';
import type { Evaluator } from './evaluator.ts';
import { openObject, unwritten } from './objects.ts';
import type { Alternatives, Field, Foreign, PossibleFields, Site } from './possible-value.ts';

/** What checks the environment by a description of it, and gives it back with defaults. */
export const schemaParse = /^zod:(?:z\.)?object\(\)(?:\.\w+\(\))*?\.(?:parse|safeParse)\(\)$/;
/** The same for T3's. */
export const schemaEnv = /^@t3-oss\/env-\w+:createEnv\(\)$/;
const schemaDefault = /\.(?:default|catch|prefault)\(\)$/;

/** `z.object({ MODEL: z.string().default('…') }).parse(process.env)` */
export function checkedEnvironment(evaluator: Evaluator, made: Foreign, site: Site): Alternatives {
  const isEnvironment = argumentOf(evaluator, site, 0).some(
    (one) =>
      one.kind === 'foreign' && /^:process$|^(?:node:)?process$/.test(one.module) && one.path === 'env',
  );
  const [described] = made.sites;
  if (!isEnvironment || !described) return [made];
  const fields = variablesIn(evaluator, argumentOf(evaluator, described, 0));
  return /safeParse\(\)$/.test(made.path) ? [openObject(new Map([['data', unwritten([fields])]]))] : [fields];
}

/** `createEnv({ server: { OPENAI_API_KEY: z.string() } })` */
export function describedEnvironment(evaluator: Evaluator, site: Site): Alternatives {
  const options = optionsOf(evaluator, site);
  const parts = ['server', 'client', 'shared'].flatMap((part) => options.fields.get(part)?.values ?? []);
  return [variablesIn(evaluator, parts)];
}

/** The variables that a description names, each with its default. */
function variablesIn(evaluator: Evaluator, described: Alternatives): PossibleFields {
  const fields = new Map<string, Field>();
  for (const one of described)
    for (const [name, { values, nameAt, at }] of one.kind === 'fields' ? one.fields : []) {
      if (!nameAt) continue;
      const given = values.flatMap((value) => {
        const last = value.kind === 'foreign' && schemaDefault.test(value.path) ? value.sites.at(-1) : null;
        return last ? argumentOf(evaluator, last, 0) : [];
      });
      fields.set(name, {
        values: [{ kind: 'variable', name, at: nameAt, ofFile: false }, ...given],
        nameAt,
        at,
      });
    }
  return openObject(fields);
}
