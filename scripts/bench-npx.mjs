/**
 * How long a cold `npx … --help` takes, over what create-vite takes in the same run:
 * `npm run build && node scripts/bench-npx.mjs [rounds]`.
 *
 * Nothing is published, so both packages come from a registry on this machine, each time into an empty cache. It
 * counts npm, unpacking and the start of the program; not the way from a real registry (the sizes are printed).
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { npm, root } from './package/pack.mjs';
import { makeSandbox } from './support/sandbox.mjs';

const rounds = Number(process.argv[2] ?? 7);
const sandbox = makeSandbox();
const packages = [
  packed('openai-setup', root),
  packed('create-vite', whole(join(root, 'node_modules/create-vite'))),
];
const registry = createServer(answer);
try {
  await new Promise((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const times = packages.map(() => []);
  // The first of each is not counted.
  for (let round = -1; round < rounds; round++) {
    for (const [index, { manifest }] of packages.entries()) {
      const ms = await cold(manifest.name);
      if (round >= 0) times[index].push(ms);
    }
  }
  const [own, rival] = times;
  const sizes = packages.map(({ tarball }) => `${(tarball.length / 1e6).toFixed(2)} MB`);
  console.log(`cold npx, ${rounds} rounds, medians (packed ${sizes.join(' and ')}):`);
  console.log(
    `openai-setup --help ${median(own).toFixed(0)} ms, create-vite --help ${median(rival).toFixed(0)} ms`,
  );
  const ratio = median(own.map((ms, round) => ms / rival[round]));
  console.log(`${ratio.toFixed(2)} of create-vite, goal 0.90`);
} finally {
  registry.close();
  sandbox.remove();
}

/** A package as it would be published. */
function packed(name, folder) {
  const to = sandbox.folder(`packed-${name}`);
  npm(['pack', '--ignore-scripts', '--pack-destination', to], folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { manifest, tarball: readFileSync(join(to, `${name}-${manifest.version}.tgz`)) };
}

/**
 * A copy of an installed package that packs every file of it again: its own list of `files` is made for another
 * packer, and npm leaves out all 237 templates by it.
 */
function whole(folder) {
  const copy = sandbox.folder('whole');
  cpSync(folder, copy, { recursive: true });
  const { files, ...manifest } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest));
  return copy;
}

/** The two questions of npm: what versions of a package there are, and its tarball. */
function answer({ url, headers }, response) {
  const found = packages.find(({ manifest }) => url.split('/')[1] === manifest.name);
  if (!found) return response.writeHead(404).end('{}');
  if (url.endsWith('.tgz')) return response.end(found.tarball);
  const { name, version, bin, engines } = found.manifest;
  const dist = {
    tarball: `http://${headers.host}/${name}/-/${name}-${version}.tgz`,
    integrity: `sha512-${createHash('sha512').update(found.tarball).digest('base64')}`,
  };
  const versions = { [version]: { name, version, bin, engines, dist } };
  response.setHeader('content-type', 'application/json');
  return response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
}

/** From `npm exec` with an empty cache to its end. */
async function cold(name) {
  const cwd = mkdtempSync(join(sandbox.root, 'cold-'));
  const cache = join(cwd, 'cache');
  mkdirSync(cache);
  const options = ['--yes', '--no-audit', '--no-fund', '--no-update-notifier', '--cache', cache];
  const from = ['--registry', `http://127.0.0.1:${registry.address().port}`];
  const started = performance.now();
  const ended = await new Promise((resolve, reject) => {
    const args = ['exec', ...options, ...from, '--', name, '--help'];
    const child = spawn('npm', args, {
      cwd,
      env: sandbox.env,
      stdio: 'ignore',
      shell: process.platform === 'win32',
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, ms: performance.now() - started }));
  });
  rmSync(cwd, { recursive: true, force: true });
  if (ended.code !== 0) throw new Error(`npm exec ${name} ended with ${ended.code}`);
  return ended.ms;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
