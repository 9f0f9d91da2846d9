import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCompletion, readModels } from '../../src/adapters/api/openai-answers.ts';
import { errorChain } from '../../src/adapters/http/error-chain.ts';
import { LightHeaders } from '../../src/adapters/http/light-headers.ts';
import { callTrusting } from '../support/call-trusting.ts';
import { closeAll, sendJson, serve, testKey } from '../support/loopback.ts';

describe('the chain of causes', () => {
  const plain = (text: string): string => text;

  test('outermost first, members of aggregates after their parent, string codes only', () => {
    const refused = (address: string) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}`), {
        code: 'ECONNREFUSED',
        port: 443,
      });
    const inner = new AggregateError([refused('::1'), refused('127.0.0.1')], 'both');
    const outer = Object.assign(new TypeError('fetch failed', { cause: inner }), { code: 20 });
    expect(errorChain(outer, plain)).toEqual([
      { name: 'TypeError', message: 'fetch failed' },
      { name: 'AggregateError', message: 'both' },
      { name: 'Error', message: 'connect ECONNREFUSED ::1', code: 'ECONNREFUSED', port: 443 },
      {
        name: 'Error',
        message: 'connect ECONNREFUSED 127.0.0.1',
        code: 'ECONNREFUSED',
        port: 443,
      },
    ]);
  });

  test('a loop, an endless chain, and errors that are none', () => {
    const loop = new Error('a');
    loop.cause = loop;
    expect(errorChain(loop, plain)).toHaveLength(1);
    let long = new Error('0');
    for (let depth = 1; depth < 500; depth += 1) long = new Error(String(depth), { cause: long });
    expect(errorChain(long, plain).length).toBeLessThan(20);
    expect(errorChain('text', plain)).toEqual([{ name: 'string', message: 'text' }]);
    expect(errorChain(undefined, plain)).toEqual([]);
    const hostile = Object.defineProperty(new Error('x'), 'code', {
      get: () => {
        throw new Error('no');
      },
    });
    expect(errorChain(hostile, plain)).toEqual([{ name: 'Error', message: 'x' }]);
  });

  test('texts are masked before they are cut, and nothing else is taken', () => {
    const error = Object.assign(new Error(`${'.'.repeat(1990)}SECRET-KEY`), {
      rawPacket: 'SECRET-KEY',
      code: 'SECRET-KEY',
    });
    const chain = errorChain(error, (text) => text.replaceAll('SECRET-KEY', '…'));
    expect(JSON.stringify(chain)).not.toMatch(/SECRET/);
    expect(chain[0]).not.toHaveProperty('rawPacket');
  });
});

describe('light headers are headers as far as they go', () => {
  const name = fc.constantFrom('Accept', 'accept', 'X-One', 'x-two', 'AUTHORIZATION');
  const value = fc.stringMatching(/^[\t !-~\u00e9]{0,12}$/);
  const action = fc.record({ act: fc.constantFrom('append', 'set', 'delete'), name, value });

  test('any sequence of changes leaves what the real ones have', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        const [real, light] = [new Headers(), new LightHeaders()];
        for (const headers of [real, light]) {
          for (const { act, name: key, value: text } of actions) {
            if (act === 'append') headers.append(key, text);
            else if (act === 'set') headers.set(key, text);
            else headers.delete(key);
          }
        }
        expect([...light]).toEqual([...real]);
        expect([...light.keys()]).toEqual([...real.keys()]);
        expect([...light.values()]).toEqual([...real.values()]);
        expect(light.get('ACCEPT')).toBe(real.get('ACCEPT'));
        expect(light.has('x-one')).toBe(real.has('x-one'));
      }),
      { numRuns: process.env['CI'] ? 3000 : 300 },
    );
  });

  test.each(['a\nb', 'a\rb', 'a\0b', 'a\u2026b'])('%j is refused without being quoted', (text) => {
    expect(() => new LightHeaders([['x', text]])).toThrow(
      /^A header value holds a character that no header may hold.$/,
    );
  });
});

test('the SDK works with them, bundled as it is shipped', async () => {
  const server = await serve((_, response) => sendJson(response, 200, { data: [{ id: 'm' }] }));
  try {
    const [exchange] = await callTrusting('', [`http://127.0.0.1:${server.port}/v1`]);
    expect(exchange).toMatchObject({ failure: null, response: { status: 200 } });
    expect(server.headers[0]).toMatchObject({
      authorization: `Bearer ${testKey.reveal()}`,
      accept: 'application/json',
      'x-stainless-lang': 'js',
    });
  } finally {
    await closeAll();
  }
});

test('what a completion and a list say comes in clean and no longer than other texts, and a reply whole up to 2,000', () => {
  const dirty = 'a\u001b[2J\u202e  b\n';
  const completion = readCompletion(
    {
      id: dirty,
      model: dirty,
      choices: [{ message: { role: dirty, content: 'x'.repeat(5000) }, finish_reason: dirty }],
    },
    dirty,
  );
  expect(completion).toMatchObject({
    id: 'a b',
    model: 'a b',
    role: 'a b',
    finishReason: 'a b',
    requestId: 'a b',
  });
  expect(completion?.reply).toBe(`${'x'.repeat(1999)}…`);
  expect(readModels({ data: [{ id: dirty }, { id: '\u200b' }] })).toMatchObject([{ id: 'a b' }]);
});
