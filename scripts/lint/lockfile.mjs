/**
 * Fails for a `resolved` address in package-lock.json: it would fetch from the registry of whoever wrote the file.
 * `.npmrc` has npm leave them out; `integrity` says which bytes are meant.
 */
import { readFileSync } from 'node:fs';

const lockfile = new URL('../../package-lock.json', import.meta.url);
const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'));
const found = Object.keys(packages).filter((path) => packages[path].resolved !== undefined);
if (found.length > 0) {
  console.error(
    `package-lock.json has an address (resolved) for ${found.length} packages, such as ${found[0]}.`,
  );
  console.error('Run: npm install --package-lock-only, with the .npmrc of this folder.');
  process.exitCode = 1;
}
