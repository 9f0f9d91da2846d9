// Hands a key over with the services' real command-line tools, each against a stand-in of its service on loopback.
//
//   npm run test:push                 all of them
//   npm run test:push -- github       one
//
// For each: the first push creates, the second replaces, `--check` sees it, and the service got the very key. A tool that
// is not on the machine, or not to be had from npm, is skipped with a message. `--report FILE` writes
// { passed, failed, skipped } as JSON.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { npm, root } from './package/pack.mjs';
import {
  cloudflare,
  docker,
  github,
  heroku,
  kubernetes,
  netlify,
  startService,
  vercel,
} from './push/services.mjs';
import { makeSandbox } from './support/sandbox.mjs';
import { startStandin } from './support/standin.mjs';

const args = process.argv.slice(2);
const reportAt = args.indexOf('--report');
const report = reportAt === -1 ? null : args.splice(reportAt, 2)[1];
const program = join(root, 'bin/openai-setup.js');
const sandbox = makeSandbox();
const tools = sandbox.folder('tools');
const standin = await startStandin();

/** How each tool is had, pointed to its stand-in, and told what it works on. */
const rows = {
  github: { tool: onMachine('gh'), service: githubService, files: remote(), env: ghEnv },
  dependabot: { tool: onMachine('gh'), service: githubService, files: remote(), env: ghEnv },
  codespaces: { tool: onMachine('gh'), service: githubService, files: remote(), env: ghEnv },
  vercel: {
    tool: fromNpm('vercel', 'vercel@50'),
    service: vercelService,
    files: { '.vercel/project.json': '{"projectId":"prj_1","orgId":"team_1","projectName":"web"}' },
    env: vercelEnv,
  },
  netlify: {
    tool: fromNpm('netlify', 'netlify-cli@23'),
    service: () => startService(netlify),
    files: { '.netlify/state.json': '{"siteId":"s1"}' },
    env: netlifyEnv,
  },
  heroku: {
    tool: fromNpm('heroku', 'heroku@11'),
    service: () => startService(heroku),
    args: ['--project', 'shop'],
    env: ({ port }) => ({ HEROKU_API_KEY: 'abc', HEROKU_HOST: `http://127.0.0.1:${port}` }),
  },
  cloudflare: {
    tool: fromNpm('wrangler', 'wrangler@4'),
    service: () => startService(cloudflare),
    files: { 'wrangler.toml': 'name = "worker"\n' },
    env: ({ port }) => ({
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}`,
      CLOUDFLARE_API_TOKEN: 'abc',
      CLOUDFLARE_ACCOUNT_ID: 'a1',
    }),
  },
  kubernetes: {
    tool: onMachine('kubectl'),
    service: () => startService(kubernetes),
    env: ({ port }) => ({ KUBECONFIG: kubeConfig(port) }),
  },
  docker: {
    tool: onMachine('docker'),
    service: () => startService(docker),
    env: ({ port }) => ({ DOCKER_HOST: `tcp://127.0.0.1:${port}` }),
  },
};

const counts = { passed: 0, failed: 0, skipped: 0 };
try {
  for (const target of args.length > 0 ? args : Object.keys(rows)) await tryTarget(target, rows[target]);
} finally {
  await standin.close();
  sandbox.remove();
}
console.log(`Push: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped.`);
if (report) writeFileSync(report, JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

async function tryTarget(target, { tool, service, files = {}, args: more = [], env }) {
  const missing = tool();
  if (missing !== null) {
    counts.skipped += 1;
    console.log(`${target}: skipped, ${missing}`);
    return;
  }
  const folder = sandbox.folder(`project-${target}`);
  const secrets = `OPENAI_API_KEY=${standin.key}\nOPENAI_BASE_URL=${standin.baseURL}\n`;
  for (const [path, text] of Object.entries({ ...files, '.env': secrets })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o600 });
  }
  const running = await service();
  try {
    const { first = tools, ...given } = env(running);
    const variables = { ...sandbox.env, ...given, PATH: [first, tools, sandbox.env.PATH].join(delimiter) };
    const run = (...words) =>
      openaiSetup(['push', target, ...more, ...words, '--timeout', '120', '--json'], folder, variables);
    const problems = [];
    for (const expected of ['created', 'updated']) {
      const { targets } = await run('--yes');
      const [{ change, message } = {}] = targets ?? [];
      if (change !== expected) problems.push(`${expected} was expected, ${change} came: ${message}`);
      if (running.values.get('OPENAI_API_KEY') !== standin.key)
        problems.push('the service has not got the key');
    }
    const [{ change } = {}] = (await run('--check')).targets ?? [];
    if (change !== 'present') problems.push(`--check says ${change}`);
    counts[problems.length > 0 ? 'failed' : 'passed'] += 1;
    console.log(`${target}: ${problems.length > 0 ? problems.join('; ') : 'created, updated, present'}`);
  } finally {
    await running.close();
  }
}

