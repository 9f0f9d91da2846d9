import type { UnreadableReason, UnwritableReason } from '../domain/diagnosis/cause-facts.ts';

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
  /** Removes a file only if it still holds exactly these bytes. */
  removeIfUnchanged(path: string, bytes: Uint8Array): Promise<boolean>;
}
