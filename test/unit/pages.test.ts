import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repository } from '../../src/domain/repository.ts';
import { troubleshootingPage } from '../../src/pages.ts';

test.each([
  ['en', ''],
  ['zh-CN', '.zh-CN'],
] as const)('the pages that are made are those of today: node scripts/pages.mjs (%s)', (language, ending) => {
  expect(readFileSync(`docs/troubleshooting${ending}.md`, 'utf8')).toBe(troubleshootingPage(language));
});

test('the package names the repository of the one constant', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest.repository).toEqual({ type: 'git', url: `git+${repository}.git` });
  expect(manifest.homepage).toBe(`${repository}#readme`);
  expect(manifest.bugs).toBe(`${repository}/issues`);
  expect(manifest.man).toBe('dist/openai-setup.1');
});
