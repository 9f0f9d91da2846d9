/** What git says about one file. */
export interface GitFacts {
  /**
   * `none`: not inside a repository. `unavailable`: there is one, and git is not installed, or refuses (`detail` says why);
   * the other facts are then what the repository's own files say.
   */
  readonly repository: 'yes' | 'none' | 'unavailable';
  readonly detail: string;
  /** Top folder of the work tree; null outside one. */
  readonly root: string | null;
  /**
   * Who ignores the file: a `.gitignore` that travels with the project, or only a rule of this user
   * (`.git/info/exclude`, global excludes); null where nobody does.
   */
  readonly ignoredBy: 'project' | 'user' | null;
  /** Null where even the index cannot be read. */
  readonly tracked: boolean | null;
  /** Ever part of a commit reachable from any ref; null where that was not asked or took too long. */
  readonly everCommitted: boolean | null;
  /**
   * Every path that lacks a rule of the project: the file itself and, where it is a link, its target in a
   * repository. Absolute, with the links of their folders resolved: each needs an entry in the `.gitignore`
   * beside it. Empty where `ignoredBy` is `project`.
   */
  readonly unignored: readonly string[];
}

export interface Git {
  facts(path: string, options: { readonly history: boolean }): Promise<GitFacts>;
  /**
   * Takes the file out of the index and leaves it in the folder. Returns what puts the entry
   * back as it was; null where git refused.
   */
  untrack(path: string): Promise<(() => Promise<boolean>) | null>;
}
