import type { FileChange, Plan } from '../../changes/plan.ts';
import { writePlan } from '../../changes/write.ts';
import type { LiveTest } from '../../checks/api/live.ts';
import type { SeenEnvFile } from '../../checks/project.ts';
import { readText } from '../../checks/read-text.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import type { Warning } from '../../domain/diagnosis/warnings.ts';
import { type FilePlace, isSamePlace, placeOf } from '../../domain/loading/place.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { Stopped } from '../../ports/errors.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Rotation } from './run.ts';
import { callOnce, type WorkingKey } from './try-key.ts';
import { recordRotation } from './unfinished.ts';

interface WrittenKey {
  readonly files: readonly FileChange[];
  readonly test: LiveTest;
  /** What the call warned of, and the one before had not. */
  readonly warnings: readonly Warning[];
  /** Puts the files back. */
  readonly undo: () => Promise<void>;
  /** From now on Ctrl-C leaves the files as they are. */
  readonly keep: () => Promise<void>;
}

/**
 * Writes all files or none, then calls the API once more with the key as a program would now read it. If that fails the
 * files are put back, and `Stopped` says why.
 */
export async function writeKey(
  rotation: Rotation,
  plan: Plan,
  key: Secret,
  tried: WorkingKey,
): Promise<WrittenKey> {
  const { ports, voice, words, learn } = rotation;
  const forget = await recordRotation(rotation, key);
  const saidOf = (file: FilePlace) =>
    plan.ignore.some((one) => isSamePlace(one, file)) ? voice.words.ignoreWritten : voice.words.written;
  const files = plan.env.map(({ file }) => file);
  // What is half done after that stays on record, for verify and the next rotation.
  const afterUndo = async (): Promise<void> => {
    if (rotation.unfinished.length === 0 && stillHolding(ports, files, key).length === 0) await forget();
  };
  learn({ began: true, ignoreFiles: plan.ignore });
  const written = await writePlan(ports, plan, afterUndo);
  if (!written.ok) throw new Stopped(written.finding);
  try {
    await readBack(ports, plan, key);
    const { test, warnings } = await callOnce(rotation, key, tried);
    for (const file of written.files)
      if (file.change !== 'unchanged') voice.written(saidOf(file)(voice.show(file)));
    const keep = async (): Promise<void> => {
      written.keep();
      await forget();
    };
    return { files: written.files, test, warnings, undo: written.undo, keep };
  } catch (error) {
    await written.undo();
    const still = stillHolding(ports, files, key);
    if (still.length === 0) voice.line(voice.words.undone);
    else voice.bad(words.notUndone(still.map(voice.show).join(voice.words.listSeparator)));
    throw error;
  }
}

/** Throws where a file that was written does not give the new key. */
async function readBack(ports: Pick<Ports, 'files' | 'parseEnv'>, plan: Plan, key: Secret): Promise<void> {
  for (const { file, changes } of plan.env) {
    const read = ports.files.read(file.absolute);
    const values = read.state === 'file' ? await ports.parseEnv(new TextDecoder().decode(read.bytes)) : {};
    for (const { name } of changes) {
      if (!key.is(values[name] ?? ''))
        throw new Stopped(
          localFinding('env_file_not_writable', { path: placeOf(file), reason: 'read_back' }),
        );
    }
  }
}

/** The files in which a key stands at this moment. */
export function stillHolding(
  ports: Pick<Ports, 'files'>,
  files: readonly SeenEnvFile[],
  key: Secret,
): readonly SeenEnvFile[] {
  return files.filter(({ absolute }) => key.isIn(readText(ports, absolute) ?? ''));
}
