import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createApi } from '../../src/adapters/api/openai.ts';
import { clock } from '../../src/adapters/system/clock.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { Access, Api, ChatRequest } from '../../src/ports/api.ts';
import { closeAll, endpointAt, type Listening, sendJson, serve, testKey } from '../support/loopback.ts';

const apis: Api[] = [];

function api(env: Record<string, string> = {}): Api {
  const created = createApi({ redact: (text) => text, env, clock, version: '0.0.0' });
  apis.push(created);
  return created;
}

afterEach(async () => {
  for (const created of apis.splice(0)) created.close();
  await closeAll();
});

function accessTo(server: Listening, more: Partial<Access> = {}): Access {
  const endpoint = endpointAt(`http://127.0.0.1:${server.port}/v1`);
  return { key: testKey, endpoint, deadline: Date.now() + 60_000, ...more };
}

const request: ChatRequest = {
  model: 'gpt-test',
  message: 'Say hi.',
  parameters: { max_completion_tokens: 16 },
};

const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'gpt-test-2026',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
  usage: {
    prompt_tokens: 9,
    completion_tokens: 2,
    total_tokens: 11,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 1 },
  },
};

describe('a good answer', () => {
  test('it is the SDK that asks, in the version that is installed', async () => {
    const server = await serve((_, response) => sendJson(response, 200, { data: [] }));
    await api().listModels(accessTo(server));
    const installed = join(import.meta.dirname, '../../node_modules/openai/package.json');
    const { version } = JSON.parse(readFileSync(installed, 'utf8'));
    expect(server.headers[0]?.['user-agent']).toBe(`OpenAI/JS ${version}`);
  });

  test('models: ids, owners and end dates, and the record of the call', async () => {
    const server = await serve((_, response) =>
      sendJson(response, 200, {
        object: 'list',
        data: [
          { id: 'gpt-a', owned_by: 'system', shutdown_date: '2027-01-31' },
          { id: 'gpt-b', shutdown_date: 1_800_000_000 },
          { id: 7 },
        ],
      }),
    );
    const { exchange, models } = await api().listModels(accessTo(server));
    expect(models).toEqual([
      { id: 'gpt-a', shutdownDate: '2027-01-31' },
      { id: 'gpt-b', shutdownDate: '2027-01-15' },
    ]);
    expect(exchange).toMatchObject({
      purpose: 'models',
      key: { kind: 'project', length: testKey.length },
      model: null,
      organization: null,
      project: null,
      proxy: null,
      failure: null,
      tls: null,
    });
    expect(exchange.response).toMatchObject({ status: 200 });
    expect(exchange.response?.headers['x-request-id']).toBe('req_test');
    expect(server.requests).toEqual(['GET /v1/models']);
    expect(server.headers[0]?.authorization).toBe(`Bearer ${testKey.reveal()}`);
  });

  test('chat: what was asked, and every part of the completion', async () => {
    let sent: unknown;
    const server = await serve((_, response, body) => {
      sent = JSON.parse(body);
      sendJson(response, 200, completion);
    });
    const access = accessTo(server, { organization: 'org-1', project: 'proj_1' });
    const { exchange, completion: seen } = await api().chat(access, request);
    expect(sent).toEqual({
      model: 'gpt-test',
      messages: [{ role: 'user', content: 'Say hi.' }],
      max_completion_tokens: 16,
      stream: false,
    });
    expect(seen).toEqual({
      id: 'chatcmpl-1',
      model: 'gpt-test-2026',
      created: 1_700_000_000,
      reply: 'hi',
      role: 'assistant',
      finishReason: 'stop',
      usage: { promptTokens: 9, completionTokens: 2, totalTokens: 11, cachedTokens: 0, reasoningTokens: 1 },
      requestId: 'req_test',
    });
    expect(exchange).toMatchObject({ model: 'gpt-test', organization: 'org-1', project: 'proj_1' });
    expect(server.headers[0]).toMatchObject({ 'openai-organization': 'org-1', 'openai-project': 'proj_1' });
  });

  test('one connection serves the reach check, the list and the completion', async () => {
    const server = await serve((incoming, response) =>
      sendJson(response, 200, incoming.method === 'GET' ? { data: [] } : completion),
    );
    const shared = api();
    await shared.warm();
    const reached = await shared.reach(accessTo(server).endpoint, Date.now() + 3000);
    await shared.listModels(accessTo(server));
    await shared.chat(accessTo(server), request);
    expect(server.connections()).toBe(1);
    expect(reached).toMatchObject({ purpose: 'reach', key: null, response: { status: 200 } });
    expect(server.headers[0]?.authorization).toBeUndefined();
  });

  test('a kept connection that the server has closed is no failure', async () => {
    const server = await serve((incoming, response) => {
      sendJson(response, 200, { data: [] });
      if (server.requests.length === 1) setTimeout(() => incoming.socket.resetAndDestroy(), 0);
    });
    const shared = api();
    await shared.listModels(accessTo(server));
    const { exchange } = await shared.listModels(accessTo(server));
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.status).toBe(200);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('a body compressed with %s', async (encoding, compress) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
      response.end(compress(Buffer.from(JSON.stringify(completion))));
    });
    const { completion: seen } = await api().chat(accessTo(server), request);
    expect(seen?.reply).toBe('hi');
  });
});

