import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './pack.mjs';

/**
 * A Node of that line (`24`, `20.19.0`), from the registry's package for this machine's kind, kept beside the
 * other packages until the next `npm ci`. Gives the path of its executable.
 */
export function provideNode(line) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(root, 'node_modules/.cache/nodes', line);
  const path = join(folder, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
  if (!works(path, line)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    npm(['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', `${name}@${line}`], folder);
    if (!works(path, line)) throw new Error(`${name}@${line} does not run here`);
  }
  return path;
}

function works(path, line) {
  if (!existsSync(path)) return false;
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return `${stdout?.trim()}.`.startsWith(`v${line}.`);
}
