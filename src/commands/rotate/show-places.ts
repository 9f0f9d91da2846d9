import { type Warning, warning } from '../../domain/diagnosis/warnings.ts';
import type { FoundKey } from '../../domain/loading/sources.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { LeftPlace, Places } from './places.ts';
import type { RotateRun } from './run.ts';

/** Lists where the key stands, masked, and what is left as it is and why. */
export function tellPlaces({ voice, words }: RotateRun, old: FoundKey, places: Places): readonly Warning[] {
  const masked = voice.key(old.value);
  voice.line(words.current(masked, voice.place(old.place)));
  voice.line(words.placesTitle);
  voice.rows([
    ...[...(places.inShell ? [keyName] : []), ...places.otherVariables].map(
      (name) => [words.inShell(name), masked] as const,
    ),
    ...places.holders.flatMap(({ file, names, lines }) =>
      lines
        .filter(({ name, value }) => names.includes(name) && value.equals(old.value))
        .map(
          ({ name, line }) =>
            [voice.place({ type: 'file', absolute: file.absolute, line }), `${name}=${masked}`] as const,
        ),
    ),
  ]);
  const told = briefly(places.left);
  for (const { reason, file, line, name, value } of told) {
    const masked = value ? voice.key(value) : '';
    voice.warn(words.left[reason]({ path: voice.show(file), line, name, masked }));
  }
  if (told.length < places.left.length) voice.warn(words.moreLeft(places.left.length - told.length));
  if (!places.complete) voice.warn(words.incomplete);
  return places.left
    .filter(({ reason }) => reason === 'published')
    .map(({ name, file, line }) => warning('published_to_browser', { name, at: { path: file, line } }));
}

/** So many places of one file, and of all, are told in text; `--json` names each. */
const mostOfFile = 3;
const mostTold = 30;

function briefly(left: readonly LeftPlace[]): readonly LeftPlace[] {
  const counts = new Map<string, number>();
  const some = left.filter(({ file: { absolute } }) => {
    const count = (counts.get(absolute) ?? 0) + 1;
    counts.set(absolute, count);
    return count <= mostOfFile;
  });
  return some.slice(0, mostTold);
}
