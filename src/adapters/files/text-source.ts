import { type FileHandle, open } from 'node:fs/promises';
import { type TextProblem, type TextSource, TextUnreadable } from '../../ports/texts.ts';

/** Opens texts and reads them in parts of 64 KiB, as UTF-8 or, by its byte order mark, UTF-16. */
export function createTextSource(): TextSource {
  return {
    async file(path) {
      const handle = await openFile(path);
      const stat = await handle.stat();
      if (stat.isDirectory()) {
        await handle.close();
        throw new TextUnreadable('directory');
      }
      return { bytes: stat.isFile() ? stat.size : null, parts: decode(handle.createReadStream()) };
    },
    async stdin() {
      if (process.stdin.isTTY === true) return null;
      return { bytes: null, parts: decode(process.stdin) };
    },
  };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw new TextUnreadable(reasonOf(error));
  }
}

async function* decode(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const part of bytes) {
      decoder ??= new TextDecoder(encodingOf(part), { fatal: true });
      if (decoder.encoding === 'utf-8' && part.includes(0)) throw new TextUnreadable('binary');
      yield decoder.decode(part, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    throw error instanceof TextUnreadable ? error : new TextUnreadable(reasonOf(error));
  }
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}

const reasons: Readonly<Record<string, TextProblem>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'directory',
  EACCES: 'no_permission',
  EPERM: 'no_permission',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'not_utf8',
};

const reasonOf = (error: unknown): TextProblem =>
  reasons[String((error as NodeJS.ErrnoException).code)] ?? 'io_error';
