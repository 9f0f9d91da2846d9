import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from '../package/pack.mjs';

/**
 * The packages of a subject, kept beside the other packages until the next `npm ci`. Gives the folder with their
 * `node_modules`, and the versions found. `bare`: packages without what they depend on.
 */
export function bring(packages, bare = {}) {
  const specifiers = (of) => Object.entries(of).map(([name, range]) => `${name}@${range}`);
  const wanted = specifiers(packages);
  const all = [...wanted, ...specifiers(bare)];
  const folder = join(root, 'node_modules/.cache/loaders', all.join('+').replaceAll('/', '-') || 'none');
  const versionOf = (name) => {
    const path = join(folder, 'node_modules', name, 'package.json');
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : null;
  };
  if (Object.keys(packages).some((name) => versionOf(name) === null)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    npm(
      ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted],
      folder,
    );
  }
  for (const [name, range] of Object.entries(bare)) {
    if (versionOf(name) !== null) continue;
    const into = join(folder, 'node_modules', name);
    mkdirSync(into, { recursive: true });
    npm(['pack', '--silent', '--pack-destination', into, `${name}@${range}`], folder);
    const [file] = readdirSync(into);
    execFileSync('tar', ['-xzf', join(into, file), '-C', into, '--strip-components=1']);
  }
  const names = [...Object.keys(bare), ...Object.keys(packages)];
  return { folder, versions: names.map((name) => `${name} ${versionOf(name)}`) };
}
