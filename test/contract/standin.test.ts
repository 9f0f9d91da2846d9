import { connect } from 'node:net';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Scenario, scenarios } from '../../src/standin/scenarios.ts';
import { type Standin, startStandin } from '../support/standin/standin.ts';

const open: Standin[] = [];

async function start(scenario: Scenario = scenarios.ok, language: 'en' | 'zh-CN' = 'en') {
  const standin = await startStandin({ scenario, language });
  open.push(standin);
  const client = new OpenAI({
    apiKey: standin.key,
    baseURL: standin.baseURL,
    maxRetries: 0,
    timeout: 10_000,
  });
  return { standin, client };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((standin) => standin.close()));
});

const ask = { model: 'gpt-6-luna', messages: [{ role: 'user' as const, content: 'Say this is a test!' }] };

async function failure(call: PromiseLike<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  const error = await call.then(
    () => expect.fail('the call succeeded'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OpenAI.APIError);
  return error as InstanceType<typeof OpenAI.APIError>;
}

describe('ok', () => {
  test('lists models and says the test sentence, with the usual headers', async () => {
    const { client } = await start();
    const models = await client.models.list();
    expect(models.data.find(({ id }) => id === 'gpt-6-luna')).toMatchObject({
      object: 'model',
      owned_by: 'system',
    });

    const { data, response, request_id } = await client.chat.completions.create(ask).withResponse();
    expect(data.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { role: 'assistant', content: 'This is a test!' },
    });
    expect(data.model).toBe('gpt-6-luna');
    expect(data.usage?.total_tokens).toBe(
      (data.usage?.prompt_tokens ?? 0) + (data.usage?.completion_tokens ?? 0),
    );
    expect(data.usage?.prompt_tokens_details?.cached_tokens).toBe(0);
    expect(data.usage?.completion_tokens_details?.reasoning_tokens).toBe(64);
    expect(request_id).toMatch(/^req_[0-9a-f]{32}$/);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('openai-version')).toBe('2020-10-01');
    expect(Number(response.headers.get('openai-processing-ms'))).toBeGreaterThan(0);
    expect(response.headers.get('openai-organization')).toBeTruthy();
    expect(response.headers.get('x-ratelimit-remaining-requests')).toMatch(/^\d+$/);
  });

  test('records what came, without the key', async () => {
    const { standin } = await start();
    const client = new OpenAI({
      apiKey: standin.key,
      baseURL: standin.baseURL,
      organization: 'org-x',
      maxRetries: 0,
    });
    await client.chat.completions.create({ ...ask, max_completion_tokens: 512 });
    await fetch(`${standin.baseURL}/models`);
    expect(standin.requests).toEqual([
      {
        method: 'POST',
        path: '/v1/chat/completions',
        keySent: true,
        organization: 'org-x',
        project: null,
        model: 'gpt-6-luna',
        body: { ...ask, max_completion_tokens: 512 },
      },
      {
        method: 'GET',
        path: '/v1/models',
        keySent: false,
        organization: null,
        project: null,
        model: null,
        body: null,
      },
    ]);
    expect(JSON.stringify(standin.requests)).not.toContain(standin.key.slice(8, 20));
  });

  test('answers in Chinese', async () => {
    const { client } = await start(scenarios.ok, 'zh-CN');
    const { choices } = await client.chat.completions.create({
      ...ask,
      messages: [{ role: 'user', content: '请说：这是一个测试！' }],
    });
    expect(choices[0]?.message.content).toBe('这是一个测试！');
  });

  test('streams, with usage where asked', async () => {
    const { client } = await start();
    const stream = await client.chat.completions.create({
      ...ask,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let parts = 0;
    let total = 0;
    let finish: string | null = null;
    for await (const chunk of stream) {
      const choice = chunk.choices[0];
      text += choice?.delta.content ?? '';
      parts += choice?.delta.content ? 1 : 0;
      finish = choice?.finish_reason ?? finish;
      total = chunk.usage?.total_tokens ?? total;
    }
    expect({ text, finish }).toEqual({ text: 'This is a test!', finish: 'stop' });
    expect(parts).toBeGreaterThan(2);
    expect(total).toBeGreaterThan(0);
  });

  test('takes pictures, and keeps to a JSON schema', async () => {
    const { client } = await start();
    const { choices, usage } = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is it?' },
            { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
          ],
        },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'thing',
          strict: true,
          schema: {
            type: 'object',
            properties: { name: { type: 'string' }, count: { type: 'integer', minimum: 2 } },
            required: ['name', 'count'],
            additionalProperties: false,
          },
        },
      },
    });
    expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ name: 'sample', count: 2 });
    expect(usage?.prompt_tokens).toBeGreaterThan(85);
  });

  test('calls a tool, then uses its result', async () => {
    const { client } = await start();
    const tools = [
      {
        type: 'function' as const,
        function: {
          name: 'weather',
          parameters: { type: 'object', properties: { city: { type: 'string' } } },
        },
      },
    ];
    const first = await client.chat.completions.create({ ...ask, tools });
    const message = first.choices[0]?.message;
    expect(first.choices[0]?.finish_reason).toBe('tool_calls');
    const call = message?.tool_calls?.[0];
    if (!message || !call) return expect.fail('no tool call');
    const second = await client.chat.completions.create({
      ...ask,
      tools,
      messages: [...ask.messages, message, { role: 'tool', tool_call_id: call.id, content: 'rain' }],
    });
    expect(second.choices[0]?.finish_reason).toBe('stop');
  });
});

