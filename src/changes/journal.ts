import { alreadySays, editEnvDocument } from '../domain/env/edit.ts';
import type { FilePlace } from '../domain/loading/place.ts';
import { sameBytes } from '../domain/text/bytes.ts';
import { Cancelled } from '../ports/errors.ts';
import type { WriteResult } from '../ports/files.ts';
import type { Ports } from '../ports/ports.ts';
import { lastValues } from './last-values.ts';
import { secretMode } from './modes.ts';
import type { Change, FileChange } from './plan.ts';

/** A file that was replaced, with what to put back. */
interface Done {
  readonly absolute: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
  /** What was set in an env file; empty for an ignore file. */
  readonly changes: readonly Change[];
}

/** What was changed so far, in order, so that all of it can be taken back: on a failure, on Ctrl-C, or later. */
export interface Journal {
  readonly files: readonly FileChange[];
  /** One change. Ctrl-C lets it end before everything is put back, and none comes after that. */
  change<T extends WriteResult | null>(
    absolute: string,
    changes: readonly Change[],
    work: () => Promise<T>,
  ): Promise<T>;
  /** A file left git's index; `trackAgain` puts it back. */
  untracked(trackAgain: () => Promise<boolean>): void;
  /** Nothing is done, and no failure told, once Ctrl-C has taken everything back: throws `Cancelled`. */
  unlessInterrupted(): Promise<void>;
  /**
   * Takes everything back; of a file that somebody else changed meanwhile only what was set here. Gives the files of which
   * that could not be done.
   */
  undo(): Promise<readonly FilePlace[]>;
  /** From now on Ctrl-C leaves the files as they are written. */
  keep(): void;
}

/** Begins a journal. Ctrl-C undoes what it holds until `keep` or `undo` ends it; `afterUndo` follows. */
export function openJournal(
  ports: Pick<Ports, 'files' | 'interrupts'>,
  afterUndo: () => Promise<void>,
): Journal {
  const done: Done[] = [];
  const trackAgain: (() => Promise<boolean>)[] = [];
  const files: FileChange[] = [];
  const stuck: FilePlace[] = [];
  const takeBackAll = async (): Promise<void> => {
    for (const one of done.splice(0).reverse())
      if (!(await putBack(ports, one))) stuck.push({ absolute: one.absolute });
    for (const track of trackAgain.splice(0)) await track();
    await afterUndo();
  };
  let step: Promise<unknown> = Promise.resolve();
  let interrupted: Promise<void> | null = null;
  const stop = ports.interrupts.onInterrupt(() => {
    interrupted ??= step.then(takeBackAll, takeBackAll);
    return interrupted;
  });
  const unlessInterrupted = async (): Promise<void> => {
    if (!interrupted) return;
    await interrupted;
    throw new Cancelled();
  };
  return {
    files,
    async change(absolute, changes, work) {
      await unlessInterrupted();
      const current = work().then((result) => {
        if (!result?.ok) return result;
        files.push({ absolute, change: result.change });
        if (result.change !== 'unchanged')
          done.push({ absolute, before: result.before, after: result.after, changes });
        return result;
      });
      step = current;
      return current;
    },
    untracked: (track) => void trackAgain.push(track),
    unlessInterrupted,
    async undo() {
      await takeBackAll();
      stop();
      return stuck;
    },
    keep: stop,
  };
}

/** False where the file could not be written. */
async function putBack(
  ports: Pick<Ports, 'files'>,
  { absolute, before, after, changes }: Done,
): Promise<boolean> {
  if (before === null && (await ports.files.removeIfUnchanged(absolute, after))) return true;
  const edit = (current: Uint8Array | null): Uint8Array | null => {
    if (current === null) return null;
    return before && sameBytes(current, after) ? before : takeBack(current, before, changes);
  };
  const { ok } = await ports.files.replace(absolute, edit, { newMode: secretMode });
  return ok;
}

/** A file that changed meanwhile, with the values that were set here as they were before; null where none is left. */
function takeBack(
  current: Uint8Array,
  before: Uint8Array | null,
  changes: readonly Change[],
): Uint8Array | null {
  const now = lastValues(current);
  const old = lastValues(before);
  const back = changes
    .filter(({ name, value }) => alreadySays(now.get(name), value))
    .map(({ name }) => ({ name, value: old.get(name) ?? null }));
  const edited = editEnvDocument(current, back);
  return edited.ok && edited.changed ? edited.bytes : null;
}
