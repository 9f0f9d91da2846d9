import { dirname, join } from 'node:path';
import type { LinePlace } from '../../domain/loading/place.ts';
import {
  isStartScript,
  type SetAnew,
  setAnewByMake,
  setAnewByShell,
} from '../../domain/loading/sets-anew.ts';
import { type FoundKey, findKeys, keyName } from '../../domain/loading/sources.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Ports } from '../../ports/ports.ts';
import { type Project, readable, seeEnvFile } from '../project.ts';
import { readText } from '../read-text.ts';

type StarterPorts = Pick<Ports, 'cwd' | 'files'>;

/** A key in a line of a file. */
export type KeyAtLine = FoundKey & { readonly place: LinePlace };

/** A script of a shell, or a Makefile, that sets the key for the programs that it starts. */
interface StarterSetting {
  /** Absolute path of the script. */
  readonly path: string;
  /** Null where a command gives it, and nobody can tell which one that is. */
  readonly key: KeyAtLine | null;
  /** Programs get it where the shell has no such variable, too. */
  readonly exported: boolean;
}

/** Where scripts stand that start a program, beside the folder itself. */
const scriptFolders = ['', 'bin', 'scripts', 'script'];

/** What scripts and a Makefile set the key to, in their order; what has none in the end is left out. */
export function setByStarters(ports: StarterPorts, project: Project): readonly StarterSetting[] {
  return starters(ports, project).flatMap(({ path, all }) =>
    all.flatMap((one) => {
      const key = keyOf(ports, project, path, one);
      return key === 'none' ? [] : [{ path, key, exported: one.exported }];
    }),
  );
}

interface Starter {
  readonly path: string;
  readonly all: readonly SetAnew[];
}

function starters({ files }: StarterPorts, { folder, names }: Project): readonly Starter[] {
  const scripts = scriptFolders.flatMap((name) => {
    const parent = join(folder, name);
    const there = name === '' ? names : names.includes(name) ? files.list(parent) : [];
    return there
      .filter((one) => /\.(?:sh|bash|zsh)$/.test(one) || (name !== '' && !one.includes('.')))
      .map((one) => ({ name: one, path: join(parent, one) }));
  });
  const byShell = scripts.flatMap(({ name, path }) => {
    const text = readText({ files }, path) ?? '';
    return isStartScript(name, text) ? [{ path, all: setAnewByShell(text, keyName) }] : [];
  });
  const make = names.find((name) => /^(?:GNU)?[Mm]akefile$/.test(name));
  if (make === undefined) return byShell;
  const path = join(folder, make);
  return [...byShell, { path, all: setAnewByMake(readText({ files }, path) ?? '', keyName) }];
}

/** The key that it sets; null where a command gives it, `none` where its file has none. */
function keyOf(
  ports: StarterPorts,
  project: Project,
  path: string,
  one: SetAnew,
): StarterSetting['key'] | 'none' {
  if (one.value !== null) {
    const place = { type: 'file', absolute: path, line: one.line } as const;
    return { place, value: new Secret(one.value) };
  }
  if (one.file === null) return null;
  const keys = placesOf(project, path, one.file).map((absolute) => lastKey(ports, absolute));
  return keys.find((key) => key !== null) ?? 'none';
}

/** Where a file may stand that a script names: from the project's folder, or from its own. */
function placesOf({ folder }: Project, script: string, file: string): readonly string[] {
  const plain = file.replace(/^.*[$`)}][^/]*\//, '').replace(/^\.\//, '');
  return [...new Set([join(folder, plain), join(dirname(script), plain)])];
}

/** The key that an env file sets; null for none. */
export function lastKey(ports: StarterPorts, absolute: string): KeyAtLine | null {
  const [found] = findKeys({}, readable([seeEnvFile(ports, absolute)]));
  return found?.place.type === 'file' && found.value.length > 0
    ? { place: found.place, value: found.value }
    : null;
}