describe('the Responses API', () => {
  test('answers whole', async () => {
    const { client } = await start();
    const answer = await client.responses.create({ model: 'gpt-5.2-pro', input: 'Say this is a test!' });
    expect(answer.output_text).toBe('This is a test!');
    expect(answer.status).toBe('completed');
    expect(answer.usage?.output_tokens_details.reasoning_tokens).toBe(64);
  });

  test('streams events in order', async () => {
    const { client } = await start();
    const stream = await client.responses.create({
      model: 'gpt-6-luna',
      instructions: 'Be short.',
      input: [{ role: 'user', content: 'Say this is a test!' }],
      stream: true,
    });
    let text = '';
    const types: string[] = [];
    const numbers: number[] = [];
    for await (const event of stream) {
      types.push(event.type);
      numbers.push(event.sequence_number);
      if (event.type === 'response.output_text.delta') text += event.delta;
    }
    expect(text).toBe('This is a test!');
    expect(types[0]).toBe('response.created');
    expect(types.at(-1)).toBe('response.completed');
    expect(numbers).toEqual(numbers.map((_, index) => index));
  });

  test('the SDK helper assembles the stream; a cap leaves it incomplete', async () => {
    const { client } = await start();
    const whole = await client.responses
      .stream({ model: 'gpt-6-luna', input: 'this is a test' })
      .finalResponse();
    expect(whole.output_text).toBe('This is a test!');
    const cut = await client.responses.create({ model: 'gpt-6-luna', input: 'x', max_output_tokens: 16 });
    expect(cut).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      output_text: '',
    });
  });

  test('structured output and tools', async () => {
    const { client } = await start();
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } } };
    const answer = await client.responses.create({
      model: 'gpt-6-luna',
      input: 'x',
      text: { format: { type: 'json_schema', name: 'a', schema } },
    });
    expect(JSON.parse(answer.output_text)).toEqual({ ok: true });
    const call = await client.responses.create({
      model: 'gpt-6-luna',
      input: 'x',
      tools: [{ type: 'function', name: 'f', parameters: schema, strict: true }],
    });
    expect(call.output.at(-1)).toMatchObject({ type: 'function_call', name: 'f', arguments: '{"ok":true}' });
  });

  test('refuses a cap under 16', async () => {
    const { client } = await start();
    const error = await failure(
      client.responses.create({ model: 'gpt-6-luna', input: 'x', max_output_tokens: 5 }),
    );
    expect(error).toMatchObject({ status: 400, code: 'integer_below_min_value', param: 'max_output_tokens' });
  });
});

