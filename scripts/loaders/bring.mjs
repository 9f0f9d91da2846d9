import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from '../package/pack.mjs';

/**
 * The packages of a subject, kept beside the other packages until the next `npm ci`. Gives the folder with their
 * `node_modules`, and the versions found.
 */
export function bring(packages) {
  const wanted = Object.entries(packages).map(([name, range]) => `${name}@${range}`);
  const folder = join(root, 'node_modules/.cache/loaders', wanted.join('+').replaceAll('/', '-') || 'none');
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
  return { folder, versions: Object.keys(packages).map((name) => `${name} ${versionOf(name)}`) };
}
