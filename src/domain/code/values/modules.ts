import type { ExpressionOf } from '../program.ts';
import { packageName } from '../resolve-module.ts';
import { unknownValue } from './alternatives.ts';
import type { Evaluator } from './evaluator.ts';
import { writtenIn } from './place.ts';
import type { Alternatives, Foreign, Unit } from './possible-value.ts';
import { variableOf } from './variables.ts';

/** What a file exports under a name. */
export function exportOf(evaluator: Evaluator, unit: Unit, name: string): Alternatives {
  const { exports, exportsAll, language } = unit.program;
  const own = exports.get(name) ?? (name === 'default' ? exports.get('module.exports') : undefined);
  if (own) return evaluator.of(own, unit);
  for (const module of exportsAll) {
    const from = evaluator.project.imported(unit, module);
    const found =
      from && from !== unit && !evaluator.isDeep() ? exportOnce(evaluator, from, name) : unknownValue;
    if (found.some(({ kind }) => kind !== 'unknown')) return found;
  }
  if (language === 'python') {
    const below = evaluator.project.imported(unit, `.${name}`);
    if (below && /__init__\.py$/.test(unit.path)) return [{ kind: 'module', unit: below }];
  }
  return unknownValue;
}

function exportOnce(evaluator: Evaluator, unit: Unit, name: string): Alternatives {
  const id = `${unit.path}\0${name}`;
  if (evaluator.looking.has(id)) return unknownValue;
  evaluator.looking.add(id);
  const found = exportOf(evaluator, unit, name);
  evaluator.looking.delete(id);
  return found;
}

type ImportedThing = Omit<ExpressionOf<'import'>, 'kind'>;

/** What a module gives under a name; null for the module itself. */
export function ofImport(evaluator: Evaluator, one: ImportedThing, unit: Unit): Alternatives {
  const { module, name } = one;
  const from = evaluator.project.imported(unit, module);
  if (!from) {
    const of: Foreign = { kind: 'foreign', module: packageName(module), path: '', sites: [] };
    if (name === null) return [of];
    const at = writtenIn(unit, one);
    return [variableOf({ ...of, path: name }, at) ?? { ...of, path: name === 'default' ? '' : name }];
  }
  if (name === null) {
    const { exports } = from.program;
    const whole =
      exports.get('module.exports') ?? (from.path.endsWith('.json') ? exports.get('default') : null);
    return whole ? evaluator.of(whole, from) : [{ kind: 'module', unit: from }];
  }
  const found = exportOf(evaluator, from, name);
  if (unit.program.language !== 'python' || from.program.exports.has(name)) return found;
  const below = evaluator.project.imported(
    unit,
    `${module.replace(/\.$/, '.')}${module.endsWith('.') ? '' : '.'}${name}`,
  );
  return below ? [{ kind: 'module', unit: below }] : found;
}
