import type { KeySighting } from '../domain/scan/key-sighting.ts';

/** What is to be searched: a folder that exists, or one file in it. */
export interface ScanTarget {
  /** Absolute. */
  readonly folder: string;
  /** Name of the only file that counts; null: all of the folder. */
  readonly file: string | null;
}

/** What stands at a path. */
export type Located =
  | { readonly state: 'found'; readonly target: ScanTarget }
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable'; readonly code: string };

/** Paths are relative to the folder of the target, with `/` between parts. */
export interface FileSearch {
  readonly findings: readonly KeySighting[];
  /** Keys in env files that git ignores: no findings by themselves, but a variable may publish them. */
  readonly ignored: readonly KeySighting[];
  readonly unreadable: readonly string[];
}

/** What git's own records hold, or why git could not say. */
export type GitSearch =
  | {
      readonly ok: true;
      readonly findings: readonly KeySighting[];
      /** Older commits are elsewhere. */
      readonly shallow: boolean;
    }
  | { readonly ok: false; readonly reason: 'no_git' | 'no_repository' | 'refused'; readonly detail: string };

/** Finds keys. Nothing throws. */
export interface KeySearch {
  /** By absolute path. */
  locate(path: string): Promise<Located>;
  /** Files, tracked and not, without the ignored ones; all of them where the target itself is ignored. */
  files(target: ScanTarget): Promise<FileSearch>;
  /** Lines that the next commit would add. */
  staged(target: ScanTarget): Promise<GitSearch>;
  /** Lines that any commit of any branch has added. */
  history(target: ScanTarget): Promise<GitSearch>;
}