describe('what the API refuses', () => {
  let standin: Standin;
  let client: OpenAI;
  beforeEach(async () => {
    ({ standin, client } = await start());
  });
  const raw = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, standin.baseURL), {
      ...init,
      headers: { authorization: `Bearer ${standin.key}`, ...init.headers },
    });

  test('an unknown key, echoed masked with its length', async () => {
    const other = `${standin.key.slice(0, -6)}aBcDeF`;
    const stranger = new OpenAI({ apiKey: other, baseURL: standin.baseURL, maxRetries: 0 });
    const error = await failure(stranger.models.list());
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key', type: 'invalid_request_error' });
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(error.message).toContain(`sk-proj-${'*'.repeat(152)}cDeF. You can find`);
    expect(error.message).not.toContain(other.slice(8, 20));
  });

  test.each([
    ['nothing', {}],
    ['an empty bearer', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic eDp5' }],
  ])('no key: %s', async (_name, headers) => {
    const response = await fetch(`${standin.baseURL}/models`, { headers: headers as Record<string, string> });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining("You didn't provide an API key"), code: null },
    });
  });

  test.each([
    ['GET', '/models', 404, 'Invalid URL (GET /models)'],
    ['POST', '/chat/completions', 404, 'Invalid URL (POST /chat/completions)'],
    ['GET', '/v1/constructor', 404, 'Invalid URL (GET /v1/constructor)'],
    ['GET', '/v1/chat/completions', 405, 'Not allowed to GET on /v1/chat/completions.'],
    ['DELETE', '/v1/models', 405, 'Not allowed to DELETE on /v1/models.'],
    ['GET', '/v1/models/gpt-2', 404, 'does not exist'],
  ])('%s %s: %i', async (method, path, status, message) => {
    const response = await raw(path, { method });
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: { message: string } };
    expect(error.message).toContain(message);
  });

  test.each([
    ['nothing', ''],
    ['half of it', '{"model": "gpt-6-'],
    ['a list', '[]'],
    ['null', 'null'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('a body that is %s', async (_name, body) => {
    const response = await raw('/v1/chat/completions', { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('could not parse the JSON body');
  });

  test('too large a body, and lives on', async () => {
    const body = new Uint8Array(9 * 1024 * 1024);
    const status = await raw('/v1/chat/completions', { method: 'POST', body }).then(
      (response) => response.status,
      () => 'closed',
    );
    expect([413, 'closed']).toContain(status);
    expect((await client.models.list()).data.length).toBeGreaterThan(5);
  });

  test.each<[string, object, object]>([
    ['no model', { messages: ask.messages }, { status: 400 }],
    ['an unknown model', { ...ask, model: 'gpt-7' }, { status: 404, code: 'model_not_found' }],
    ['no chat model', { ...ask, model: 'text-embedding-3-small' }, { status: 404 }],
    ['a Responses model', { ...ask, model: 'gpt-5.2-pro' }, { status: 404, param: 'model' }],
    ['no messages', { model: 'gpt-6-luna' }, { status: 400, code: 'missing_required_parameter' }],
    ['empty messages', { ...ask, messages: [] }, { status: 400, param: 'messages' }],
    [
      'max_tokens',
      { ...ask, max_tokens: 5 },
      { status: 400, code: 'unsupported_parameter', param: 'max_tokens' },
    ],
    ['an effort', { ...ask, reasoning_effort: 'minimal' }, { status: 400, code: 'unsupported_value' }],
    [
      'an effort without reasoning',
      { ...ask, model: 'gpt-4o', reasoning_effort: 'low' },
      { status: 400, code: null },
    ],
    ['a temperature', { ...ask, temperature: 0.2 }, { status: 400, param: 'temperature' }],
    ['a cap of 0', { ...ask, max_completion_tokens: 0 }, { status: 400, code: 'integer_below_min_value' }],
    ['a cap of text', { ...ask, max_completion_tokens: 'x' }, { status: 400, code: 'invalid_type' }],
  ])('%s', async (_name, body, expected) => {
    const error = await failure(client.post('/chat/completions', { body }));
    expect(error).toMatchObject(expected);
  });

  test('names the efforts that there are', async () => {
    const error = await failure(client.chat.completions.create({ ...ask, reasoning_effort: 'minimal' }));
    expect(error.message).toContain(
      "Supported values are: 'none', 'low', 'medium', 'high', 'xhigh', and 'max'.",
    );
  });

  test('max_tokens is fine without reasoning', async () => {
    const { choices } = await client.chat.completions.create({ ...ask, model: 'gpt-4o-mini', max_tokens: 2 });
    expect(choices[0]?.finish_reason).toBe('length');
  });
});

describe('scenarios', () => {
  test('a key that is not let in is told no owner and no limits', async () => {
    const { standin } = await start(scenarios['rejected-key']);
    const { status, headers } = await fetch(`${standin.baseURL}/models`, {
      headers: { Authorization: `Bearer ${standin.key}` },
    });
    expect(status).toBe(401);
    expect(headers.get('x-request-id')).toBeTruthy();
    const told = [...headers.keys()].filter((name) => /organization|ratelimit/.test(name));
    expect(told).toEqual([]);
  });

  test('rejected-key', async () => {
    const { standin, client } = await start(scenarios['rejected-key']);
    const error = await failure(client.models.list());
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(error.message).toContain(standin.key.slice(-4));
    expect(await failure(client.chat.completions.create(ask))).toMatchObject({ status: 401 });
  });

  test('no-credit', async () => {
    const { client } = await start(scenarios['no-credit']);
    expect((await client.models.list()).data.length).toBeGreaterThan(5);
    const error = await failure(client.chat.completions.create(ask));
    expect(error).toMatchObject({
      status: 429,
      code: 'credit_balance_exhausted',
      type: 'insufficient_quota',
    });
    expect(error.headers?.get('retry-after')).toBeNull();
  });

  test('rate-limited, until the time is over', async () => {
    const { client } = await start({ ...scenarios['rate-limited'], recoversAfterSeconds: 0.6 });
    expect((await client.models.list()).data.length).toBeGreaterThan(5);
    const error = await failure(client.chat.completions.create(ask));
    expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'requests' });
    expect(error.message).toContain('Please try again in 1s.');
    expect(error.headers?.get('retry-after')).toBe('1');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await client.chat.completions.create(ask)).choices[0]?.message.content).toBe('This is a test!');
  });

  test('missing-scope', async () => {
    const { client } = await start(scenarios['missing-scope']);
    const list = await failure(client.models.list());
    expect(list).toMatchObject({ status: 403 });
    expect(list.message).toContain('Missing scopes: api.model.read.');
    const chat = await failure(client.chat.completions.create(ask));
    expect(chat).toMatchObject({ status: 401 });
    expect(chat.message).toContain('Missing scopes: model.request.');
  });

  test('no-model: whatever is listed is not there', async () => {
    const { client } = await start(scenarios['no-model']);
    for (const { id } of (await client.models.list()).data) {
      const error = await failure(client.chat.completions.create({ ...ask, model: id }));
      expect(error.status).toBe(404);
    }
    expect(await failure(client.chat.completions.create(ask))).toMatchObject({ code: 'model_not_found' });
  });

  test('service-down', async () => {
    const { client } = await start(scenarios['service-down']);
    const list = await failure(client.models.list());
    expect(list.status).toBe(503);
    expect(list.headers?.get('content-type')).toContain('text/html');
    expect(list.headers?.get('x-request-id')).toBeNull();
    expect(await failure(client.chat.completions.create(ask))).toMatchObject({
      status: 500,
      type: 'server_error',
    });
  });

  test('offline', async () => {
    const { standin, client } = await start(scenarios.offline);
    const error = await failure(client.models.list());
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(standin.baseURL).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    const { cause } = await fetch(standin.baseURL).catch((reason) => reason);
    expect(cause.code).toBe('ECONNREFUSED');
  });

  test.each(['/v1/models', '/v1/chat/completions', '/'])(
    'captive-portal answers %s with a page',
    async (path) => {
      const { standin } = await start(scenarios['captive-portal']);
      const response = await fetch(new URL(path, standin.baseURL), { method: 'POST', body: '{}' });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(await response.text()).toContain('Guest WiFi Login');
    },
  );

  test('slow answers in the end, and a client may give up', async () => {
    const { standin, client } = await start({ ...scenarios.slow, delayMs: 400 });
    expect((await client.models.list()).data.length).toBeGreaterThan(5);
    const hasty = new OpenAI({ apiKey: standin.key, baseURL: standin.baseURL, maxRetries: 0, timeout: 50 });
    expect(await failure(hasty.models.list())).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  });
});