function openaiSetup(words, cwd, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (piece) => {
      printed += piece;
    });
    child.on('error', reject).on('close', () => {
      if (printed.includes(standin.key)) reject(new Error('it printed the key'));
      else resolve(JSON.parse(printed));
    });
  });
}

function onMachine(name) {
  return () => {
    const { status } = spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return status === 0 ? null : `${name} is not on this machine`;
  };
}

/** Installed once; linked, since tools below `node_modules/.bin` are never run. */
function fromNpm(name, asked) {
  return () => {
    if (existsSync(join(tools, name))) return null;
    const folder = sandbox.folder(name);
    try {
      writeFileSync(join(folder, 'package.json'), '{"private":true}');
      npm(['install', '--no-audit', '--no-fund', '--ignore-scripts', asked], folder);
      symlinkSync(join(folder, 'node_modules/.bin', name), join(tools, name));
      return null;
    } catch (error) {
      return `${asked} is not to be had: ${error.message.split('\n')[0]}`;
    }
  };
}

function remote() {
  return { '.git/config': '[remote "origin"]\n\turl = https://github.com/me/app.git\n' };
}

async function githubService() {
  const folder = sandbox.folder('sealed-box');
  if (!existsSync(join(folder, 'node_modules'))) {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    npm(['install', '--no-audit', '--no-fund', 'libsodium-wrappers'], folder);
  }
  const sodium = createRequire(join(folder, 'x.cjs'))('libsodium-wrappers');
  await sodium.ready;
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  const open = (text) =>
    Buffer.from(sodium.crypto_box_seal_open(Buffer.from(text, 'base64'), publicKey, privateKey)).toString();
  const socket = join(sandbox.root, 'gh.sock');
  const service = await startService(
    github({ publicKey: Buffer.from(publicKey).toString('base64'), open }),
    socket,
  );
  return { ...service, socket };
}

function ghEnv({ socket }) {
  const folder = sandbox.folder('gh');
  writeFileSync(join(folder, 'config.yml'), `http_unix_socket: ${socket}\n`);
  writeFileSync(
    join(folder, 'hosts.yml'),
    'github.com:\n    oauth_token: gho_x\n    user: me\n    git_protocol: https\n',
  );
  chmodSync(join(folder, 'hosts.yml'), 0o600);
  return { GH_CONFIG_DIR: folder };
}

/** Vercel's tool speaks TLS only, and takes the address of its API as an option: a command of the same name adds it. */
function vercelService() {
  const folder = sandbox.folder('vercel-tls');
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', cert, '-days', '2'];
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject]);
  if (made.status !== 0) throw new Error('openssl made no certificate');
  const tls = { key: readFileSync(key), cert: readFileSync(cert) };
  return startService(vercel, 0, tls).then((service) => ({ ...service, cert }));
}

function vercelEnv({ port, cert }) {
  const real = join(sandbox.root, 'vercel/node_modules/.bin/vercel');
  const wrapper = join(sandbox.folder('vercel-wrapped'), 'vercel');
  writeFileSync(wrapper, `#!/bin/sh\nexec "${real}" --api https://127.0.0.1:${port} "$@"\n`, { mode: 0o755 });
  const signedIn = join(sandbox.env.HOME, '.local/share/com.vercel.cli');
  mkdirSync(signedIn, { recursive: true });
  writeFileSync(join(signedIn, 'auth.json'), '{"token":"abcdefghijklmnopqrstuvwx"}', { mode: 0o600 });
  return { NODE_EXTRA_CA_CERTS: cert, VERCEL_TELEMETRY_DISABLED: '1', first: join(wrapper, '..') };
}

/** The tool also asks a host that no variable names: what it loads first leads that to the stand-in. */
function netlifyEnv({ port }) {
  const folder = sandbox.folder('netlify-wrapped');
  const led = join(folder, 'lead.cjs');
  writeFileSync(
    led,
    `const real = fetch;\nglobalThis.fetch = (at, ...more) => real(String(at).replace('https://api.netlifysdk.com', 'http://127.0.0.1:${port}'), ...more);\n`,
  );
  const real = join(sandbox.root, 'netlify/node_modules/.bin/netlify');
  const script = `#!/bin/sh\nNODE_OPTIONS="--require=${led}" exec "${real}" "$@"\n`;
  writeFileSync(join(folder, 'netlify'), script, { mode: 0o755 });
  return {
    NETLIFY_API_URL: `http://127.0.0.1:${port}/api/v1`,
    NETLIFY_AUTH_TOKEN: 'abc',
    NETLIFY_SITE_ID: 's1',
    first: folder,
  };
}

function kubeConfig(port) {
  const path = join(sandbox.root, `kube-${port}.json`);
  const cluster = { server: `http://127.0.0.1:${port}` };
  const text = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'a', cluster }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    'current-context': 'a',
    users: [{ name: 'a', user: {} }],
  };
  writeFileSync(path, JSON.stringify(text));
  return path;
}