describe('the shape of an answer is checked', () => {
  const message = (content: unknown) => ({ choices: [{ message: { content } }] });

  test.each([
    ['nothing, from a model that thought too long', message(null), ''],
    ['no content at all', { choices: [{ message: { role: 'assistant' } }] }, ''],
    ['parts', message([{ type: 'text', text: 'a' }, { type: 'image' }, { type: 'text', text: 'b' }]), 'ab'],
  ])('content may be %s', async (_, answer, reply) => {
    const server = await serve((_incoming, response) => sendJson(response, 200, answer));
    const { completion: seen } = await api().chat(accessTo(server), request);
    expect(seen).toMatchObject({ reply, usage: null, id: null, finishReason: null });
  });

  test.each([
    ['an error in a 200', { error: { message: 'no' } }],
    ['no choices', { choices: [] }],
    ['choices of another kind', { choices: 'x' }],
    ['a message that is text', { choices: [{ message: 'hi' }] }],
    ['content that is a number', message(4)],
    ['an array', [1]],
    ['null', null],
  ])('%s is no completion', async (_, answer) => {
    const server = await serve((_incoming, response) => sendJson(response, 200, answer));
    const { exchange, completion: seen } = await api().chat(accessTo(server), request);
    expect(seen).toBeNull();
    expect(exchange.response?.status).toBe(200);
  });

  test.each([
    ['texts', { prompt_tokens: '9', completion_tokens: '2' }, null],
    ['negative', { prompt_tokens: -1, completion_tokens: 2 }, null],
    ['without a total', { prompt_tokens: 9, completion_tokens: 2 }, 11],
  ])('counts that are %s', async (_, usage, total) => {
    const server = await serve((_incoming, response) => sendJson(response, 200, { ...completion, usage }));
    const { completion: seen } = await api().chat(accessTo(server), request);
    expect(seen?.usage?.totalTokens ?? null).toBe(total);
    expect(seen?.usage?.cachedTokens ?? null).toBeNull();
  });

  test.each([
    ['HTML', 'text/html', '<html>log in</html>'],
    ['HTML that says it is JSON', 'application/json', '<html>log in</html>'],
    ['JSON that says it is HTML', 'text/html', '{"data":[]}'],
    ['broken JSON', 'application/json', '{"data":['],
    ['nothing', 'application/json', ''],
    ['an object without data', 'application/json', '{}'],
    ['data of another kind', 'application/json', '{"data":{}}'],
    ['entries without ids', 'application/json', '{"data":[{"name":"x"}]}'],
  ])('%s is no model list, and the answer is recorded', async (_, type, body) => {
    const server = await serve((_incoming, response) => {
      response.writeHead(200, { 'content-type': type });
      response.end(body);
    });
    const { exchange, models } = await api().listModels(accessTo(server));
    expect(models).toBeNull();
    expect(exchange.response).toMatchObject({ status: 200, body });
    expect(exchange.failure).toBeNull();
  });
});

