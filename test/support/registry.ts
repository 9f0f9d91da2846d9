import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Variables } from './environment.ts';

const run = promisify(execFile);
const modules = join(import.meta.dirname, '..', '..', 'node_modules');

interface Packed {
  readonly manifest: { readonly name: string; readonly version: string };
  readonly bytes: Buffer;
}

/** What runs: without types, maps and sources a package is unpacked four times as fast. */
const isRun = (path: string): boolean => !/\.d\.[cm]?ts$|\.map$|[\\/]openai[\\/]src$/.test(path);

async function packed(name: string): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), 'packed-'));
  try {
    await cp(join(modules, name), join(folder, 'package'), { recursive: true, filter: isRun });
    const args = ['pack', join(folder, 'package'), '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', args, { cwd: folder, shell: process.platform === 'win32' });
    const bytes = await readFile(join(folder, stdout.trim().split('\n').at(-1) ?? ''));
    const manifest = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'));
    return { manifest, bytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Registry {
  /** With these npm asks this registry and no other. */
  readonly env: Variables;
  close(): Promise<void>;
}

/** A registry on loopback that has these packages of the checkout, and nothing else. */
export async function startRegistry(names: readonly string[]): Promise<Registry> {
  const packages = new Map(
    (await Promise.all(names.map(packed))).map((one) => [one.manifest.name, one] as const),
  );
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const found = packages.get(path.replace(/^\//, '').replace(/\/-\/.*$/, ''));
    if (!found) response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    else if (path.includes('/-/')) response.end(found.bytes);
    else {
      const { manifest, bytes } = found;
      const { name, version } = manifest;
      const tarball = `http://${request.headers.host}/${name}/-/${name}-${version}.tgz`;
      const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
      const versions = { [version]: { ...manifest, dist: { tarball, integrity } } };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_audit: 'false',
      npm_config_fund: 'false',
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
