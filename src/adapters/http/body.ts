import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { ModelList } from './model-list.ts';

/** No answer that this program asks for comes near it; what goes on after that is not read. */
const bodyLimit = 1024 * 1024;

/** More of a list than ever comes with the ids that are kept of it: what goes on after that has no end. */
const listLimit = 64 * 1024 * 1024;

/** More layers of compression than anybody uses are an attempt to keep the reader busy. */
const mostEncodings = 2;

/**
 * Reads a response's body, decompressed, and stops at the limit: of the bytes that came and of those they
 * decompress to. A list of models (`list`) is read to its end, and of a longer one its ids are kept.
 */
export class BodyReader {
  readonly #isList: boolean;
  #list: ModelList | null = null;
  readonly #chunks: Buffer[] = [];
  #received = 0;
  #decoded = 0;
  truncated = false;

  constructor({ list = false }: { readonly list?: boolean } = {}) {
    this.#isList = list;
  }

  /** What was read so far, as UTF-8 without a byte order mark; also when it was given up. */
  text(): string {
    const listed = this.#list?.text() ?? null;
    if (listed !== null) return listed;
    const text = Buffer.concat(this.#chunks).toString('utf8');
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  /** `onProgress` is called for each piece that arrives. */
  async read(response: IncomingMessage, onProgress: () => void): Promise<void> {
    const decoders = await decodersFor(response);
    const isList = this.#isList && response.statusCode === 200;
    const utf8 = new StringDecoder('utf8');
    await new Promise<void>((resolve, reject) => {
      const stop = (): void => {
        this.truncated = true;
        resolve();
      };
      const last: NodeJS.ReadableStream = decoders.reduce<NodeJS.ReadableStream>(
        (source, decoder) => source.pipe(decoder),
        response,
      );
      response.on('data', (chunk: Buffer) => {
        onProgress();
        this.#received += chunk.length;
        if (this.#received > bodyLimit && decoders.length > 0 && !isList) stop();
      });
      last.on('data', (chunk: Buffer) => {
        if (this.truncated) return;
        // Once a list is read as it comes, a small piece of it must not be kept elsewhere.
        if (this.#list !== null || (isList && this.#decoded + chunk.length > bodyLimit)) {
          this.#decoded += chunk.length;
          if (this.#listed(chunk, utf8)) stop();
          else if (this.#decoded > listLimit) reject(new Error('The list of models has no end.'));
          return;
        }
        const room = bodyLimit - this.#decoded;
        this.#chunks.push(chunk.subarray(0, room));
        this.#decoded += Math.min(chunk.length, room);
        if (chunk.length > room) stop();
      });
      last.on('end', resolve);
      for (const stream of [response, ...decoders]) stream.on('error', reject);
      response.on('close', () => {
        if (!response.complete)
          reject(Object.assign(new Error('The connection ended inside the body.'), { code: 'ECONNRESET' }));
      });
    }).finally(() => {
      for (const decoder of decoders) decoder.destroy();
    });
  }

  /** Reads on in a list that is too long to be kept; true where nothing that is still to come matters. */
  #listed(chunk: Buffer, utf8: StringDecoder): boolean {
    if (this.#list === null) {
      this.#list = new ModelList();
      this.#list.feed(utf8.write(Buffer.concat(this.#chunks)));
    }
    this.#list.feed(utf8.write(chunk));
    if (this.#decoded > listLimit) this.#list.end();
    return this.#list.done;
  }
}

/** Decoders in the order in which the bytes pass them; an unknown encoding is passed on as it is. */
async function decodersFor(response: IncomingMessage): Promise<Transform[]> {
  const names = (response.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  if (names.length === 0) return [];
  // With the code of a body that zlib cannot read: whoever sent it is to blame.
  if (names.length > mostEncodings)
    throw Object.assign(new Error('The body is compressed too many times.'), { code: 'Z_DATA_ERROR' });

  const zlib = await import('node:zlib');
  // Since Node 22.15.
  const { createZstdDecompress } = zlib as typeof zlib & { createZstdDecompress?: () => Transform };
  // As in fetch: a body that was cut off gives what there is.
  const lenient = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
  const brotli = {
    flush: zlib.constants.BROTLI_OPERATION_FLUSH,
    finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
  };
  const decoders: Transform[] = [];
  for (const name of names) {
    if (name === 'gzip' || name === 'x-gzip') decoders.push(zlib.createGunzip(lenient));
    else if (name === 'deflate')
      decoders.push(
        decoders.length === 0 && (await lacksHead(response))
          ? zlib.createInflateRaw(lenient)
          : zlib.createInflate(lenient),
      );
    else if (name === 'br') decoders.push(zlib.createBrotliDecompress(brotli));
    else if (name === 'zstd' && createZstdDecompress) decoders.push(createZstdDecompress());
    else return [];
  }
  return decoders;
}

/** Some send 'deflate' without the head of zlib, whose first half byte is 8; as fetch does, both are read. */
async function lacksHead(response: IncomingMessage): Promise<boolean> {
  await new Promise<void>((resolve) => {
    for (const event of ['readable', 'end', 'close', 'error']) response.once(event, () => resolve());
  });
  const first: Buffer | null = response.read();
  if (first === null) return false;
  response.unshift(first);
  return ((first[0] ?? 8) & 0x0f) !== 8;
}
