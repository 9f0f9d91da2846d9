import { type FileHandle, open } from 'node:fs/promises';
import { encodingOf } from '../../domain/text/encoding.ts';
import { type TextProblem, type TextSource, TextUnreadable } from '../../ports/files.ts';
import { codeOf } from './error-code.ts';

/** Opens texts and reads them in parts of 64 KiB, as UTF-8 or UTF-16. */
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
      decoder ??= decoderOf(part);
      const text = decoder.decode(part, { stream: true });
      if (text.includes('\0')) throw new TextUnreadable('binary');
      yield text;
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    throw error instanceof TextUnreadable ? error : new TextUnreadable(reasonOf(error));
  }
}

function decoderOf(start: Uint8Array) {
  const encoding = encodingOf(start);
  if (encoding === 'binary') throw new TextUnreadable('binary');
  return new TextDecoder(encoding, { fatal: true });
}

const reasons: Readonly<Record<string, TextProblem>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'directory',
  EACCES: 'no_permission',
  EPERM: 'no_permission',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'not_utf8',
};

const reasonOf = (error: unknown): TextProblem => reasons[codeOf(error)] ?? 'io_error';
