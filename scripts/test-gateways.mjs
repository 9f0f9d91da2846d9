// Tries the built program against gateways and mocks of other people's making, from npm: sets up a key at each, verifies it
// and, where the gateway looks at keys, shows it a wrong one.
//
//   npm run build && npm run test:gateways
//
// `--report FILE` writes { passed, failed, skipped } as JSON. A gateway that cannot be installed or started is counted as
// skipped, with the reason: that says nothing about this program.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { npm, root } from './package/pack.mjs';

/** What the gateways pass on to, and the only key that it takes. */
const key = 'gateway-key-for-tests-only';
const model = 'gpt-4o-mini';
const list = { object: 'list', data: [{ id: model, object: 'model', created: 1, owned_by: 'openai' }] };
const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model,
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

/** A description of two calls, for the mock of the SDK. */
const json = (example) => ({ 200: { description: 'ok', content: { 'application/json': { example } } } });
const description = {
  openapi: '3.1.0',
  info: { title: 'Two calls', version: '1' },
  paths: {
    '/models': { get: { operationId: 'list', responses: json(list) } },
    '/chat/completions': {
      post: {
        operationId: 'chat',
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: json(completion),
      },
    },
  },
};

const gateways = [
  {
    name: 'Portkey’s gateway',
    packages: ['@portkey-ai/gateway@1'],
    start: ({ at, port }) => [
      at('@portkey-ai/gateway/build/start-server.js'),
      `--port=${port}`,
      '--headless',
    ],
    baseURL: (port) => `http://127.0.0.1:${port}/v1`,
    headers: (upstream) => `x-portkey-provider: openai\nx-portkey-custom-host: ${upstream}/v1`,
    looksAtKeys: true,
  },
  {
    name: 'aimock',
    packages: ['@copilotkit/aimock@1'],
    files: { 'fixtures.json': { fixtures: [{ match: {}, response: { content: 'Hello' } }] } },
    start: ({ at, port, folder }) => [
      at('@copilotkit/aimock/dist/cli.js'),
      ...['--port', String(port), '--fixtures', join(folder, 'fixtures.json')],
    ],
    baseURL: (port) => `http://127.0.0.1:${port}/v1`,
  },
  {
    name: 'the SDK’s mock',
    packages: ['@stdy/cli@0.22'],
    files: { 'spec.json': description },
    start: ({ at, port, folder }) => [
      at('@stdy/cli/steady.js'),
      ...['--host', '127.0.0.1', '--port', String(port), join(folder, 'spec.json')],
    ],
    baseURL: (port) => `http://127.0.0.1:${port}`,
  },
  {
    name: 'llms, the server of claude-code-router',
    packages: ['@musistudio/llms@1'],
    files: {
      'server.cjs': `const Server = require(process.argv[2]).default;
const [port, upstream] = [Number(process.argv[3]), process.argv[4]];
const provider = { name: 'up', api_base_url: upstream + '/v1/chat/completions', api_key: '${key}', models: ['${model}'] };
const initialConfig = { providers: [provider], Providers: [provider], HOST: '127.0.0.1', PORT: port };
new Server({ initialConfig, logger: false }).start();`,
    },
    start: ({ at, port, folder, upstream }) => [
      join(folder, 'server.cjs'),
      ...[at('@musistudio/llms'), String(port), upstream],
    ],
    baseURL: (port) => `http://127.0.0.1:${port}/v1`,
    model: `up,${model}`,
  },
];

const reportAt = process.argv.indexOf('--report');
const counts = { passed: 0, failed: 0, skipped: 0 };
const upstream = await serveUpstream();
for (const [at, gateway] of gateways.entries()) await tryGateway(gateway, 18_300 + at);
upstream.server.close();
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
if (reportAt !== -1) writeFileSync(process.argv[reportAt + 1], JSON.stringify(counts));
process.exit(counts.failed > 0 ? 1 : 0);

async function tryGateway(gateway, port) {
  const { name, headers, model: asked = model, looksAtKeys = false } = gateway;
  const baseURL = gateway.baseURL(port);
  const running = await startGateway(gateway, port);
  if (running === null) return;
  try {
    const env = headers ? { OPENAI_CUSTOM_HEADERS: headers(upstream.address) } : {};
    const folder = mkdtempSync(join(tmpdir(), 'gateway-project-'));
    const named = ['--model', asked];
    const setup = ['setup', '--key-stdin', '--yes', '--json', '--no-open', ...named];
    const set = await run(setup, folder, { ...env, OPENAI_BASE_URL: baseURL }, key);
    judge(`${name}: setup`, set, ({ ok, warnings, test }) => {
      const told = warnings.some(({ id }) => id === 'custom_endpoint');
      return ok && told && typeof test?.reply === 'string';
    });
    const verified = await run(['verify', '--json', ...named], folder, env);
    judge(`${name}: verify`, verified, ({ ok, endpoint }) => ok && endpoint.baseURL === baseURL);
    if (!looksAtKeys) return;
    const wrong = await run(
      ['verify', '--json', '--key-stdin', '--base-url', baseURL, ...named],
      folder,
      env,
      'another-key-for-tests',
    );
    judge(`${name}: a wrong key`, wrong, ({ diagnosis }) => diagnosis?.cause === 'key_rejected');
  } finally {
    running.kill();
  }
}

function judge(what, { stdout, stderr }, holds) {
  let right = false;
  try {
    right = holds(JSON.parse(stdout));
  } catch {}
  counts[right ? 'passed' : 'failed'] += 1;
  console.log(`${right ? 'ok    ' : 'FAILED'} ${what}`);
  if (!right) console.log(stdout.slice(0, 3000), stderr.slice(0, 1000));
}

/** The process, once it answers; null, with the reason told, where it cannot be had. */
async function startGateway({ name, packages, files = {}, start }, port) {
  const folder = join(root, 'node_modules/.cache/gateways', packages[0].replace(/\W+/g, '-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  for (const [file, content] of Object.entries(files))
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  const at = (path) => join(folder, 'node_modules', path);
  try {
    npm(['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline', ...packages], folder);
  } catch (error) {
    return skip(name, `cannot be installed (${String(error.message).slice(0, 200)})`);
  }
  const args = start({ at, port, folder, upstream: upstream.address });
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += data;
    });
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return child;
    await sleep(200);
  }
  child.kill();
  return skip(name, `does not start (${said.slice(-300)})`);
}

function skip(name, why) {
  counts.skipped += 1;
  console.log(`skipped ${name}: ${why}`);
  return null;
}

/** The built program, with nothing of this machine's environment that it could take for its own. */
function run(args, cwd, env, input = '') {
  const home = mkdtempSync(join(tmpdir(), 'gateway-home-'));
  const clean = { PATH: process.env.PATH, HOME: home, USERPROFILE: home, LANG: 'C.UTF-8', ...env };
  const child = spawn(process.execPath, [join(root, 'bin/openai-setup.js'), ...args], { cwd, env: clean });
  child.stdin.end(input);
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'])
    child[name].on('data', (data) => {
      out[name] += data;
    });
  return new Promise((resolve) => child.on('close', () => resolve(out)));
}

/** OpenAI's part: a list and a reply for one key, and 401 for any other. */
async function serveUpstream() {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const error = {
        message: 'Incorrect API key provided',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      };
      const right = request.headers.authorization === `Bearer ${key}`;
      const body = !right ? { error } : request.url.endsWith('/models') ? list : completion;
      response.writeHead(right ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${server.address().port}` };
}
