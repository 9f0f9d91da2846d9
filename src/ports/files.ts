import type { UnreadableReason, UnwritableReason } from '../domain/diagnosis/cause-facts.ts';
import type { KeySighting } from '../domain/scan/key-sighting.ts';
import type { Secret } from '../domain/secrets/secret.ts';

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
  /** Submodules that are not checked out. */
  readonly absent: readonly string[];
  /** Too large to be searched with others; not where the file itself is the target. */
  readonly large: readonly string[];
}

/** What git's own records hold, or why git could not say. */
export type GitSearch =
  | {
      readonly ok: true;
      readonly findings: readonly KeySighting[];
      /** Files too large to be searched with others. */
      readonly large: readonly string[];
      /** Older commits are elsewhere. */
      readonly shallow: boolean;
      /** How many contents of files are elsewhere, as in a partial clone. */
      readonly missing: number;
    }
  | { readonly ok: false; readonly reason: 'no_git' | 'no_repository' | 'refused'; readonly detail: string };

/** A file in which one key stands. */
export interface KeyUse {
  readonly absolute: string;
  /** `base64`: as the data of a Kubernetes secret is written. */
  readonly as: 'text' | 'utf16' | 'base64';
  /** From 1, in order; the first ones of very many. */
  readonly lines: readonly number[];
}

/** Every file that holds one key. */
export interface KeyUses {
  readonly files: readonly KeyUse[];
  /** Absolute. */
  readonly unreadable: readonly string[];
  /** False where there was more to search than time. */
  readonly complete: boolean;
}

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
  /** Files of any kind, also ignored ones, that hold exactly this key, below an absolute path. */
  exact(folder: string, key: Secret): Promise<KeyUses>;
}

/** A text that is read in parts, so that its size does not matter. */
export interface OpenText {
  /** Null where it is not known before the end. */
  readonly bytes: number | null;
  /** Throws `TextUnreadable`. */
  readonly parts: AsyncIterable<string>;
}

/** Opens texts of any size. */
export interface TextSource {
  /** By absolute path. Throws `TextUnreadable`. */
  file(path: string): Promise<OpenText>;
  /** Null where standard input is a terminal, so that nothing waits for typing that nobody expects. */
  stdin(): Promise<OpenText | null>;
}

/** Why a text cannot be read. `binary`: it holds zero bytes; `not_utf8`: it is not UTF-8. */
export type TextProblem = 'missing' | 'directory' | 'no_permission' | 'binary' | 'not_utf8' | 'io_error';

/** Thrown when a text is opened, or while it is read. */
export class TextUnreadable extends Error {
  override readonly name = 'TextUnreadable';
  readonly reason: TextProblem;

  constructor(reason: TextProblem) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * What a change of several files is about, kept beside them while it lasts, so that the next run can end what a kill cut
 * off. Git never stages a record, and none holds a key. `folder`: absolute, the record's own.
 */
export interface Records {
  /** Null where there is none. `running`: the process that wrote it is still there. */
  read(folder: string): Promise<{ readonly text: string; readonly running: boolean } | null>;
  /** On the disk when it resolves. Null on success; `busy` where a process that is there has one. */
  write(folder: string, text: string): Promise<WriteFailure | null>;
  /** Never throws. */
  remove(folder: string): Promise<void>;
  /** Random text for `print`. */
  salt(): Promise<string>;
  /** Tells a key from others without holding it: a salted hash. */
  print(secret: Secret, salt: string): Promise<string>;
}

/** What stands at a path, read whole. Paths are absolute. */
export type FileRead =
  | { readonly state: 'missing' }
  | {
      readonly state: 'file';
      readonly bytes: Uint8Array;
      /** Permission bits (`0o600`); 0 where the platform has none. */
      readonly mode: number;
      /** The path after symbolic links; differs from the path asked for where there is one. */
      readonly realPath: string;
    }
  | {
      readonly state: 'unreadable';
      readonly reason: UnreadableReason;
      /** The system's code, such as `EACCES`; empty where there is none. */
      readonly code: string;
    };

/** Why a file could not be written. Nothing was changed, and nothing was left beside it. */
export type WriteFailure = { readonly ok: false; readonly code: string } & (
  | { readonly reason: UnwritableReason | 'disk_full' }
  /** It cannot even be read. */
  | { readonly reason: 'unreadable'; readonly why: UnreadableReason }
);

export type WriteResult =
  | {
      readonly ok: true;
      readonly change: 'created' | 'updated' | 'unchanged';
      /** The bytes that were replaced, or null where there was no file. */
      readonly before: Uint8Array | null;
      readonly after: Uint8Array;
    }
  | WriteFailure;

export interface Files {
  /** Never throws. */
  read(path: string): FileRead;
  /** Names in a folder; empty where it cannot be read. */
  list(path: string): readonly string[];
  /**
   * Reads the file, computes its new content from what is there at this moment, and replaces it
   * atomically; another run of this program on the same file waits its turn. `edit` returns null, or
   * the same bytes, for 'leave as it is'. An exception of `edit` passes through, with nothing changed.
   * Symbolic links are followed and stay. A new file gets `newMode`; an existing one keeps its mode.
   */
  replace(
    path: string,
    edit: (current: Uint8Array | null) => Uint8Array | null,
    options: { readonly newMode: number },
  ): Promise<WriteResult>;
  /** Takes permission bits away that are not in `strictest`. False where that was not possible. */
  tighten(path: string, strictest: number): boolean;
  /** Removes what killed runs left in a folder; returns the files of which a copy was left, perhaps with a key. Never throws. */
  removeLeftovers(folder: string): Promise<readonly string[]>;
  /** Removes a file only if it still holds exactly these bytes. */
  removeIfUnchanged(path: string, bytes: Uint8Array): Promise<boolean>;
}
