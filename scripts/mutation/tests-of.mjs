// Which test files can notice a fault in a source file: those that import it, directly or through others.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

/** Imports of values, static and dynamic, of files of this project; types are none. */
function importsOf(path) {
  const source = readFileSync(path, 'utf8');
  const found = source.matchAll(
    /(?:^(?:import|export)(?! type\b)[^'"]*from |^import |\bimport\()'(\.[^']+)'/gm,
  );
  return [...found].map(([, to]) => resolve(dirname(path), to));
}

/**
 * Answers, for a source file, the test files that reach it, nearest first: a list of groups, one for each number of
 * imports in between. Tests of the built program are none of them: a fault in the sources never gets there.
 */
export function makeTestsOf(root) {
  const importers = new Map();
  for (const path of ['src', 'test'].flatMap((folder) => filesBelow(join(root, folder)))) {
    for (const to of importsOf(path)) importers.set(to, [...(importers.get(to) ?? []), path]);
  }
  return (source) => {
    const groups = [];
    const seen = new Set([source]);
    let ring = [source];
    while (ring.length > 0) {
      ring = [...new Set(ring.flatMap((path) => importers.get(path) ?? []))].filter(
        (path) => !seen.has(path),
      );
      for (const path of ring) seen.add(path);
      const tests = ring.filter((path) => path.endsWith('.test.ts') && !path.includes('/test/e2e/'));
      if (tests.length > 0) groups.push(tests);
    }
    return groups;
  };
}
