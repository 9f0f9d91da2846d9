import { dirname, join } from 'node:path';
import {
  cutOffWarnings,
  findUnfinished,
  type RotationRecord,
  rotationFolder,
  type UnfinishedRotation,
} from '../../checks/unfinished-rotation.ts';
import { wayBelow } from '../../checks/way-below.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { Cancelled, Stopped, UsageError } from '../../ports/errors.ts';
import type { Ports } from '../../ports/ports.ts';
import type { RotateRun, Rotation } from './run.ts';

/** What becomes of a rotation that was cut off. */
interface Resumed {
  /** Everywhere in its files this one is replaced by `next`. */
  readonly old: Secret;
  readonly next: Secret;
  /** What an earlier rotation had put in the place of the old key, where another one takes the place of both. */
  readonly also: Secret | null;
  readonly files: RotationRecord['files'];
}

/**
 * Ends what a killed rotation left half done: its key goes into the other files too, or (asked) the old one comes back
 * into all. Null where nothing was left, or nothing half done. `piped`: the key of this run.
 */
export async function resumeRotation(run: RotateRun, piped: Secret | null): Promise<Resumed | null> {
  const { ports, voice } = run;
  const left = await findUnfinished(ports);
  if (!left) return null;
  if (left.running) throw busy(left);
  // A copy of a file that was written in time lies where nothing is written any more.
  for (const { path } of left.record.files) await ports.files.removeLeftovers(dirname(path));
  const [old] = left.old;
  const [fresh] = left.new;
  if (!old || !fresh) {
    // Before its first file or after its last: there is nothing to end.
    if (fresh) voice.line(run.words.unfinished.over(voice.key(fresh.value)));
    if (!run.options.dryRun) await ports.records.remove(left.folder);
    return null;
  }
  ports.remember(old.value);
  ports.remember(fresh.value);
  tell(run, left);
  const next = await decideEnd(run, old.value, fresh.value, piped);
  const { files } = left.record;
  if (next.equals(old.value)) return { old: fresh.value, next, also: null, files };
  return { old: old.value, next, also: next.equals(fresh.value) ? null : fresh.value, files };
}

function busy({ record }: UnfinishedRotation): Stopped {
  const absolute = record.files[0]?.path ?? '';
  return new Stopped(localFinding('env_file_not_writable', { path: { absolute }, reason: 'busy' }));
}

function tell({ voice, words, learn }: RotateRun, left: UnfinishedRotation): void {
  learn({ warnings: cutOffWarnings(left) });
  voice.warn(words.unfinished.found);
  voice.rows(
    [...left.new, ...left.old].map(({ place, value }) => [voice.place(place), voice.key(value)] as const),
  );
}

/** The key that shall stand in all of them. */
async function decideEnd(
  { ports, words, options, asks, voice }: RotateRun,
  old: Secret,
  fresh: Secret,
  piped: Secret | null,
): Promise<Secret> {
  if (piped) return piped;
  if (options.yes || options.dryRun) return fresh;
  if (!asks) throw new UsageError(words.unfinished.nobodyToAsk);
  const choice = await ports.prompter.select<'finish' | 'back' | 'leave'>({
    message: words.unfinished.question,
    choices: [
      { value: 'finish', name: words.unfinished.finish(voice.key(fresh)) },
      { value: 'back', name: words.unfinished.takeBack(voice.key(old)) },
      { value: 'leave', name: words.unfinished.leave },
    ],
    default: 'finish',
  });
  if (choice === 'leave') throw new Cancelled();
  return choice === 'finish' ? fresh : old;
}

/** Writes down what is about to be written. Returns what takes that away again. */
export async function recordRotation(
  {
    ports,
    replaced,
    unfinished,
    places,
  }: Pick<Rotation, 'replaced' | 'unfinished' | 'places'> & {
    readonly ports: Pick<Ports, 'cwd' | 'records'>;
  },
  key: Secret,
): Promise<() => Promise<void>> {
  const { records } = ports;
  const salt = await records.salt();
  const mark = async (secret: Secret) => ({
    masked: secret.masked,
    print: await records.print(secret, salt),
  });
  const files = [...places.holders.map(({ file, names }) => ({ path: file.absolute, names })), ...unfinished];
  const text = JSON.stringify({
    salt,
    old: await Promise.all(replaced.map(mark)),
    new: await mark(key),
    files: files.map((file) => ({ ...file, path: wayBelow(ports.cwd, file.path) ?? file.path })),
  });
  const folder = join(ports.cwd, rotationFolder);
  const failure = await records.write(folder, text);
  if (failure) {
    const path = { absolute: failure.reason === 'busy' ? (files[0]?.path ?? folder) : folder };
    throw new Stopped(
      failure.reason === 'disk_full'
        ? localFinding('disk_full', { path, reason: 'file' })
        : localFinding('env_file_not_writable', {
            path,
            code: failure.code,
            reason: failure.reason === 'unreadable' ? 'io_error' : failure.reason,
          }),
    );
  }
  return () => records.remove(folder);
}
