import { lstatSync, realpathSync } from 'node:fs';
import { codeOf } from './error-code.ts';

/**
 * A path without symbolic links; as given where the system cannot tell, as on some drives of Windows (made of memory,
 * mapped, or of a container), although what is there can be read. Throws where nothing is there.
 */
export function realPath(
  path: string,
  calls: Pick<typeof import('node:fs'), 'lstatSync' | 'realpathSync'>,
): string {
  try {
    return calls.realpathSync(path);
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EACCES', 'ENOTDIR'].includes(codeOf(error))) throw error;
    if (calls.lstatSync(path).isSymbolicLink()) throw error;
    return path;
  }
}

/** The same for `realpathSync.native`, which gives names as they are written on the disk. */
export function nativeRealPath(path: string): string {
  return realPath(path, { lstatSync, realpathSync: realpathSync.native as typeof realpathSync });
}
