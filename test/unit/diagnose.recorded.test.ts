import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { ErrorLink, Phase } from '../../src/domain/diagnosis/evidence.ts';
import recorded from '../data/api-failures.json' with { type: 'json' };
import { answered, elsewhere, failed } from './diagnose.support.ts';

interface Entry {
  readonly id: string;
  readonly layer: string;
  readonly status: number | null;
  readonly headers: Record<string, string> | null;
  readonly body: unknown;
  readonly expect: readonly string[];
  readonly causeChain?: readonly string[];
  readonly sdkClass?: string;
  readonly sdkMessage?: string;
  readonly code?: string | null;
}

const entries = recorded.entries as unknown as readonly Entry[];

/** `Error code=ENOTFOUND syscall=getaddrinfo: getaddrinfo ENOTFOUND host` as the adapter records it. */
function link(line: string): ErrorLink {
  const [, name = 'Error', attributes = '', message = ''] = /^(\w+)([^:]*)(?:: (.*))?$/s.exec(line) ?? [];
  const attribute = (key: string): string | undefined =>
    new RegExp(`${key}=([^\\s)]+)`).exec(attributes)?.[1];
  const code = attribute('code');
  const syscall = attribute('syscall');
  return {
    name,
    message: message === '(EMPTY message)' ? '' : message,
    // DOMException's codes are numbers, which the adapter leaves out.
    ...(code === undefined || /^\d+$/.test(code) ? {} : { code }),
    ...(syscall === undefined ? {} : { syscall }),
  };
}

function phaseOf(chain: readonly ErrorLink[]): Phase {
  const text = chain.map(({ name, code, message }) => `${name} ${code} ${message}`).join(' ');
  if (/CERT|SSL|altnames/.test(text)) return 'tls';
  if (/getaddrinfo/.test(text)) return 'dns';
  if (/HEADERS_TIMEOUT|AbortError|ECONNRESET|UND_ERR_SOCKET|HPE/.test(text)) return 'headers';
  return /ERR_INVALID_URL|bad port|unknown scheme/.test(text) ? 'prepare' : 'connect';
}

function verdict(entry: Entry, endpoint: 'official' | 'elsewhere') {
  const changes = endpoint === 'official' ? {} : { endpoint: elsewhere };
  if (entry.layer !== 'client') {
    return diagnose(answered(entry.status ?? 0, entry.body, entry.headers ?? {}, changes));
  }
  const lines = entry.causeChain ?? [];
  const code = entry.code ?? undefined;
  const chain =
    lines.length > 0
      ? lines.map(link)
      : [
          {
            name: entry.sdkClass ?? 'Error',
            message: entry.sdkMessage ?? '',
            ...(code === undefined ? {} : { code }),
          },
        ];
  return diagnose(failed(chain, phaseOf(chain), changes));
}

describe('every recorded failure gets one of its causes', () => {
  test('all are there', () => expect(entries).toHaveLength(78));

  for (const endpoint of ['official', 'elsewhere'] as const) {
    describe(endpoint === 'official' ? "OpenAI's own host" : 'another host', () => {
      test.each(entries.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
        const found = verdict(entry, endpoint);
        expect(entry.expect).toContain(found.ok ? 'OK' : found.cause);
      });
    });
  }
});
