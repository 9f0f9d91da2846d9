import type { CodeArgument, CodeScope, ExpressionOf, FunctionBody, Span } from '../program.ts';
import type { Evaluator } from './evaluator.ts';
import { exportOf, ofImport } from './modules.ts';
import { writtenIn } from './place.ts';
import type { Alternatives, PossibleFields, PossibleValue, Unit } from './possible-value.ts';

/** What a name stands for where it is used. */
export function ofName(evaluator: Evaluator, one: ExpressionOf<'name'>, unit: Unit): Alternatives {
  const scope = scopeOf(one.scope, one.name);
  if (!scope) return ofGlobal(evaluator, one, unit);
  const all = [
    ...scope.get(one.name),
    ...(unit.program.reassigned.get(one.name) ?? []).filter(
      (again) => scopeOf(again.scope, again.name) === scope,
    ),
  ];
  const values = inForce(all, one, one.scope.body).flatMap(({ value }) => evaluator.of(value, unit));
  return values.map((value) =>
    value.kind === 'fields' ? changed(evaluator, value, one, scope, unit) : value,
  );
}

/** A name of no scope: of a framework, of a module that is imported whole, or of the language. */
function ofGlobal(evaluator: Evaluator, use: ExpressionOf<'name'>, unit: Unit): Alternatives {
  const { name } = use;
  for (const module of unit.program.language === 'python' ? unit.program.exportsAll : []) {
    const found = ofImport(evaluator, { from: use.from, to: use.to, module, name }, unit);
    if (
      evaluator.project.imported(unit, module)
        ? found.some(({ kind }) => kind !== 'unknown')
        : module === 'openai'
    )
      return found;
  }
  const giving = evaluator.project.given(unit).find((from) => from.program.exports.has(name));
  if (giving) return exportOf(evaluator, giving, name);
  return [{ kind: 'foreign', module: `:${name}`, path: '', sites: [] }];
}

/** An object with what is written into it before it is used. */
function changed(
  evaluator: Evaluator,
  value: PossibleFields,
  use: ExpressionOf<'name'>,
  scope: CodeScope,
  unit: Unit,
): PossibleValue {
  const changes = evaluator.index.changesIn(unit).get(`${use.name}.`) ?? [];
  if (changes.length === 0) return value;
  const fields = new Map(value.fields);
  let { open } = value;
  for (const change of changes) {
    const { target, at, within, body } = change;
    if (target.of.kind !== 'name' || scopeOf(target.of.scope, use.name) !== scope) continue;
    const isHere = body === use.scope.body;
    if (isHere && at > use.from) continue;
    const before = target.kind === 'member' ? fields.get(target.name) : undefined;
    if (target.kind === 'item') open = true;
    else {
      const isSure = isHere && holds(within, use.from);
      const values = evaluator.of(change.value, unit);
      fields.set(target.name, {
        values: isSure || !before ? values : [...before.values, ...values],
        nameAt: writtenIn(unit, target.nameAt),
        at: null,
      });
    }
  }
  return { kind: 'fields', fields, open };
}

/** The scope that a name belongs to, from one below. */
function scopeOf(from: CodeScope, name: string): CodeScope | null {
  for (let scope: CodeScope | null = from; scope; scope = scope.parent) if (scope.has(name)) return scope;
  return null;
}

const holds = ({ from, to }: Span, at: number): boolean => at >= from && at <= to;

/** Those values of a name that may still be in force where it is used. */
function inForce(
  all: readonly CodeArgument[],
  use: Span,
  body: FunctionBody | null,
): readonly CodeArgument[] {
  if (all.length < 2) return all;
  const sorted = [...all].sort((one, other) => one.at - other.at);
  const here = sorted.filter((given) => given.body === body);
  const before = here.filter(({ at }) => at <= use.from);
  if (before.length === 0) return sorted;
  const last = before.findLastIndex(({ within }) => holds(within, use.from));
  const isOwn = here.length === sorted.length;
  return isOwn
    ? before.slice(Math.max(last, 0))
    : [...before.slice(Math.max(last, 0)), ...sorted.filter((given) => given.body !== body)];
}
