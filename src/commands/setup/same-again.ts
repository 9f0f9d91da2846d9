import { type Shell, shellsOf } from '../../domain/loading/shells.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { isTrusted } from '../../domain/network/endpoint.ts';
import { shellPath, shellWord } from '../../domain/text/shell-word.ts';
import { options as table } from '../options.ts';
import type { KeyRun } from './run.ts';

/** How this program was called: through `npx` it is on nobody's path. */
export const callOf = (env: KeyRun['ports']['env']): string =>
  env['npm_command'] === 'exec' ? 'npx openai-setup' : 'openai-setup';

/** A command that prints the variable with the key, which so stands in no history and no list of processes. */
const printing: Readonly<Record<'cmd' | 'powershell' | 'posix', string>> = {
  posix: `printf '%s' "$${keyName}" | `,
  powershell: `$env:${keyName} | `,
  cmd: `echo %${keyName}%| `,
};

const printedBy = (shell: Shell | undefined): string =>
  printing[shell === 'cmd' || shell === 'powershell' ? shell : 'posix'];

/** The command that does without questions what this run did. `models`: those that the test was made with, in order. */
export function sameAgain(one: KeyRun, models: readonly string[]): string {
  const { ports, options, named, endpoint } = one;
  const { file, organization, project, timeout, test } = options;
  // Scripts run in other shells.
  const baseUrl = options.baseUrl ?? (endpoint.source.type === 'environment' ? endpoint.baseURL : undefined);
  const [only] = models;
  const isUntrusted = named?.source.type === 'file' && !isTrusted(endpoint, { type: 'stdin' });
  const given: readonly (readonly [flag: string, value: string | null])[] = [
    ...(file === undefined ? [] : [['--file', shellPath(file)] as const]),
    ...(models.length === 1 && only !== undefined ? [['--model', shellWord(only)] as const] : []),
    ...(baseUrl === undefined ? [] : [['--base-url', shellWord(baseUrl)] as const]),
    ...(organization === undefined ? [] : [['--organization', organization] as const]),
    ...(project === undefined ? [] : [['--project', project] as const]),
    ...(timeout === table.timeout.read(undefined) ? [] : [['--timeout', String(timeout)] as const]),
    ...(isUntrusted ? [['--trust-base-url', null] as const] : []),
    ...(test ? [] : [['--no-test', null] as const]),
  ];
  const [shell] = shellsOf(ports);
  const words = given.flatMap(([flag, value]) => (value === null ? [flag] : [flag, value]));
  return `${printedBy(shell)}${[callOf(ports.env), '--key-stdin', '--yes', ...words].join(' ')}`;
}
