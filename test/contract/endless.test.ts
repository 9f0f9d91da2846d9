import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { VerifyDocument } from '../e2e/verify-helpers.ts';
import { completed } from '../e2e/verify-helpers.ts';
import { keyBuilders } from '../support/keys.ts';
import { closeAll, sendJson, serve } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const key = keyBuilders.project(62);

afterEach(closeAll);

/** Writes pieces as long as somebody reads: at once, or one now and then. */
function forever(response: ServerResponse, piece: string, pauseMs: number): void {
  if (response.destroyed) return;
  const more = response.write(piece);
  if (pauseMs > 0) setTimeout(() => forever(response, piece, pauseMs), pauseMs);
  else if (more) setImmediate(() => forever(response, piece, 0));
  else response.once('drain', () => forever(response, piece, 0));
}

const start = '{"object":"list","data":[{"id":"gpt-6-luna"}';

test.each<[string, string, string, number]>([
  ['entries that trickle', start, ',{"id":"gpt-6-luna"}', 100],
  ['entries as fast as can be', start, `,{"id":"a-model-of-some-vendor"}`.repeat(1000), 0],
  ['blanks that trickle', '', ' ', 100],
  ['blanks within a list', start, ' '.repeat(65_536), 0],
  ['one name', '{"object":"list","data":[{"id":"', 'a'.repeat(65_536), 0],
  ['nothing more', start, '', 100],
])(
  'a list of models that never ends leaves time for the call that judges: %s',
  async (_, first, piece, pauseMs) => {
    const server = await serve((request, response) => {
      if (request.method !== 'GET') return sendJson(response, 200, completed.body);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(first);
      forever(response, piece, pauseMs);
    });
    const project = await makeProject();
    const args = ['verify', '--json', '--base-url', `http://127.0.0.1:${server.port}/v1`, '--timeout', '20'];
    const { json, code } = await runCli(args, {
      cwd: project.path,
      env: { OPENAI_API_KEY: key },
      timeoutMs: 50_000,
    });
    const { diagnosis } = json as VerifyDocument;
    expect([code, diagnosis]).toEqual([0, null]);
    expect(json).toMatchObject({ test: { reply: expect.any(String) } });
  },
);
