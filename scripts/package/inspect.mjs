import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { packNames } from '../packs.mjs';
import { root } from './pack.mjs';

/** The table of the tokenizer is two thirds of the first, and is read only to count. */
const mostPacked = 1_500_000;
const mostUnpacked = 3_000_000;
const dist = [
  ...['first', ...packNames].map((name) => `${name}.js`),
  ...['help.en.txt', 'help.zh-CN.txt', 'o200k_base.br', 'openai-setup.1', 'THIRD-PARTY-NOTICES.txt'],
];
/** Every file of the package. */
const wanted = [
  'bin/openai-setup.js',
  ...dist.map((name) => `dist/${name}`),
  ...['README.md', 'README.zh-CN.md', 'LICENSE', 'package.json'],
];
const dependencies = [
  'dependencies',
  'optionalDependencies',
  'peerDependencies',
  'bundleDependencies',
  'bundledDependencies',
];
const installScripts = ['preinstall', 'install', 'postinstall', 'prepare'];

/** Judges what would be published. */
export async function inspectTarball(tarball, folder, check) {
  const { status, stderr } = spawnSync('tar', ['-xzf', tarball, '-C', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tar: ${stderr}`);
  const base = join(folder, 'package');
  const paths = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(base, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const text = (path) => readFileSync(join(base, path), 'utf8');
  const manifest = JSON.parse(text('package.json'));

  await check('holds only what runs, and its papers', () => {
    fail(
      'not wanted',
      paths.filter((path) => !wanted.includes(path)),
    );
    fail(
      'missing',
      wanted.filter((path) => !paths.includes(path)),
    );
  });
  await check('has no dependencies and nothing that runs at installation', () => {
    fail(
      'present',
      dependencies.filter((name) => manifest[name] !== undefined),
    );
    fail(
      'present',
      installScripts.filter((name) => manifest.scripts?.[name] !== undefined),
    );
  });
  await check(`is smaller than ${mostPacked / 1e6} MB packed, ${mostUnpacked / 1e6} MB unpacked`, () => {
    const packed = statSync(tarball).size;
    const unpacked = paths.reduce((sum, path) => sum + statSync(join(base, path)).size, 0);
    process.stdout.write(`          ${packed} bytes packed, ${unpacked} unpacked, ${paths.length} files\n`);
    if (packed >= mostPacked || unpacked >= mostUnpacked) throw new Error('too large');
  });
  await check('names the packages whose code it holds, with their licences', () => {
    const notices = text('dist/THIRD-PARTY-NOTICES.txt');
    const known = ['openai', 'commander', '@inquirer/select', 'chalk', 'ora', 'dotenv'];
    fail(
      'not named',
      known.filter((name) => !new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm').test(notices)),
    );
    const inner = ['openai, in internal/qs', 'openai, in _vendor/partial-json-parser'];
    fail(
      'not named',
      inner.filter((place) => !notices.includes(`\n${place}\n`)),
    );
  });
  await check('tells nothing of the machine it was made on', () => {
    const traces = [root, homedir()].filter((path) => path.length > 1).map((path) => `${path}/`);
    fail(
      'names a folder of this machine',
      paths.filter((path) => traces.some((trace) => text(path).includes(trace))),
    );
  });
  await check('brings no source maps', () => {
    fail(
      'has one',
      paths.filter((path) => path.endsWith('.map') || /sourceMappingURL=/.test(text(path))),
    );
  });
  await check('holds nothing in the shape of a key', () => {
    // Base64 of the vendor's name stands in the middle of every key; alone, it is only how a key is known.
    const key = /sk-[\w-]{20,}/;
    fail(
      'has one',
      paths.filter((path) => key.test(text(path))),
    );
  });
}

function fail(problem, paths) {
  if (paths.length > 0) throw new Error(`${problem}: ${paths.join(', ')}`);
}
