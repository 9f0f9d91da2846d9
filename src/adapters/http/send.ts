import { Attempt } from './attempt.ts';
import type { Outgoing, Recorded, SendTools } from './request.ts';
import { startStopwatch } from './stopwatch.ts';

/** Sends one request, follows no redirect, and records what happens. Never throws. */
export async function send(outgoing: Outgoing, tools: SendTools): Promise<Recorded> {
  const startedAt = tools.clock.now();
  const elapsed = startStopwatch();
  let attempt = new Attempt(outgoing, tools);
  await attempt.run();
  if (attempt.wasStale) {
    tools.connections.dropIdle();
    attempt = new Attempt(outgoing, tools);
    await attempt.run();
  }
  return {
    proxy: attempt.proxy,
    response: attempt.response,
    failure: attempt.failure,
    tls: attempt.certificate,
    ms: elapsed(),
    startedAt,
  };
}
