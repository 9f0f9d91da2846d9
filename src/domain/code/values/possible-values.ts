import type { Expression } from '../program.ts';
import { few, unknownValue } from './alternatives.ts';
import { argumentOf, optionsOf } from './arguments.ts';
import { ofCall } from './calls.ts';
import type { CodeProject } from './code-project.ts';
import type { Evaluator } from './evaluator.ts';
import { ofParameter } from './functions.ts';
import { ofJoined } from './joined-text.ts';
import { ofItem, ofMember } from './members.ts';
import { ofImport } from './modules.ts';
import { ofName } from './names.ts';
import { fieldsOf } from './objects.ts';
import { writtenIn } from './place.ts';
import type { Alternatives, PossibleFields, PossibleValue, Site, Unit } from './possible-value.ts';
import { ProjectIndex } from './project-index.ts';
import { ofType } from './types.ts';

const deepest = 120;
const mostSteps = 4000;

/** Finds out what expressions may be, without running anything: what only running would tell is unknown. */
export class PossibleValues implements Evaluator {
  readonly project: CodeProject;
  readonly index: ProjectIndex;
  readonly looking = new Set<string>();
  readonly #known = new Map<Expression, Alternatives>();
  readonly #running = new Set<Expression>();
  /** How often something was left open, to know whether a value is final. */
  #cuts = 0;
  #steps = 0;

  constructor(project: CodeProject) {
    this.project = project;
    this.index = new ProjectIndex(project);
  }

  of(expression: Expression, unit: Unit): Alternatives {
    const known = this.#known.get(expression);
    if (known) return known;
    if (this.#running.has(expression) || this.#running.size > deepest || this.#steps > mostSteps) {
      this.#cuts += 1;
      return unknownValue;
    }
    if (this.#running.size === 0) this.#steps = 0;
    this.#steps += 1;
    const plain = plainly(expression, unit);
    if (plain) {
      if (plain !== unknownValue) this.#known.set(expression, plain);
      return plain;
    }
    const cuts = this.#cuts;
    this.#running.add(expression);
    const values = few(evaluated(this, expression, unit));
    this.#running.delete(expression);
    // What was asked for in the middle of itself may come out otherwise elsewhere.
    if (this.#running.size === 0 || this.#cuts === cuts) this.#known.set(expression, values);
    return values;
  }

  isDeep(): boolean {
    return this.#running.size >= deepest;
  }

  /** What a call gives for a parameter, by its place or its name; empty where it gives nothing. */
  argument(site: Site, index: number, name?: string): Alternatives {
    return argumentOf(this, site, index, name);
  }

  /** The keyword arguments of a call, or the fields of the object that it gets first. */
  options(site: Site, index = 0): PossibleFields {
    return optionsOf(this, site, index);
  }
}

/** Each kind of expression in a way of its own. */
function evaluated(evaluator: Evaluator, one: Expression, unit: Unit): Alternatives {
  switch (one.kind) {
    case 'joined':
      return ofJoined(evaluator, one, unit);
    case 'name':
      return ofName(evaluator, one, unit);
    case 'self':
      return [{ kind: 'instance', body: one.body, unit }];
    case 'member':
      return ofMember(evaluator, one, unit);
    case 'item':
      return ofItem(evaluator, one, unit);
    case 'call':
      return ofCall(evaluator, one, unit);
    case 'fields':
      return [fieldsOf(evaluator, one.entries, unit)];
    case 'list':
      return [{ kind: 'list', items: one.items.map((item) => evaluator.of(item, unit)) }];
    case 'either':
      return one.options.flatMap((option) => evaluator.of(option, unit));
    case 'each':
      return evaluator
        .of(one.of, unit)
        .flatMap((of) => (of.kind === 'list' ? of.items.flat() : unknownValue));
    case 'import':
      return ofImport(evaluator, one, unit);
    case 'parameter':
      return ofParameter(evaluator, one, unit);
    case 'typed':
      return ofType(evaluator, one.type, unit);
    default:
      return unknownValue;
  }
}

/** What needs nothing but itself; null for all else. */
function plainly(one: Expression, unit: Unit): Alternatives | null {
  switch (one.kind) {
    case 'text':
      return [{ kind: 'text', text: one.text, at: one.inside && writtenIn(unit, one.inside) }];
    case 'number':
    case 'truth':
      return [{ kind: one.kind, value: one.value } as PossibleValue];
    case 'nothing':
      return [{ kind: 'nothing' }];
    case 'function':
    case 'class':
      return [{ kind: one.kind, body: one.body, unit } as PossibleValue];
    case 'opaque':
      return unknownValue;
    default:
      return null;
  }
}
