import { expect, test } from 'vitest';
import { isEnvFileName, isExampleName, isNoFileOfWindows } from '../../src/domain/env/file-names.ts';

test.each([
  '.env',
  '.env.local',
  '.env.production',
  '.envrc',
  '.dev.vars',
  '.dev.vars.staging',
  'prod.env',
  '.env-old',
  '.env.example',
])('%s is an env file', (name) => expect(isEnvFileName(name)).toBe(true));
test.each([
  'env',
  '.environment',
  '.env~',
  '.env.swp',
  'dev.vars',
  'env.ts',
  '.dev.variables',
  '.gitignore',
  'x.envx',
  'index.ts',
])('%s is none', (name) => expect(isEnvFileName(name)).toBe(false));
test.each([
  ['.env.example', true],
  ['.env.production.sample', true],
  ['example.env', true],
  ['.env.dist', true],
  ['.env.defaults', true],
  ['.env.distribution', false],
  ['.env.local', false],
  ['.env.counterexample', false],
])('%s shows others what to set: %s', (name, expected) => expect(isExampleName(name)).toBe(expected));

test.each([
  'NUL',
  'nul',
  'con',
  'NUL.env',
  'aux.',
  'COM1',
  'lpt9.env',
  'nul .env',
  'CONOUT$',
  '.env:hidden',
  'a:b',
])('%s is no file on Windows', (name) => expect(isNoFileOfWindows(name)).toBe(true));
test.each(['.env', 'null.env', 'console.env', 'com.env', 'com10.env', 'auxiliary', 'prn-2.env', '.nul'])(
  '%s is one on Windows',
  (name) => expect(isNoFileOfWindows(name)).toBe(false),
);
