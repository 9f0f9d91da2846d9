import type { Combining, EnvText, LoaderAnswer, ShellVariables } from './combining.ts';
import { loadEnvironment } from './environment.ts';
import type { LoaderId, LoaderModel, Variant } from './loader-model.ts';
import { loaderRows } from './loader-rows.ts';

export const loaderModels: Readonly<Record<LoaderId, LoaderModel>> = loaderRows;

/** The names that a loader looks for, in the order in which it reads them; `present` are the files that are there. */
export function filesRead(model: LoaderModel, mode: string, present: (name: string) => boolean): string[] {
  const alone = model.instead(mode).find(present);
  return alone === undefined ? model.files(mode).filter(present) : [alone];
}

/** What runs the loader: the version of its package, and of the Node that it runs on. */
interface Versions {
  /** By `versionNumber`; null where nobody knows. */
  readonly package: number | null;
  /** The same of the package that reads the files for it, where that is another one. */
  readonly reading?: number | null;
  readonly node: number;
}

/**
 * What a program gets. Where the version is not known, or is one that no variant stands for, all variants are asked; if
 * they differ, nobody can tell.
 */
export function loadAs(
  model: LoaderModel,
  versions: Versions,
  files: readonly EnvText[],
  shell: ShellVariables,
): LoaderAnswer {
  const own = variantsOf(model, versions.package);
  const readers = model.readBy ? variantsOf(loaderModels[model.readBy], versions.reading ?? null) : null;
  const all = readers ? own.flatMap((one) => readers.map((other) => readingBy(other, one))) : own;
  const answers = all.map((one) =>
    loadEnvironment(
      isInstead(model, files) ? { ...one, expansion: 'none' } : onNode(one, versions.node),
      files,
      shell,
    ),
  );
  const [first, ...others] = answers;
  return first ? others.reduce(agreed, first) : { outcome: 'unknown', reason: 'not_modelled' };
}

/** A loader with the reader that another variant has. */
const readingBy = ({ reader, keepsShell }: Variant, one: Variant): Variant =>
  keepsShell ? { ...one, reader, over: 'shell' } : { ...one, reader };

/** The variant that holds for a version; all of them where that is not known. */
function variantsOf({ variants }: LoaderModel, version: number | null): readonly Variant[] {
  if (version === null) return variants;
  const [newest] = variants.filter(({ from }) => from <= version);
  return newest && version < (newest.before ?? Number.POSITIVE_INFINITY) ? [newest] : [];
}

/** The same loader, told to let files count before what is there already, or to have references resolved. */
export function toldTo(
  model: LoaderModel,
  { overrides, expands = false }: { readonly overrides: boolean; readonly expands?: boolean | undefined },
): LoaderModel {
  const { variants, ...one } = expands && model.id === 'dotenv' ? loaderModels['dotenv-expand'] : model;
  // Of several files each replaces what those before it have set.
  const last = /^dotenv(?:-expand|-cli|x)?$/.test(model.id) ? ({ wins: 'last' } as const) : {};
  const all = variants.map(({ expanded, ...each }): Variant => {
    const resolved = expands ? { ...each, ...expanded } : each;
    // env-cmd may be told not to.
    const over = each.over === 'file' ? 'shell' : each.over;
    return overrides && !each.keepsShell ? { ...resolved, over: 'file', ...last } : { ...resolved, over };
  });
  return { ...one, variants: all as unknown as LoaderModel['variants'] };
}

/** A file that is read instead of others (`.dev.vars`) has no references. */
function isInstead(model: LoaderModel, files: readonly EnvText[]): boolean {
  const name = files[0]?.path.split(/[\\/]/).at(-1);
  return name !== undefined && model.instead('').some((one) => name === one || name.startsWith(`${one}.`));
}

/** Node's own reader is the one of the Node that runs the loader. */
const onNode = (combining: Combining, node: number): Combining =>
  combining.reader === 'node' && node < 22 ? { ...combining, reader: 'node-20' } : combining;

/** What two versions say alike; a name for which they differ is left open. */
function agreed(one: LoaderAnswer, other: LoaderAnswer): LoaderAnswer {
  if (one.outcome === 'unknown') return one;
  if (other.outcome !== one.outcome || one.outcome === 'refused')
    return other.outcome === one.outcome ? one : { outcome: 'unknown', reason: 'versions_differ' };
  if (other.outcome !== 'loaded') return other;
  const environment = new Map(one.environment);
  for (const name of new Set([...one.environment.keys(), ...other.environment.keys()])) {
    const [first, second] = [one.environment.get(name), other.environment.get(name)];
    if (first?.value !== second?.value || first?.path !== second?.path)
      environment.set(name, { value: null, path: null, reason: 'versions_differ' });
  }
  return { outcome: 'loaded', environment };
}
