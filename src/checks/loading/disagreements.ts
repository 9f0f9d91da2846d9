import { type Warning, warning } from '../../domain/diagnosis/warnings.ts';
import { type FilePlace, isSamePlace, type LinePlace, placeOf } from '../../domain/loading/place.ts';
import { type FoundKey, keyName } from '../../domain/loading/sources.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Project } from '../project.ts';
import { findShellVariable } from '../shell-variable.ts';
import type { KeyFound, SourcePorts } from '../source.ts';
import type { Rival } from './shell-key.ts';

/**
 * How surely a place counts: it does; nobody can tell without running the project; or none does, since the program gets
 * nothing.
 */
export type Certainty = 'counts' | 'open' | 'none';

/** A value in a line of a file. */
interface InLine {
  readonly place: LinePlace;
  readonly value: Secret;
}

/** One warning for each way in which another place contradicts the one that counts. Nothing is said to count that may not. */
export function disagreements(
  ports: SourcePorts,
  { envFiles }: Project,
  { value, origin, others }: KeyFound,
  certainty: Certainty,
  rival: Rival | null = null,
): readonly Warning[] {
  if (certainty === 'none') return [];
  const open = certainty === 'open';
  if (rival) return rival.key ? [besideShell(ports, value, rival.key, open, byOf(rival))] : [];
  const inFiles = others
    .flatMap(inLine)
    .filter(({ place }) => envFiles.some((one) => isSamePlace(one, place)));
  if (origin.type === 'environment') {
    const [other] = inFiles;
    if (!other) return [];
    // An empty value is hidden by no order, and hides a key in most of them.
    return [
      open && value.length > 0
        ? besideShell(ports, value, other, open)
        : shadowedByShell(ports, value, other),
    ];
  }
  // That an empty value hides a key is told by the verdict.
  if (origin.type !== 'file' || value.length === 0) return [];
  const shell = others.find(({ place }) => place.type === 'environment');
  const elsewhere = inFiles.find(({ place }) => !isSamePlace(place, origin));
  return [
    ...(shell ? [besideShell(ports, shell.value, { place: origin, value }, open)] : []),
    ...(elsewhere
      ? [
          warning('sources_disagree', {
            path: placeOf(origin),
            otherPath: placeOf(elsewhere.place),
            line: elsewhere.place.line,
            ...(open ? { open } : {}),
          }),
        ]
      : []),
  ];
}

const inLine = ({ place, value }: FoundKey): readonly InLine[] =>
  place.type === 'file' ? [{ place, value }] : [];

/** A key in the shell and another one in a file, which counts before it or may do so. */
export function besideShell(
  ports: SourcePorts,
  value: Secret,
  file: InLine,
  open: boolean,
  by?: string | FilePlace,
): Warning {
  return warning('sources_disagree', {
    variable: keyName,
    masked: value.masked,
    ...lineOf(file),
    ...(open ? { open, by, ...removal(ports) } : {}),
  });
}

/** What gives its key to the programs that it starts; undefined for code, which may do so. */
const byOf = ({ by, starts }: Rival): string | FilePlace | undefined =>
  starts ? ('tool' in by ? by.tool : { absolute: by.path }) : undefined;

/** The shell's value wins over a file's: with the command that removes it, where the shell is known. */
export function shadowedByShell(ports: SourcePorts, value: Secret, hidden: InLine): Warning {
  return warning('shadowed_by_environment', {
    name: keyName,
    masked: value.masked,
    empty: value.length === 0,
    ...lineOf(hidden),
    ...removal(ports),
  });
}

const lineOf = ({ place, value }: InLine) => ({
  path: placeOf(place),
  line: place.line,
  otherMasked: value.masked,
});

function removal(ports: SourcePorts) {
  const { remove, removeForGood, setAt } = findShellVariable(ports, keyName);
  return { remove, removeForGood: removeForGood ?? undefined, setAt: setAt ?? undefined };
}
