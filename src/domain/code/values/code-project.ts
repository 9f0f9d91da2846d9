import type { Unit } from './possible-value.ts';

/** What is known of the project's files. */
export interface CodeProject {
  /** The files whose calls say what parameters may be: those of the program, without its tests. */
  readonly callers: () => readonly Unit[];
  /** The file that a module's name means; null for a package, or a file that is not read. */
  readonly imported: (unit: Unit, module: string) => Unit | null;
  /** The files whose exports a framework gives to a file without an import. */
  readonly given: (unit: Unit) => readonly Unit[];
  /** The files that hold Django's settings. */
  readonly settings: () => readonly Unit[];
}
