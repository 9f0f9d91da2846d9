import type { Expression } from '../program.ts';
import type { CodeProject } from './code-project.ts';
import type { Alternatives, Unit } from './possible-value.ts';
import type { ProjectIndex } from './project-index.ts';

/** What the values of one kind of expression are found out with: those of the expressions in it, and what is known of the project. */
export interface Evaluator {
  readonly project: CodeProject;
  readonly index: ProjectIndex;
  /** Exports that are being looked for, by file and name. */
  readonly looking: Set<string>;
  /** What an expression may be. */
  readonly of: (expression: Expression, unit: Unit) => Alternatives;
  /** Whether it is nested so deeply that no other file is looked into. */
  readonly isDeep: () => boolean;
}
