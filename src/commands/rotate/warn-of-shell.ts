import { warning } from '../../checks/result.ts';
import { keyName } from '../../checks/source.ts';
import { removeVariable, shellOf } from '../../domain/loading/shells.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Given } from './given.ts';
import type { Note } from './outcome.ts';
import type { RotateRun } from './run.ts';

/** The shell variable that still holds the old key wins over all files: only the user can remove it. */
export function warnOfShell(
  { ports, voice, words }: RotateRun,
  { old, places }: Given,
  next: Secret,
  note: Note,
): void {
  if (!places.inShell) return;
  const { now, later } = removeVariable(shellOf(ports), keyName);
  voice.warn(words.shellWins(keyName, voice.key(old)));
  voice.address(now);
  if (later) {
    voice.line(words.shellLater);
    voice.address(later);
  } else voice.line(words.shellProfile);
  const [holder] = places.holders;
  const [line] = holder?.lines ?? [];
  note({
    warnings: [
      warning('shadowed_by_environment', {
        name: keyName,
        path: holder?.file.path,
        line: line?.line,
        masked: old.masked,
        otherMasked: next.masked,
      }),
    ],
  });
}
