import type { Ports } from '../ports/ports.ts';

const decoder = new TextDecoder();

/** The text of a file, or null where it cannot be read. */
export function readText(ports: Pick<Ports, 'files'>, path: string): string | null {
  const read = ports.files.read(path);
  return read.state === 'file' ? decoder.decode(read.bytes) : null;
}
