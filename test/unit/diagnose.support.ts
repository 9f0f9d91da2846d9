import type { ErrorLink, Exchange, Phase, RecordedFailure } from '../../src/domain/diagnosis/evidence.ts';

/** A chat call to OpenAI's own host; a test names what differs. */
export function exchange(changes: Partial<Exchange> = {}): Exchange {
  return {
    purpose: 'chat',
    endpoint: {
      baseURL: 'https://api.openai.com/v1',
      host: 'api.openai.com',
      official: true,
      source: { type: 'default' },
    },
    key: { kind: 'project', length: 164 },
    model: 'gpt-5.6-nano',
    organization: null,
    project: null,
    proxy: null,
    response: null,
    failure: null,
    tls: null,
    ms: 412,
    startedAt: Date.parse('2026-11-21T10:00:00Z'),
    ...changes,
  };
}

export const elsewhere: Exchange['endpoint'] = {
  baseURL: 'https://relay.example/v1',
  host: 'relay.example',
  official: false,
  source: { type: 'option' },
};

/** An answer: objects become JSON, texts stay as they are. */
export function answered(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  changes: Partial<Exchange> = {},
): Exchange {
  const text = typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  return exchange({
    response: { status, headers: { 'content-type': type, ...headers }, body: text },
    ...changes,
  });
}

export function failed(
  chain: readonly ErrorLink[],
  phase: Phase = 'connect',
  changes: Partial<Exchange> & Partial<Pick<RecordedFailure, 'timedOut'>> = {},
): Exchange {
  const { timedOut = false, ...rest } = changes;
  return exchange({ failure: { phase, timedOut, chain }, ...rest });
}
