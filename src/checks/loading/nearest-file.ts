import { dirname, isAbsolute, resolve } from 'node:path';
import type { ProgramCall } from '../../domain/loading/configured.ts';
import type { Naming } from '../../domain/loading/launchers.ts';
import type { Ports } from '../../ports/ports.ts';
import { wayBelow } from '../way-below.ts';

type NearestPorts = Pick<Ports, 'files'>;

/**
 * What the program's own code reads, the one that wins first: of several calls the first, unless a later one overrides. Of a
 * call that reads the nearest file alone, that one.
 */
export function readBy(
  ports: NearestPorts,
  folder: string,
  program: readonly ProgramCall[],
): readonly string[] {
  const order: string[] = [];
  for (const { paths, overrides, nearest } of program) {
    const read = nearest ? [nearestOf(ports, folder, paths)] : paths;
    if (overrides) order.unshift(...read.toReversed());
    else order.push(...read);
  }
  return order.map((path) => wayBelow(folder, path) ?? path);
}

/**
 * The first that is there; where none is, the one in the project's own folder, where the loader looks there: a file in a
 * subfolder would keep the loader from one that is made in the project's folder later.
 */
function nearestOf(ports: NearestPorts, folder: string, paths: readonly string[]): string {
  const there = paths.find((path) => ports.files.read(path).state !== 'missing');
  return there ?? paths.find((path) => dirname(path) === folder) ?? paths[0] ?? '';
}

/** What commands name, where of some files only the first that is there is read. */
export const withNearest = (
  ports: NearestPorts,
  folder: string,
  namings: readonly Naming[],
): readonly Naming[] =>
  namings.map((one) => {
    if (!one.nearest) return one;
    const at = (file: string): string => (isAbsolute(file) ? file : resolve(folder, file));
    const there = one.files.find((file) => ports.files.read(at(file)).state !== 'missing');
    return { ...one, files: [there ?? one.files[0] ?? ''] };
  });
