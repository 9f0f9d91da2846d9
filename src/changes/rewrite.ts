import { sameBytes } from '../domain/text/bytes.ts';
import type { Ports } from '../ports/ports.ts';
import { secretMode } from './modes.ts';

/** Replaces a file by what `edit` makes of its bytes; null leaves it. What another program wrote meanwhile stays. */
export async function rewriteFile(
  { files }: Pick<Ports, 'files'>,
  path: string,
  edit: (bytes: Uint8Array) => Uint8Array | null | Promise<Uint8Array | null>,
): Promise<boolean> {
  const read = files.read(path);
  if (read.state !== 'file') return false;
  const after = await edit(read.bytes);
  const replace = (current: Uint8Array | null) => (current && sameBytes(current, read.bytes) ? after : null);
  const result = await files.replace(path, replace, { newMode: secretMode });
  return result.ok && result.change === 'updated';
}
