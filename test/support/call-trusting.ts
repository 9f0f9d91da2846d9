import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Exchange } from '../../src/domain/evidence.ts';

/**
 * Asks each base URL without a key, in a process of its own that trusts one more authority: Node 20 reads
 * `NODE_EXTRA_CA_CERTS` only when it starts.
 */
export async function callTrusting(authority: string, addresses: readonly string[]): Promise<Exchange[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trusting-'));
  const script = join(folder, 'ask.cjs');
  const trusted = join(folder, 'ca.pem');
  writeFileSync(trusted, authority);
  await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
    outfile: script,
    bundle: true,
    platform: 'node',
    external: ['openai'],
    logLevel: 'error',
  });
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted, ADDRESSES: addresses.join(' ') };
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
  return JSON.parse(stdout) as Exchange[];
}

const program = `
  import { createApi } from '../../src/adapters/openai.ts';
  const api = createApi({ redact: (text) => text, env: {}, clock: { now: Date.now }, version: '0.0.0' });
  const ask = (baseURL) => api.reach({ baseURL, host: new URL(baseURL).host, official: false, source: { type: 'option' } }, Date.now() + 3000);
  Promise.all(process.env.ADDRESSES.split(' ').map(ask)).then((seen) => {
    process.stdout.write(JSON.stringify(seen));
    api.close();
  });
`;
