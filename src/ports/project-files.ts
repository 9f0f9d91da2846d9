/** The files of a project, without what git ignores; paths relative to its folder, with `/` between parts, in order. */
export interface ProjectListing {
  readonly paths: readonly string[];
  /** The same paths, to be looked up. */
  readonly known: ReadonlySet<string>;
  /** Those whose text may have to do with the API, its keys, or env files. */
  readonly telling: ReadonlySet<string>;
  /** Those that git does not track; null outside a repository, where it tracks none. */
  readonly untracked: ReadonlySet<string> | null;
  /** Files with conflicts of a merge. */
  readonly conflicted: ReadonlySet<string>;
}

export type ProjectText =
  | { readonly state: 'text'; readonly text: string }
  | {
      readonly state: 'skipped';
      /** `outside`: a link leads out of the project. */
      readonly why: 'missing' | 'too_large' | 'not_text' | 'outside' | 'unreadable';
    };

/** Reads what is written of a project, within bounds, and nothing outside of it. Nothing throws. */
export interface ProjectFiles {
  /** Of an absolute folder. */
  list(folder: string): Promise<ProjectListing>;
  /** The whole text of a file, by its path from the folder. */
  read(folder: string, path: string): ProjectText;
  /** Whether a file is longer than what is read, without reading it. */
  isTooLarge(folder: string, path: string): boolean;
}
