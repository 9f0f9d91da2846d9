import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { ErrorLink, Exchange, Phase } from '../../src/domain/diagnosis/evidence.ts';
import second from '../data/api-failures-2.json' with { type: 'json' };
import { answered, elsewhere, exchange, failed } from './diagnose.support.ts';

interface Answer {
  readonly id: string;
  readonly host: 'openai' | 'other';
  readonly status: number;
  readonly body: unknown;
  readonly expect: readonly string[];
  readonly source: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly purpose?: Exchange['purpose'];
  readonly baseURL?: string;
  readonly model?: string;
  readonly retryAfterSeconds?: number;
  /** Whether the answer judges a key at all. */
  readonly mayBlameKey?: boolean;
}

interface Entry extends Omit<Answer, 'host' | 'source'> {
  readonly layer: string;
  readonly sources: readonly string[];
}

interface Failure {
  readonly id: string;
  readonly phase: Phase;
  readonly proxy?: string;
  readonly timedOut?: boolean;
  readonly chain: readonly ErrorLink[];
  readonly expect: readonly string[];
  readonly source: string;
}

interface Collection {
  readonly answers: readonly Answer[];
  readonly failures?: readonly Failure[];
}

const data = join(import.meta.dirname, '../data');
const entries = second.entries as unknown as readonly Entry[];
const collections = readdirSync(data)
  .filter((name) => /^answers-(?!worded-anew)/.test(name) && !name.includes('held-out'))
  .map((name) => JSON.parse(readFileSync(join(data, name), 'utf8')) as Collection);
const answers: readonly Answer[] = [
  ...collections.flatMap((one) => one.answers),
  ...(entries.map((entry) => ({
    ...entry,
    host: entry.layer === 'api' ? 'openai' : 'other',
    source: entry.sources[0],
  })) as unknown as readonly Answer[]),
];
const failures = collections.flatMap((one) => one.failures ?? []);

function asked(answer: Answer): Exchange {
  const endpoint = answer.host === 'openai' ? exchange().endpoint : elsewhere;
  const baseURL = answer.baseURL ?? endpoint.baseURL;
  return answered(
    answer.status,
    answer.body,
    {
      ...(answer.contentType === undefined ? {} : { 'content-type': answer.contentType }),
      ...answer.headers,
    },
    {
      endpoint: { ...endpoint, baseURL, host: new URL(baseURL).host },
      ...(answer.purpose === undefined ? {} : { purpose: answer.purpose }),
      ...(answer.model === undefined ? {} : { model: answer.model }),
    },
  );
}

const causeOf = (seen: Exchange): string => {
  const found = diagnose(seen);
  return found.ok ? 'OK' : found.cause;
};

test('there are many, each once, each with where it was seen', () => {
  const all = [...answers, ...failures];
  expect(all.length).toBeGreaterThan(500);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  // Of the second collection some name a file of a repository.
  const threads = all.filter(({ source }) => !/^(?:[\w.-]+\/[\w.-]+ |a public )/.test(source));
  expect(threads.filter(({ source }) => !/^(https?:\/\/|(?:[\w.-]+\/)?[\w.-]+#\d+)/.test(source))).toEqual(
    [],
  );
});

describe('answers as users met them', () => {
  test.each(answers.map((answer) => [answer.id, answer] as const))('%s', (_, answer) => {
    expect(answer.expect).toContain(causeOf(asked(answer)));
  });

  test.each(
    answers
      .filter(({ retryAfterSeconds }) => retryAfterSeconds !== undefined)
      .map((one) => [one.id, one] as const),
  )('%s says how long to wait', (_, answer) => {
    expect(diagnose(asked(answer))).toMatchObject({ retryAfterSeconds: answer.retryAfterSeconds });
  });
});

describe('no key is blamed that the answer does not judge', () => {
  test.each(answers.filter(({ mayBlameKey }) => mayBlameKey === false).map((one) => [one.id, one] as const))(
    '%s',
    (_, answer) => expect(causeOf(asked(answer))).not.toBe('key_rejected'),
  );
});

describe('failures below HTTP as users met them', () => {
  test.each(failures.map((failure) => [failure.id, failure] as const))('%s', (_, failure) => {
    const { phase, chain, proxy = null, timedOut = false } = failure;
    expect(failure.expect).toContain(causeOf(failed(chain, phase, { proxy, timedOut })));
  });
});
