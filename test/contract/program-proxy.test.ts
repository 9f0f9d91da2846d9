import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { npmProxy } from '../../src/checks/api/npm-proxy.ts';
import { proxyWarnings } from '../../src/checks/api/program-proxy.ts';
import { loadReportWords } from '../../src/i18n/load.ts';
import { warningText } from '../../src/ui/report-text.ts';
import { createAuthority, hasOpenssl } from '../support/certificates.ts';
import { cleanEnvironment, makeSandbox } from '../support/environment.ts';
import { closeAll, sendJson, serve, serveProxy } from '../support/loopback.ts';
import { memoryFiles } from '../support/memory-files.ts';

// A program with the openai package, started as the advice prints it, through a proxy that alone knows the host.
const host = 'nowhere-in-tests.api.openai.com';
const address = `https://${host}/v1`;
const modules = join(import.meta.dirname, '../../node_modules');
/** What `npm install undici@7` of the advice brings, once for all Nodes; what wants it is skipped without it. */
const undici = join(modules, '.cache/undici');
const hasUndici = (): boolean => {
  const has = () => existsSync(join(undici, 'node_modules/undici/package.json'));
  if (has()) return true;
  mkdirSync(undici, { recursive: true });
  writeFileSync(join(undici, 'package.json'), '{"private":true}');
  spawnSync('npm', ['install', 'undici@7', '--no-audit', '--no-fund'], { cwd: undici, timeout: 60_000 });
  return has();
};
const canRun = hasOpenssl && process.platform !== 'win32' && hasUndici();
const authority = hasOpenssl ? createAuthority() : null;
afterEach(closeAll);

/** The Nodes that the check of the package brought, by line, and the one that runs this. */
const nodes = ['20.19.0', '22', '24', '26'].flatMap((line) => {
  const kind = `node-${process.platform}-${process.arch}`;
  const path = join(modules, '.cache/nodes', line, 'node_modules', kind, 'bin/node');
  return existsSync(path) ? [path] : [];
});
const all = nodes.length > 0 ? nodes : [process.execPath];

/** The program as the warning has it written: its imports and its client, with nothing of this test's own in them. */
function programOf(advice: string): string {
  const imports = /import \{[^}]+\} from 'undici'/.exec(advice)?.[0] ?? '';
  const client = /new OpenAI\(\{.*\}\)/.exec(advice)?.[0] ?? 'new OpenAI()';
  return `import OpenAI from 'openai';\n${imports}\nconst client = ${client};\nconst list = await client.models.list();\nconsole.log('models', list.data.length);\n`;
}

async function surroundings(password = 'user:secret') {
  const pair = authority?.issue({ names: `DNS:${host}` }) ?? { key: '', cert: '' };
  const api = await serve(
    (_, response) => sendJson(response, 200, { object: 'list', data: [{ id: 'a' }] }),
    pair,
  );
  const proxy = await serveProxy({ mapTo: api.port, ...(password === '' ? {} : { password }) });
  const folder = mkdtempSync(join(tmpdir(), 'program-proxy-'));
  writeFileSync(join(folder, 'ca.pem'), authority?.cert ?? '');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(modules, 'openai'), join(folder, 'node_modules/openai'));
  symlinkSync(join(undici, 'node_modules/undici'), join(folder, 'node_modules/undici'));
  return { proxy, folder, at: `${password === '' ? '' : `${password}@`}127.0.0.1:${proxy.port}` };
}

/** What the shell runs: what the advice says is to be run, then the program. */
async function start(
  node: string,
  folder: string,
  advice: string,
  before: string,
  env: Record<string, string>,
): Promise<string> {
  writeFileSync(join(folder, 'program.mjs'), programOf(advice));
  const sandbox = makeSandbox();
  const own = {
    OPENAI_API_KEY: 'not-a-key',
    OPENAI_BASE_URL: address,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    PATH: `${dirname(node)}:${process.env['PATH']}`,
    ...env,
  };
  const line = `${before === '' ? '' : `${before}; `}"$0" program.mjs`;
  try {
    const { stdout } = await promisify(execFile)('sh', ['-c', line, node], {
      cwd: folder,
      env: cleanEnvironment(sandbox, own),
      timeout: 30_000,
    });
    return stdout.trim();
  } finally {
    sandbox.end();
  }
}

async function versionOf(node: string): Promise<string> {
  return (await promisify(execFile)(node, ['-p', 'process.versions.node'])).stdout.trim();
}

async function adviceFor(
  node: string,
  env: Record<string, string>,
): Promise<{ text: string; command: string }> {
  const program = { framework: 'node', nodeVersion: await versionOf(node), env, platform: 'linux' } as const;
  const [warning] = proxyWarnings('http://…@proxy', address, program);
  if (warning?.id !== 'proxy_needed_by_program') throw new Error('no advice');
  const words = await loadReportWords('en');
  const text = warningText(warning, { words, show: ({ absolute }) => absolute as never });
  const command = / run: (.*)$/.exec(text)?.[1] ?? '';
  expect(command).toBe(warning.facts.command ?? '');
  return { text, command };
}

describe.skipIf(!canRun).each(all)('with %s', (node) => {
  test.each<[string, (at: string) => Record<string, string>]>([
    ['HTTPS_PROXY', (at) => ({ HTTPS_PROXY: `http://${at}` })],
    ['https_proxy', (at) => ({ https_proxy: `http://${at}` })],
    ['ALL_PROXY alone', (at) => ({ ALL_PROXY: `http://${at}` })],
    ['all_proxy beside an empty https_proxy', (at) => ({ https_proxy: '', all_proxy: `http://${at}` })],
    ['no scheme', (at) => ({ HTTPS_PROXY: at })],
    ['ALL_PROXY without a scheme', (at) => ({ ALL_PROXY: at })],
  ])('the program gets through the proxy as the advice says: %s', async (_, variables) => {
    const { proxy, folder, at } = await surroundings();
    const env = variables(at);
    const { text, command } = await adviceFor(node, env);
    expect(text).not.toContain('secret');
    expect(await start(node, folder, text, command, env)).toBe('models 1');
    expect(proxy.targets.map(({ target }) => target)).toEqual([`${host}:443`]);
  });

  test('and without the advice it does not', async () => {
    const { folder, at } = await surroundings();
    await expect(start(node, folder, '', '', { HTTPS_PROXY: `http://${at}` })).rejects.toThrow(
      /Connection error|ENOTFOUND|EAI_AGAIN/,
    );
  });
});

test.skipIf(!canRun).each([[''], ['user:secret']])(
  'a proxy that only npm knows: the command hands it to all programs (%j)',
  async (password) => {
    const { proxy, folder, at } = await surroundings(password);
    writeFileSync(join(folder, '.npmrc'), `https-proxy=http://${at}\n`);
    const found = npmProxy({
      cwd: folder,
      home: '/home/u',
      env: {},
      platform: 'linux',
      files: memoryFiles({ [join(folder, '.npmrc')]: `https-proxy=http://${at}\n` }),
    });
    const node = all.at(-1) ?? process.execPath;
    const { text, command } = await adviceFor(node, { HTTPS_PROXY: `http://${at}` });
    const before = [found?.command, command].filter(Boolean).join('; ');
    expect(await start(node, folder, text, before, {})).toBe('models 1');
    expect(proxy.targets.map(({ target }) => target)).toContain(`${host}:443`);
  },
);
