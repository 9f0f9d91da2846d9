import type { Answer } from '../../../src/standin/answers.ts';

/** Server-sent events; `event` is null for the nameless ones of chat completions. */
export function eventStream(
  events: readonly { readonly event: string | null; readonly data: unknown }[],
): Answer {
  const body = events
    .map(({ event, data }) => {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      return `${event === null ? '' : `event: ${event}\n`}data: ${text}\n\n`;
    })
    .join('');
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    body,
  };
}
