import { basename, dirname, join, resolve } from 'node:path';
import { type PathAlias, pathAliases, placesOf } from '../../domain/code/path-aliases.ts';
import { isOfWorkspace } from '../../domain/loading/versions.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { packagesOf } from '../workspace-packages.ts';

/** What finding a module needs of the world. */
type ModulePorts = Pick<Ports, 'files'>;

const endings = ['.ts', '.js', '.mjs', '.mts', '.cjs', '.cts', '.tsx', '.jsx'];

/** A module's file, with or without its ending; TypeScript is imported by the ending of what becomes of it. */
export function fileAt(ports: ModulePorts, path: string): string | null {
  const plain = path.replace(/\.([cm]?)js$/, '');
  for (const one of [
    path,
    ...endings.flatMap((ending) => [path + ending, plain + ending, join(path, `index${ending}`)]),
  ])
    if (ports.files.read(one).state === 'file') return one;
  return null;
}

/** Finds the files of modules that a project takes in. Nothing throws. */
export class ModuleFiles {
  readonly #ports: ModulePorts;
  readonly #project: Pick<Project, 'folder' | 'packaging' | 'packageFacts'>;
  #aliases: readonly PathAlias[] | null = null;
  #packages: readonly string[] | null = null;

  constructor(ports: ModulePorts, project: Pick<Project, 'folder' | 'packaging' | 'packageFacts'>) {
    this.#ports = ports;
    this.#project = project;
  }

  /** The file that a name means in the file `from`: the project's own, or of a package of its workspace; null for others. */
  find(specifier: string, from: string): string | null {
    if (specifier.startsWith('.')) return fileAt(this.#ports, resolve(dirname(from), specifier));
    return this.#byAlias(specifier) ?? this.#inWorkspace(specifier);
  }

  #byAlias(specifier: string): string | null {
    const { folder } = this.#project;
    this.#aliases ??= pathAliases(
      readText(this.#ports, join(folder, 'tsconfig.json')) ??
        readText(this.#ports, join(folder, 'jsconfig.json')),
      readText(this.#ports, join(folder, 'package.json')),
    );
    for (const place of placesOf(specifier, this.#aliases)) {
      const file = fileAt(this.#ports, resolve(folder, place));
      if (file !== null) return file;
    }
    return null;
  }

  #inWorkspace(specifier: string): string | null {
    const { root } = this.#project.packaging;
    const [, name, below = ''] = /^((?:@[\w.-]+\/)?[\w.-]+)(?:\/(.*))?$/.exec(specifier) ?? [];
    if (root === null || name === undefined) return null;
    this.#packages ??= packagesOf(this.#ports, root);
    // Most packages are called as their folder is; the others are looked for where the version says that there is one.
    const isOurs = isOfWorkspace(this.#project.packageFacts?.versions.get(name) ?? '');
    const likely = this.#packages.filter((path) => basename(path) === basename(name));
    for (const path of new Set([...likely, ...(isOurs ? this.#packages : [])])) {
      const manifest = manifestOf(readText(this.#ports, join(path, 'package.json')));
      if (manifest.name === name) return this.#entry(path, manifest, below);
    }
    return null;
  }

  /** What a package hands out by a name below its own: as its manifest says, else where such files usually are. */
  #entry(folder: string, { main, exports }: Manifest, below: string): string | null {
    const own = typeof exports === 'object' && exports !== null ? (exports as Record<string, unknown>) : {};
    const told = below === '' ? [own['.'] ?? exports, main] : [own[`./${below}`]];
    const usual = below === '' ? ['src/index', 'index', 'src/main'] : [`src/${below}`, below];
    for (const way of [...told.flatMap(firstText), ...usual]) {
      const file = fileAt(this.#ports, resolve(folder, way));
      if (file !== null) return file;
    }
    return null;
  }
}

interface Manifest {
  readonly name?: unknown;
  readonly main?: unknown;
  readonly exports?: unknown;
}

function manifestOf(text: string | null): Manifest {
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** The code behind an entry of `exports`, whatever its conditions; no types. */
function firstText(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\.d\.[cm]?ts$/.test(value) ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(firstText) : [];
}
