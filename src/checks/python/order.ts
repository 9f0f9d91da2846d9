import { basename, dirname } from 'node:path';
import { loadsOnlyAsProgram, pythonDoers, pythonSteps } from '../../domain/code/python-steps.ts';
import type { Project } from '../project.ts';
import { type Entry, importsFile, isServer } from './entries.ts';
import { filesOfModule, type ModulePlace, type PythonFiles } from './modules.ts';

/** A file that loads env files where not every way of starting Django comes to it; null where they all may. */
export function neverReached(
  { scripts: { started }, names }: Pick<Project, 'scripts' | 'names'>,
  files: PythonFiles,
  callers: ReadonlySet<string>,
): string | null {
  const [first = null] = callers;
  const areAll = (holds: (file: string) => boolean): boolean => callers.size > 0 && [...callers].every(holds);
  if (started.some(importsFile) && areAll((file) => loadsOnlyAsProgram(files.get(file) ?? ''))) return first;
  if (!names.includes('manage.py')) return null;
  // Django is started by one of these: the others do not run then.
  const isServed = started.length > 0 && started.every(isServer);
  if (!isServed && areAll((file) => /^[aw]sgi\.py$/.test(basename(file)))) return first;
  return started.some(importsFile) && areAll((file) => basename(file) === 'manage.py') ? first : null;
}

/** A file that takes the key from the environment when it is loaded. */
interface Taking {
  readonly file: string;
  /** Nothing that is known of keeps it from that, and without the key the program ends there. */
  readonly isSure: boolean;
  /** A file loads the key afterwards, while the program's files are taken in. */
  readonly isLate: boolean;
}

/**
 * The file of a program that takes the key before any other has loaded it; null for none. Where none loads it until the
 * program's files are taken in, only what surely takes it counts.
 */
export function takenTooEarly(
  { file, isProgram, before, top }: Entry,
  place: Omit<ModulePlace, 'top'>,
): Taking | null {
  const doers = pythonDoers(place.files.values());
  const walk: Walk = { ...place, top, doers, seen: new Set(), taken: null, isHinted: doers.isHidden };
  for (const one of [...before, file]) {
    const outcome = visit(one, { isProgram: isProgram && one === file, isSure: true }, walk);
    if (outcome !== 'goes on')
      return outcome === 'late' && walk.taken ? { ...walk.taken, isLate: true } : null;
  }
  return walk.taken?.isSure ? walk.taken : null;
}

interface Walk extends ModulePlace {
  readonly doers: ReturnType<typeof pythonDoers>;
  readonly seen: Set<string>;
  taken: Taking | null;
  /** Something was named that fills the environment: it may have been called. */
  isHinted: boolean;
}

/** How a file comes to run. */
interface Visiting {
  readonly isProgram: boolean;
  readonly isSure: boolean;
}

/** Runs a file in thought, up to the first load. `late`: the key was taken before. */
function visit(file: string, how: Visiting, walk: Walk): 'goes on' | 'loaded' | 'late' {
  if (walk.seen.has(file)) return 'goes on';
  walk.seen.add(file);
  for (const { does, modules, asProgram, isSure } of pythonSteps(walk.files.get(file) ?? '', walk.doers)) {
    if (asProgram && !how.isProgram) continue;
    if (does === 'loads') return walk.taken === null ? 'loaded' : 'late';
    if (does === 'names') walk.isHinted = true;
    const sure = how.isSure && isSure && !walk.isHinted;
    if (does === 'takes' && !walk.taken?.isSure && (walk.taken === null || sure))
      walk.taken = { file, isSure: sure, isLate: false };
    for (const next of modules.flatMap((one) => filesOfModule(one, dirname(file), walk))) {
      const outcome = visit(next, { isProgram: false, isSure: sure }, walk);
      if (outcome !== 'goes on') return outcome;
    }
  }
  return 'goes on';
}
