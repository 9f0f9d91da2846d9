import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { BodyReader } from '../../src/adapters/http/body.ts';

const limit = 1024 * 1024;

/** A response whose body comes in exactly these pieces. */
function responseOf(pieces: readonly Buffer[]): IncomingMessage {
  const response = Object.assign(Readable.from(pieces), { headers: {}, statusCode: 200, complete: true });
  return response as unknown as IncomingMessage;
}

test.each([1, 10, 700])(
  'a long list is whole although pieces of %i bytes come behind large ones',
  async (small) => {
    const ids = Array.from({ length: 40_000 }, (_, at) => `vendor/a-model-with-a-name-${at}`);
    const bytes = Buffer.from(JSON.stringify({ object: 'list', data: ids.map((id) => ({ id })) }));
    const pieces = [bytes.subarray(0, limit - 1000), bytes.subarray(limit - 1000, limit + 60_000)];
    for (let at = limit + 60_000; at < bytes.length; ) {
      const size = pieces.length < 200 ? small : 60_000;
      pieces.push(bytes.subarray(at, at + size));
      at += size;
    }
    const reader = new BodyReader({ list: true });
    await reader.read(responseOf(pieces), () => {});
    const { data } = JSON.parse(reader.text()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(ids);
  },
);
