import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { ErrorLink, Exchange, Phase } from '../../src/domain/diagnosis/evidence.ts';
import later from '../data/answers-3.json' with { type: 'json' };
import laterToo from '../data/answers-3-second.json' with { type: 'json' };
import latest from '../data/answers-4.json' with { type: 'json' };
import latestToo from '../data/answers-4-second.json' with { type: 'json' };
import last from '../data/answers-5.json' with { type: 'json' };
import lastToo from '../data/answers-5-second.json' with { type: 'json' };
import sixth from '../data/answers-6.json' with { type: 'json' };
import sixthToo from '../data/answers-6-second.json' with { type: 'json' };
import seventh from '../data/answers-7.json' with { type: 'json' };
import seventhToo from '../data/answers-7-second.json' with { type: 'json' };
import eighth from '../data/answers-8.json' with { type: 'json' };
import ninth from '../data/answers-9.json' with { type: 'json' };
import tenth from '../data/answers-10.json' with { type: 'json' };
import documented from '../data/answers-documented.json' with { type: 'json' };
import wild from '../data/answers-in-the-wild.json' with { type: 'json' };
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

const entries = second.entries as unknown as readonly Entry[];
const answers = [
  ...wild.answers,
  ...later.answers,
  ...laterToo.answers,
  ...latest.answers,
  ...latestToo.answers,
  ...last.answers,
  ...lastToo.answers,
  ...sixth.answers,
  ...sixthToo.answers,
  ...seventh.answers,
  ...seventhToo.answers,
  ...eighth.answers,
  ...ninth.answers,
  ...tenth.answers,
  ...documented.answers,
  ...entries.map((entry) => ({
    ...entry,
    host: entry.layer === 'api' ? 'openai' : 'other',
    source: entry.sources[0],
  })),
] as unknown as readonly Answer[];
const failures = [...wild.failures, ...later.failures, ...laterToo.failures] as unknown as readonly Failure[];

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
