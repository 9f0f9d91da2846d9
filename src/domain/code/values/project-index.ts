import { addTo, type ClassBody, type CodeChange, type Expression } from '../program.ts';
import { changesIn } from './changes.ts';
import type { CodeProject } from './code-project.ts';
import type { Site, Unit } from './possible-value.ts';

/** More calls by one name than are looked through. */
const mostCalls = 40;

/** Calls, classes and changes of all files, by names; a file is entered when something is looked for after it was read. */
export class ProjectIndex {
  readonly #project: CodeProject;
  readonly #calls = new Map<string, Site[]>();
  readonly #below = new Map<string, { readonly body: ClassBody; readonly unit: Unit }[]>();
  readonly #changes = new Map<Unit, ReadonlyMap<string, readonly CodeChange[]>>();
  #entered = 0;

  constructor(project: CodeProject) {
    this.#project = project;
  }

  /** The calls of something by this name, in all files. */
  callsOf(name: string): readonly Site[] {
    this.#enterNew();
    const found = this.#calls.get(name) ?? [];
    return found.length > mostCalls ? [] : found;
  }

  /** Classes by the name of what they extend. */
  extending(name: string): readonly { readonly body: ClassBody; readonly unit: Unit }[] {
    this.#enterNew();
    return this.#below.get(name) ?? [];
  }

  /** What a file writes into objects: by the name of the object, with a dot, and by the name of the member. */
  changesIn(unit: Unit): ReadonlyMap<string, readonly CodeChange[]> {
    const known = this.#changes.get(unit);
    if (known) return known;
    const found = changesIn(unit.program);
    this.#changes.set(unit, found);
    return found;
  }

  #enterNew(): void {
    const units = this.#project.callers();
    for (; this.#entered < units.length; this.#entered += 1) {
      const unit = units[this.#entered];
      if (!unit) continue;
      for (const call of unit.program.calls) {
        const called = lastName(call.callee);
        if (called !== null) addTo(this.#calls, called, { call, unit });
      }
      for (const body of unit.program.classes)
        for (const base of body.bases) addTo(this.#below, lastName(base) ?? '', { body, unit });
    }
  }
}

const lastName = (callee: Expression): string | null =>
  callee.kind === 'name' || callee.kind === 'member' ? callee.name : null;