describe('it does not fall over', () => {
  const send = (port: number, text: string, leaveAfterMs: number) =>
    new Promise<string>((resolve) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (data) => {
        answer += data.toString('latin1');
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(answer));
      setTimeout(() => socket.destroy(), leaveAfterMs);
    });

  test('not HTTP, a header without end, a body that stops, a socket that leaves', async () => {
    const { standin, client } = await start();
    const port = Number(new URL(standin.baseURL).port);
    const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${standin.key}\r\n`;
    const [garbage] = await Promise.all([
      send(port, '\x16\x03\x01\x00\xa5garbage\r\n\r\n', 300),
      send(port, 'GET /v1/models HTTP/1.1\r\nhost: x\r\nx: ', 60),
      send(port, `${head}content-length: 100\r\n\r\n{"model"`, 60),
      send(port, `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`, 300),
      send(port, 'GET //%ff?%%% HTTP/1.1\r\nhost: x\r\n\r\n', 60),
      send(port, '', 30),
    ]);
    expect(garbage).toMatch(/^HTTP\/1\.1 400/);
    expect((await client.models.list()).data.length).toBeGreaterThan(5);
  });

  test('50 requests at a time', async () => {
    const { standin, client } = await start();
    const replies = await Promise.all(Array.from({ length: 50 }, () => client.chat.completions.create(ask)));
    expect(new Set(replies.map(({ id }) => id)).size).toBe(50);
    expect(standin.requests).toHaveLength(50);
  });

  test('close ends what is under way at once, and may be called twice', async () => {
    const { standin, client } = await start({ ...scenarios.slow, delayMs: 600_000 });
    const pending = failure(client.models.list());
    const idle = connect(Number(new URL(standin.baseURL).port), '127.0.0.1');
    const ended = new Promise((resolve) => idle.on('close', resolve));
    idle.on('error', () => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    // Its answer would come in ten minutes.
    await Promise.all([standin.close(), standin.close()]);
    await ended;
    expect(await pending).toBeInstanceOf(OpenAI.APIConnectionError);
  });
});
