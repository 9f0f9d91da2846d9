import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { cleanEnvironment, makeSandbox } from './environment.ts';
import { testKey } from './loopback.ts';

/**
 * Lists the models of each base URL, one after the other, in a process of its own that trusts one more authority:
 * Node 20 reads `NODE_EXTRA_CA_CERTS` only when it starts. `proxies` is the environment for the calls, `through`
 * a command that runs the one after it, `withinMs` the time for each call. Nothing else of this machine's environment.
 */
export async function callTrusting(
  authority: string,
  addresses: readonly string[],
  proxies: Readonly<Record<string, string>> = {},
  through: readonly string[] = [],
  withinMs = 3000,
): Promise<Exchange[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trusting-'));
  const script = join(folder, 'ask.cjs');
  const trusted = join(folder, 'ca.pem');
  writeFileSync(trusted, authority);
  await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
    outfile: script,
    bundle: true,
    platform: 'node',
    // As it is shipped.
    inject: [join(import.meta.dirname, '../../src/adapters/http/sdk-globals.ts')],
    logLevel: 'error',
  });
  const asked = JSON.stringify({ addresses, proxies, withinMs, key: testKey.reveal() });
  const sandbox = makeSandbox();
  const env = cleanEnvironment(sandbox, { NODE_EXTRA_CA_CERTS: trusted, ASKED: asked });
  const [command = '', ...rest] = [...through, process.execPath, script];
  try {
    const { stdout } = await promisify(execFile)(command, rest, { env });
    return JSON.parse(stdout) as Exchange[];
  } finally {
    sandbox.end();
  }
}

const program = `
  import { createApi } from '../../src/adapters/api/openai.ts';
  import { Secret } from '../../src/domain/secrets/secret.ts';
  const { addresses, proxies, withinMs, key } = JSON.parse(process.env.ASKED);
  const api = createApi({ redact: (text) => text, env: proxies, clock: { now: Date.now }, version: '0.0.0' });
  const main = async () => {
    await api.warm();
    const seen = [];
    for (const baseURL of addresses) {
      const endpoint = { baseURL, host: new URL(baseURL).host, official: false, source: { type: 'option' } };
      const access = { key: new Secret(key), endpoint, deadline: Date.now() + withinMs };
      seen.push((await api.listModels(access)).exchange);
    }
    process.stdout.write(JSON.stringify(seen));
    api.close();
  };
  main();
`;
