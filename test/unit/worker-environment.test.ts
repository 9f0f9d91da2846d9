import { expect, test } from 'vitest';
import { keepsFromProcess } from '../../src/domain/loading/worker-environment.ts';

const toml = (date: string, ...flags: readonly string[]): string =>
  `name = "w"\ncompatibility_date = "${date}"\ncompatibility_flags = [${flags.map((one) => `"${one}"`)}]\n`;
const json = (date: string, ...flags: readonly string[]): string =>
  `{ // the worker\n "compatibility_date": "${date}", "compatibility_flags": ${JSON.stringify(flags)} }`;

test.each<[string, string, readonly string[], boolean]>([
  ['no Node', '2025-09-01', [], true],
  ['Node, before the environment was filled', '2024-09-23', ['nodejs_compat'], true],
  ['Node, and the day from which it is', '2025-04-01', ['nodejs_compat'], false],
  ['the second version', '2025-04-01', ['nodejs_compat_v2'], false],
  ['a flag that fills it', '2024-09-23', ['nodejs_compat', 'nodejs_compat_populate_process_env'], false],
  ['the flag alone', '2024-09-23', ['nodejs_compat_populate_process_env'], true],
  ['a flag that leaves it empty', '2026-09-01', ['nodejs_compat_do_not_populate_process_env'], true],
  ['Node by default', '2026-08-04', [], false],
  ['no Node by a flag', '2026-08-04', ['no_nodejs_compat', 'no_nodejs_compat_v2'], true],
])('%s', (_, date, flags, expected) => {
  expect(keepsFromProcess(toml(date, ...flags))).toBe(expected);
  expect(keepsFromProcess(json(date, ...flags))).toBe(expected);
});

test('a file without a date, or none, says nothing', () => {
  expect(keepsFromProcess('name = "w"\n')).toBe(false);
  expect(keepsFromProcess('')).toBe(false);
});
