import { dirname } from 'node:path';
import { openMode } from '../changes/modes.ts';
import { sameBytes } from '../domain/text/bytes.ts';
import type { WriteResult } from '../ports/files.ts';
import type { Ports } from '../ports/ports.ts';

/** Writes a program; one that is there already stays as it is. With `force` another file of that name is replaced. */
export async function writeProgram(
  { files }: Pick<Ports, 'files'>,
  path: string,
  code: string,
  force = false,
): Promise<WriteResult | 'in the way'> {
  if (files.read(dirname(path)).state === 'missing')
    return { ok: false, reason: 'no_folder', code: 'ENOENT' };
  const bytes = new TextEncoder().encode(code);
  let isInTheWay = false;
  const written = await files.replace(
    path,
    (current) => {
      if (current !== null && sameBytes(current, bytes)) return null;
      isInTheWay = current !== null && !force;
      return isInTheWay ? null : bytes;
    },
    { newMode: openMode },
  );
  return isInTheWay ? 'in the way' : written;
}

/** Whether nothing would be overwritten: there is no such file, or it is this program already. */
export function isFree({ files }: Pick<Ports, 'files'>, path: string, code: string): boolean {
  const read = files.read(path);
  if (read.state === 'missing') return true;
  return read.state === 'file' && sameBytes(read.bytes, new TextEncoder().encode(code));
}
