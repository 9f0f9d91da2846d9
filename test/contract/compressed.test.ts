import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { VerifyDocument } from '../e2e/verify-helpers.ts';
import { completed, listed } from '../e2e/verify-helpers.ts';
import { keyBuilders } from '../support/keys.ts';
import { closeAll, sendJson, serve } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const key = keyBuilders.project(61);
const MiB = 1024 * 1024;

afterEach(closeAll);

type Answer = (response: ServerResponse) => void;

const encoded =
  (encoding: string, body: Buffer | string, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-encoding': encoding });
    response.end(body);
  };

/** The verdict on a server that gives its list, or its completion, in a form of its own; and the most memory it took. */
async function verify(list: Answer | null, chat: Answer | null = null) {
  const server = await serve((request, response) => {
    const own = request.method === 'GET' ? list : chat;
    if (own) own(response);
    else sendJson(response, 200, request.method === 'GET' ? listed.body : completed.body);
  });
  const folder = mkdtempSync(join(tmpdir(), 'compressed-'));
  const figure = join(folder, 'rss');
  const script = join(folder, 'rss.cjs');
  const tell = `require('fs').writeFileSync(${JSON.stringify(figure)}, String(process.resourceUsage().maxRSS))`;
  writeFileSync(script, `process.on('exit', () => ${tell});`);
  const project = await makeProject();
  const baseURL = `http://127.0.0.1:${server.port}/v1`;
  const { json, code } = await runCli(['verify', '--json', '--base-url', baseURL, '--timeout', '20'], {
    cwd: project.path,
    env: { OPENAI_API_KEY: key, NODE_OPTIONS: `--require ${script}` },
    timeoutMs: 40_000,
  });
  const document = json as VerifyDocument;
  return {
    code,
    document,
    cause: document.diagnosis?.cause ?? null,
    memory: Number(readFileSync(figure, 'utf8')) * 1024,
  };
}

const list = Buffer.from(JSON.stringify(listed.body));
const times = (body: Buffer, count: number): Buffer =>
  count === 0 ? body : times(zlib.gzipSync(body), count - 1);

describe('a list of models in another form is read', () => {
  test.each<[string, string, Buffer]>([
    ['gzip', 'gzip', zlib.gzipSync(list)],
    ['its older name', 'X-GZIP', zlib.gzipSync(list)],
    ['twice', 'gzip, gzip', times(list, 2)],
    ['brotli', 'br', zlib.brotliCompressSync(list)],
    ['brotli in gzip', 'br, gzip', zlib.gzipSync(zlib.brotliCompressSync(list))],
    ['deflate', 'deflate', zlib.deflateSync(list)],
    ['deflate without its head', 'deflate', zlib.deflateRawSync(list)],
    ['nothing at all', 'identity', list],
  ])('%s', async (_, encoding, body) => {
    const { code } = await verify(encoded(encoding, body));
    expect(code).toBe(0);
  });
});

const zstd = (zlib as { zstdCompressSync?: (body: Buffer) => Buffer }).zstdCompressSync;

/** 2 GiB of one character, as 128 members of a gzip stream. */
const bomb = (character: string, start = '', end = ''): Buffer =>
  Buffer.concat([
    zlib.gzipSync(start),
    ...Array<Buffer>(128).fill(zlib.gzipSync(Buffer.alloc(16 * MiB, character))),
    zlib.gzipSync(end),
  ]);

describe('what nobody can want to be read', () => {
  const shallow = JSON.stringify(listed.body).slice(0, -1);
  test.each<[string, string, () => Buffer]>([
    ['ten layers', Array(10).fill('gzip').join(', '), () => times(list, 10)],
    ['another form than it says', 'gzip', () => list],
    ['half of it', 'gzip', () => zlib.gzipSync(list).subarray(0, 40)],
    ['a form that nobody knows', 'rot13', () => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 1, 2, 3])],
    ['two GiB of zeros', 'gzip', () => bomb('\0')],
    ['two GiB of blanks', 'gzip', () => bomb(' ')],
    ['two GiB of blanks within a list', 'gzip', () => bomb(' ', shallow, '}')],
    ['two GiB of one name', 'gzip', () => bomb('a', '{"object":"list","data":[{"id":"', '"}]}')],
    ['two GiB in two layers', 'gzip, gzip', () => zlib.gzipSync(bomb('\0'))],
    [
      '256 MiB in brotli',
      'br',
      () =>
        zlib.brotliCompressSync(Buffer.alloc(256 * MiB), {
          params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 },
        }),
    ],
  ])('%s: a verdict in bounded memory, and never about the key', async (name, encoding, body) => {
    const answer = encoded(encoding, body());
    // The reader is the same for both calls: one of each kind is enough.
    const both = /^(?:ten layers|two GiB of zeros)$/.test(name);
    for (const seen of [await verify(answer), ...(both ? [await verify(null, answer)] : [])]) {
      expect(seen.document).toMatchObject({ schemaVersion: 1 });
      expect(String(seen.cause)).not.toMatch(/^(?:key_|network_timeout)/);
      expect(seen.memory).toBeLessThan(400 * MiB);
    }
  });

  test.skipIf(!zstd)('zstd is read where Node can', async () => {
    const { code } = await verify(encoded('zstd', zstd?.(list) ?? ''));
    expect(code).toBe(0);
  });
});
