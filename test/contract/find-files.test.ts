import { symlinkSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { findFiles } from '../../src/adapters/files/find-files.ts';
import { makeProject } from '../support/project.ts';

const names = [
  '.env',
  'a/.env',
  'a/b/.env',
  'a/b/prod.env',
  '.config/.env',
  'node_modules/x/.env',
  'a/node_modules/x/.env',
  '.git/.env',
  'readme.md',
];

test.each<[string, readonly string[]]>([
  ['**/.env', ['.config/.env', '.env', 'a/.env', 'a/b/.env']],
  ['**\\.env', ['.config/.env', '.env', 'a/.env', 'a/b/.env']],
  ['a\\b\\*.env', ['a/b/.env', 'a/b/prod.env']],
  ['*.env', ['.env']],
  ['a/*', ['a/.env']],
  ['*', ['.env', 'readme.md']],
  ['none/*', []],
])('files for %s, in order, by absolute paths', async (pattern, expected) => {
  const project = await makeProject(Object.fromEntries(names.map((name) => [name, 'A=1\n'])));
  symlinkSync(project.at('a'), project.at('linked'));
  const found = await findFiles(pattern, project.path);
  expect(found.map((path) => relative(project.path, path))).toEqual(expected);
  expect(found).toEqual(expected.map((name) => project.at(name)));
});