describe('a refusal', () => {
  test.each([400, 401, 403, 404, 409, 429, 500, 503])(
    '%i is one request, with its body and headers',
    async (status) => {
      const server = await serve((_, response) => {
        response.setHeader('retry-after', '2');
        response.setHeader('set-cookie', 'session=1');
        response.setHeader('x-should-retry', 'true');
        sendJson(response, status, { error: { message: 'no', code: 'invalid_api_key' } });
      });
      const { exchange, models } = await api().listModels(accessTo(server));
      expect(models).toBeNull();
      expect(exchange.response?.status).toBe(status);
      expect(JSON.parse(exchange.response?.body ?? '')).toEqual({
        error: { message: 'no', code: 'invalid_api_key' },
      });
      expect(exchange.response?.headers['retry-after']).toBe('2');
      expect(exchange.response?.headers['set-cookie']).toBeUndefined();
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([301, 302, 303, 307, 308])('a %i to another host is recorded, not followed', async (status) => {
    const elsewhere = await serve((_, response) => sendJson(response, 200, completion));
    const server = await serve((_, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${elsewhere.port}/v1/models` }).end();
    });
    const shared = api();
    const listed = await shared.listModels(accessTo(server));
    const { exchange } = await shared.chat(accessTo(server), request);
    for (const seen of [listed.exchange, exchange]) expect(seen.response?.status).toBe(status);
    expect(exchange.response?.headers['location']).toContain(String(elsewhere.port));
    expect(elsewhere.connections()).toBe(0);
  });
});

describe('a key of a few characters', () => {
  const echoed = async (status: number, body: string, key = new Secret('s3cret')) => {
    const server = await serve((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json', 'x-told': 'Bearer s3cret' }).end(body);
    });
    const { exchange } = await api().chat(accessTo(server, { key }), request);
    return exchange.response;
  };

  test.each([
    'Incorrect API key provided: s3cret. You can find yours here.',
    'got {"authorization":"Bearer s3cret"}',
    'got {\\"api_key\\":\\"s3cret\\"}',
    "the key 's3cret' is unknown",
    'Invalid token=s3cret',
    'no user has “s3cret”',
    'Basic s3cret, bearer  s3cret',
  ])('is masked where the server tells it: %s', async (message) => {
    const told = await echoed(401, `{"error":{"message":${JSON.stringify(message)}}}`);
    expect(JSON.stringify(told)).not.toContain('s3cret');
  });

  test.each(['model s3cret-7b is not there', 's3cret is what it says'])(
    'is a word in: %s',
    async (message) => {
      const told = await echoed(404, JSON.stringify({ error: { message } }));
      expect(JSON.parse(told?.body ?? '')).toEqual({ error: { message } });
    },
  );

  test('a long answer that is full of it takes no longer than it is', async () => {
    const told = await echoed(401, `{"error":{"message":"${'e '.repeat(500_000)}"}}`, new Secret('e'));
    expect(told?.status).toBe(401);
  });
});

describe('what is sent is what was said', () => {
  test('no variable of the process adds anything', async () => {
    const variables = {
      OPENAI_API_KEY: 'another',
      OPENAI_ADMIN_KEY: 'admin',
      OPENAI_ORG_ID: 'org-env',
      OPENAI_PROJECT_ID: 'proj_env',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      OPENAI_CUSTOM_HEADERS: 'X-Extra: 1\nAuthorization: Bearer other',
      OPENAI_LOG: 'debug',
    };
    const before = { ...process.env };
    Object.assign(process.env, variables);
    try {
      const server = await serve((_, response) => sendJson(response, 200, { data: [] }));
      await api().listModels(accessTo(server));
      expect(server.headers[0]).toMatchObject({ authorization: `Bearer ${testKey.reveal()}` });
      for (const name of ['openai-organization', 'openai-project', 'x-extra']) {
        expect(server.headers[0]).not.toHaveProperty(name);
      }
      expect(process.env['OPENAI_CUSTOM_HEADERS']).toBe(variables.OPENAI_CUSTOM_HEADERS);
    } finally {
      for (const name of Object.keys(variables)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
  });

  test('headers that the caller names are sent', async () => {
    const server = await serve((_, response) => sendJson(response, 200, { data: [] }));
    await api().listModels(accessTo(server, { headers: { 'X-Team': 'blue' } }));
    expect(server.headers[0]).toMatchObject({
      'x-team': 'blue',
      authorization: `Bearer ${testKey.reveal()}`,
    });
  });
});

test("the look whether a host is there, before there is a key, takes the shell's own headers and no key", async () => {
  const server = await serve((_, response) => sendJson(response, 401, { error: {} }));
  const env = {
    OPENAI_API_KEY: testKey.reveal(),
    OPENAI_CUSTOM_HEADERS: 'X-Team: blue\nAuthorization: Bearer x',
  };
  await api(env).reach(accessTo(server).endpoint, Date.now() + 20_000);
  expect(server.headers[0]).toMatchObject({ 'x-team': 'blue' });
  expect(server.headers[0]).not.toHaveProperty('authorization');
});

describe('the key stays out of the record', () => {
  test.each([
    ['a line break', '\n'],
    ['a zero byte', '\u0000'],
    ['a character beyond Latin-1', '\u2026'],
  ])('with %s inside nothing is sent', async (_, character) => {
    const text = testKey.reveal();
    const damaged = new Secret(text.slice(0, 70) + character + text.slice(70));
    const server = await serve((_incoming, response) => sendJson(response, 200, { data: [] }));
    const { exchange } = await api().listModels(accessTo(server, { key: damaged }));
    expect(exchange.failure?.phase).toBe('prepare');
    expect(server.connections()).toBe(0);
    const record = JSON.stringify(exchange);
    for (let at = 12; at + 12 < text.length; at += 12) expect(record).not.toContain(text.slice(at, at + 12));
  });

  test('an empty key is a failure to record, not an exception', async () => {
    const server = await serve((_, response) => sendJson(response, 200, { data: [] }));
    const { exchange } = await api().listModels(accessTo(server, { key: new Secret('') }));
    expect(exchange.failure?.phase).toBe('prepare');
    expect(server.connections()).toBe(0);
  });

  test('a server that echoes it, in the body or in a header', async () => {
    const server = await serve((incoming, response) => {
      response.setHeader('x-echo', String(incoming.headers.authorization));
      sendJson(response, 401, { error: { message: `Incorrect: ${incoming.headers.authorization}` } });
    });
    const { exchange } = await api().listModels(accessTo(server));
    expect(exchange.response?.status).toBe(401);
    expect(JSON.stringify(exchange)).not.toContain(testKey.reveal().slice(20, 60));
  });
});
