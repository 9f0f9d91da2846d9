import { join, relative, sep } from 'node:path';
import { wayBelow } from '../checks/way-below.ts';
import type { FilePlace, Shown } from '../domain/loading/place.ts';
import { type Clean, cleanPath } from '../domain/text/clean.ts';

/** How a file or folder is shown. The one way from a place to a text. */
export type ShowPlace = (place: FilePlace) => Clean;

/** A path as people write it: relative where it is in the folder, else absolute, `~` for the home folder. */
export function showPlaces({ cwd, home }: { readonly cwd: string; readonly home: string }): ShowPlace {
  return ({ absolute }) => {
    const inside = wayBelow(cwd, absolute);
    // What is itself called `~` is not the home folder.
    if (inside !== null) return cleanPath(inside.split(sep)[0] === '~' ? `.${sep}${inside}` : inside);
    const fromHome = home === '' ? null : wayBelow(home, absolute);
    return cleanPath(fromHome === null ? absolute : join('~', fromHome));
  };
}

/** From a folder, with `/` between parts, also to what is outside of it: for lists that programs read too. */
export const pathFrom = (folder: string, { absolute }: FilePlace): string =>
  relative(folder, absolute).split(sep).join('/') || '.';

/** The same, as it is shown. */
export const showFrom =
  (folder: string): ShowPlace =>
  (place) =>
    cleanPath(pathFrom(folder, place));

/** Where a file has no folder around it from which it could be seen. */
export const wholePath: ShowPlace = ({ absolute }) => cleanPath(absolute);

/** Facts as their text takes them: with each place as it is shown. */
export function shownFacts<F extends object>(facts: F, show: ShowPlace): Shown<F> {
  const entries = Object.entries(facts).map(([name, value]) => [name, shownFact(value, show)]);
  return Object.fromEntries(entries) as Shown<F>;
}

function shownFact(value: unknown, show: ShowPlace): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => shownFact(one, show));
  return isPlace(value) ? show(value) : shownFacts(value, show);
}

const isPlace = (value: object): value is FilePlace => 'absolute' in value;
