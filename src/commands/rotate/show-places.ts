import { type Warning, warning } from '../../domain/diagnosis/warnings.ts';
import type { FoundKey } from '../../domain/loading/sources.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { EnvFilesFound } from './env-files.ts';
import type { Places } from './places.ts';
import type { RotateRun } from './run.ts';

/** Lists where the key stands, masked, and what is left as it is and why. */
export function showPlaces(
  { voice, words }: RotateRun,
  old: FoundKey,
  places: Places,
  { complete }: Pick<EnvFilesFound, 'complete'>,
): readonly Warning[] {
  const masked = voice.key(old.value);
  voice.line(words.current(masked, voice.place(old.place)));
  voice.line(words.placesTitle);
  voice.rows([
    ...(places.inShell ? [[words.inShell(keyName), masked] as const] : []),
    ...places.holders.flatMap(({ file, names, lines }) =>
      lines
        .filter(({ name, value }) => names.includes(name) && value.equals(old.value))
        .map(
          ({ name, line }) =>
            [voice.place({ type: 'file', absolute: file.absolute, line }), `${name}=${masked}`] as const,
        ),
    ),
  ]);
  for (const { reason, file, line, name, value } of places.left) {
    const masked = value ? voice.key(value) : '';
    voice.warn(words.left[reason]({ path: voice.show(file), line, name, masked }));
  }
  if (!complete) voice.warn(words.incomplete);
  return places.left
    .filter(({ reason }) => reason === 'published')
    .map(({ name, file, line }) => warning('published_to_browser', { name, at: { path: file, line } }));
}
