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
      readonly reason: 'directory' | 'dangling_link' | 'special_file' | 'no_permission' | 'io_error';
      /** The system's code, such as `EACCES`; empty where there is none. */
      readonly code: string;
    };

/** Why a file could not be written. Nothing was changed, and nothing was left beside it. */
export interface WriteFailure {
  readonly ok: false;
  readonly reason: 'not_writable' | 'disk_full' | 'unreadable' | 'busy';
  readonly code: string;
}

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
   * Symbolic links are followed and stay. A new file gets `newMode`; an existing one keeps its mode,
   * or `strictestMode` removes bits from it.
   */
  replace(
    path: string,
    edit: (current: Uint8Array | null) => Uint8Array | null,
    options: { readonly newMode: number; readonly strictestMode?: number },
  ): Promise<WriteResult>;
  /** Takes permission bits away that are not in `strictest`. False where that was not possible. */
  tighten(path: string, strictest: number): boolean;
  /** Removes a file only if it still holds exactly these bytes. */
  removeIfUnchanged(path: string, bytes: Uint8Array): Promise<boolean>;
}
