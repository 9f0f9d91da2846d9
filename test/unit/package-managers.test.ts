import { addDependencyCommand } from 'nypm';
import { expect, test } from 'vitest';
import { installCommand } from '../../src/domain/loading/package-managers.ts';

test.each(['npm', 'pnpm', 'yarn', 'bun'] as const)('%s adds packages as nypm has it add them', (manager) => {
  const packages = ['openai', 'dotenv'];
  expect(installCommand(manager, packages)).toBe(addDependencyCommand(manager, packages));
});

test('the root of a workspace is named before the packages', () => {
  expect(installCommand('pnpm', ['openai'], '-w')).toBe('pnpm add -w openai');
});
