import type { Combining } from './combining.ts';

/** A way in which a program gets its environment. */
export type LoaderId =
  | 'next'
  | 'vite'
  | 'vitest'
  | 'sveltekit'
  | 'astro'
  | 'react-router'
  | 'remix'
  | 'remix-classic'
  | 'nuxt'
  | 'node'
  | 'dotenv'
  | 'python-dotenv'
  | 'docker'
  | 'bun'
  | 'deno'
  | 'dotenv-cli'
  | 'env-cmd'
  | 'dotenvx'
  | 'nestjs'
  | 'wrangler'
  | 'expo'
  | 'react-scripts'
  | 'gatsby'
  | 'compose'
  | 'pydantic-settings'
  | 'django-environ'
  | 'python-decouple'
  | 'yarn'
  | 'dotenv-expand';

/** How the versions from one on combine their files. */
export interface Variant extends Combining {
  /** The first version that does so, as `versionNumber` has it; the next older variant holds for those before. */
  readonly from: number;
  /** The first version for which it does not hold any more, where none is known that does. */
  readonly before?: number;
  /** What differs where it is told to have references resolved. */
  readonly expanded?: Pick<Combining, 'expansion' | 'library'>;
  /** It cannot be told to let files count before the shell. */
  readonly keepsShell?: true;
}

/** One loader, as data; each row is held against the real one by `npm run test:loaders`. */
export interface LoaderModel {
  readonly id: LoaderId;
  /** As people call it. */
  readonly name: string;
  /** The package whose major version decides which variant holds; null where there is one variant alone. */
  readonly package: string | null;
  /** The loader whose version decides how the files are read, where that is not its own. */
  readonly readBy?: LoaderId;
  /** The newest first. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** The names of the files that it reads unasked, in the order in which it reads them. */
  readonly files: (mode: string) => readonly string[];
  /** Variables that name the mode, the first that is set, and the names that count; for any other one the command does. */
  readonly modeBy?: { readonly names: readonly string[]; readonly modes: readonly string[] | 'all' };
  /** Names of which the first that is there is read alone, instead of `files`, and without references. */
  readonly instead: (mode: string) => readonly string[];
  /** Whether other files are named by its command line, its configuration, or in the program's code; or never. */
  readonly namedBy: 'command' | 'configuration' | 'code' | 'nothing';
  /** What a server's code reads the values from. */
  readonly gives:
    | 'process.env'
    | 'import.meta.env'
    | '$env'
    | 'os.environ'
    | 'settings object'
    | 'public names only';
  /**
   * Whether a built or deployed program gets the values: from the files, written into the build, where a program calls the loader
   * itself, or not at all.
   */
  readonly inProduction: 'files' | 'inlined' | 'called' | 'none';
}
