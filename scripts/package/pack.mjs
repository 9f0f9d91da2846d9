import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs npm; its output is for a failure only, since it mixes warnings of the machine into it. */
export function npm(args, cwd) {
  const { status, stdout, stderr, error } = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    // npm is a shell script on Windows.
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 180_000,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`npm ${args[0]} ended with ${status}\n${stdout}${stderr}`);
}

/** Builds and packs as for publishing; gives the path of the tarball. */
export function pack(folder) {
  npm(['pack', '--pack-destination', folder], root);
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (tarballs.length !== 1) throw new Error(`npm pack left ${tarballs.length} tarballs`);
  return join(folder, tarballs[0]);
}

/** Installs as a user would, offline: nothing else may be needed. Gives the path of the program. */
export function installTarball(tarball, folder) {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  npm(['install', '--offline', '--no-audit', '--no-fund', tarball], folder);
  const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  if (installed.join() !== 'openai-setup') throw new Error(`it brought ${installed.join(', ')}`);
  const link = process.platform === 'win32' ? 'openai-setup.cmd' : 'openai-setup';
  if (!existsSync(join(folder, 'node_modules/.bin', link)))
    throw new Error('there is no command openai-setup');
  return join(folder, 'node_modules/openai-setup/bin/openai-setup.js');
}
