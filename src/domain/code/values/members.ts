import type { ExpressionOf } from '../program.ts';
import { unknownValue } from './alternatives.ts';
import { classField } from './class-fields.ts';
import { byYargs, optionsOfYargs } from './command-line.ts';
import type { Evaluator } from './evaluator.ts';
import { grown } from './foreign.ts';
import { exportOf } from './modules.ts';
import { writtenIn } from './place.ts';
import type { Alternatives, CodeWritten, Foreign, PossibleValue, Unit } from './possible-value.ts';
import { variableOf } from './variables.ts';

/** Methods of a text that matter as little as blanks do. */
const sameMethods = /^(?:trim|trimEnd|trimStart|toString|valueOf|strip|rstrip|lstrip|get_secret_value)$/;

/** A member, or what the file writes into it where it belongs to something of a package: `st.session_state['model']`. */
export function ofMember(evaluator: Evaluator, one: ExpressionOf<'member'>, unit: Unit): Alternatives {
  const values = evaluator
    .of(one.of, unit)
    .flatMap((of) => memberOf(evaluator, of, one.name, writtenIn(unit, one.nameAt)));
  if (!values.every(({ kind }) => kind === 'foreign')) return values;
  const { code } = unit.source;
  const of = code.slice(one.of.from, one.of.to);
  const given = (evaluator.index.changesIn(unit).get(one.name) ?? []).filter(
    ({ target }) => target.from !== one.from && code.slice(target.of.from, target.of.to) === of,
  );
  return given.length > 0 ? given.flatMap(({ value }) => evaluator.of(value, unit)) : values;
}

/** What a member of a value is; `at`: where its name is written. */
export function memberOf(
  evaluator: Evaluator,
  of: PossibleValue,
  name: string,
  at: CodeWritten,
): Alternatives {
  switch (of.kind) {
    case 'foreign':
      return foreignMember(evaluator, of, name, at);
    case 'module':
      return exportOf(evaluator, of.unit, name);
    case 'fields':
      return (
        of.fields.get(name)?.values ??
        (of.open || !/^(?:get|update|copy)$/.test(name) ? unknownValue : [{ kind: 'same', of }])
      );
    case 'instance':
    case 'class':
      return classField(evaluator, of, name);
    case 'list': {
      const item = /^\d{1,4}$/.test(name) ? of.items[Number(name)] : undefined;
      return item ?? unknownValue;
    }
    case 'text':
    case 'variable':
      if (name === 'value') return [of];
      return sameMethods.test(name) ? [{ kind: 'same', of }] : unknownValue;
    default:
      return unknownValue;
  }
}

function foreignMember(evaluator: Evaluator, of: Foreign, name: string, at: CodeWritten): Alternatives {
  const member = grown(of, `.${name}`);
  if (member.module === 'django.conf' && /^settings\.[A-Z_]+$/.test(member.path)) {
    const found = evaluator.project.settings().flatMap((unit) => exportOf(evaluator, unit, name));
    const known = found.filter(({ kind }) => kind !== 'unknown');
    return known.length > 0 ? known : [member];
  }
  const variable = variableOf(member, at);
  if (variable) return [variable];
  return byYargs.test(`${of.module}:${member.path}`) ? [optionsOfYargs(evaluator, member)] : [member];
}

/** A member of which the name is computed. */
export function ofItem(evaluator: Evaluator, one: ExpressionOf<'item'>, unit: Unit): Alternatives {
  const keys = evaluator.of(one.key, unit);
  return evaluator.of(one.of, unit).flatMap((of) =>
    keys.flatMap((key) => {
      const name = key.kind === 'text' ? key.text : key.kind === 'number' ? String(key.value) : null;
      const at = (key.kind === 'text' ? key.at : null) ?? { from: one.key.from, to: one.key.to, unit };
      if (name !== null) return memberOf(evaluator, of, name, at);
      if (of.kind === 'fields' && !of.open && of.fields.size <= 6)
        return [...of.fields.values()].flatMap(({ values }) => values);
      return of.kind === 'foreign' ? [grown(of, '[]')] : unknownValue;
    }),
  );
}
