import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../../scripts/notices.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'notices-'));
  write('one/package.json', '{"name":"one","version":"1.2.3","license":"MIT"}');
  write('one/LICENSE', 'Licence of one');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string) {
  const file = join(root, 'node_modules', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The notices of a bundle with something of these files, each first written. */
function of(files: Readonly<Record<string, string>>, expected: Readonly<Record<string, string>> = {}) {
  for (const [path, text] of Object.entries(files)) write(path, text);
  const inputs = Object.keys(files).map((path) => [`node_modules/${path}`, { bytesInOutput: 1 }]);
  return notices([{ outputs: { 'a.js': { inputs: Object.fromEntries(inputs) } } }], root, expected);
}

test('a package is named with its version and licence', () => {
  expect(of({ 'one/index.js': '1' })).toMatch(/one 1\.2\.3 \(MIT\)\n\nLicence of one\n$/);
});

test('a package without a licence file ends the build', () => {
  rmSync(join(root, 'node_modules/one/LICENSE'));
  expect(() => of({ 'one/index.js': '1' })).toThrow('one has no licence file');
});

test('a package of which nothing is left is not named', () => {
  write('one/index.js', '1');
  const inputs = { 'node_modules/one/index.js': { bytesInOutput: 0 } };
  expect(notices([{ outputs: { 'a.js': { inputs } } }], root, {})).not.toContain('one 1.2.3');
});

test.each([
  ['beside the code', 'one/lib/qs/LICENSE.md', 'one/lib/qs/index.js'],
  ['in a parent folder', 'one/lib/qs/LICENSE', 'one/lib/qs/deep/er/index.js'],
  ['beside the sources of the code', 'one/src/internal/qs/licence', 'one/internal/qs/index.js'],
])('the licence of a part of a package: %s', (_, licence, file) => {
  write(licence, 'Licence of the part');
  const text = of({ 'one/index.js': '1', [file]: '2' });
  expect(text).toContain('Licence of one');
  expect(text).toMatch(/^one, in \S*qs\n\nLicence of the part$/m);
});

test('the licence of a part that is not in the bundle is left out', () => {
  write('one/src/_vendor/zod/LICENSE', 'Licence of the part');
  expect(of({ 'one/index.js': '1' })).not.toContain('Licence of the part');
});

test.each([
  'one/_vendor/parser/index.js',
  'one/source/vendor/parser/a/b.js',
  'one/third_party/parser/index.js',
])('other people’s code without a licence ends the build: %s', (file) => {
  const place = file.replace(/parser.*/, 'parser');
  expect(() => of({ [file]: '1' })).toThrow(`${place} has no licence file`);
  expect(of({ [file]: '1' }, { [place]: 'partial-json.txt' })).toContain('Copyright (c) 2023 Promplate');
  expect(of({ [file]: '1' }, { [place]: 'own' })).not.toContain(`in ${place.slice(4)}`);
});

test.each([
  '/*! Copyright 2020 Somebody */\nvar a;',
  '#!/usr/bin/env node\n// Short.\n// SPDX-License-Identifier: ISC\nvar a;',
  '/** @license React */',
])('a file that begins with a licence is named with it: %j', (code) => {
  expect(of({ 'one/a.js': code })).toMatch(/^one, in a\.js\n\n[\s\S]*(?:Somebody|ISC|React)/m);
});

test('a copyright in the middle of a file is none of its own', () => {
  expect(of({ 'one/a.js': 'var text = 1; // copyright sign' })).not.toContain('in a.js');
});

test('known code that is not met any more ends the build', () => {
  expect(() => of({ 'one/index.js': '1' }, { 'one/internal/qs': 'file' })).toThrow(
    'known code of others was not found in the bundle: one/internal/qs',
  );
});
