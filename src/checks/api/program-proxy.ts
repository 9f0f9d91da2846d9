import { type Warning, warning } from '../../domain/diagnosis/warnings.ts';
import type { Framework } from '../../domain/loading/frameworks.ts';
import { assignVariable, eachNamed, onOneLine, type Shell, shellsOf } from '../../domain/loading/shells.ts';
import { routeFor } from '../../domain/network/proxy.ts';
import type { Ports } from '../../ports/ports.ts';

/** What is known of the program that will use the key. */
export interface ProgramFacts {
  readonly framework: Framework['id'];
  /** The version of Node here, such as `22.21.0`: most likely the one that runs the program. */
  readonly nodeVersion: string;
  readonly env: Ports['env'];
  readonly platform: string;
}

/**
 * Whether Node's own `fetch` takes proxies from the environment when `NODE_USE_ENV_PROXY=1` is set: 24.0 and
 * newer, and 22.21 and newer of the line before. Source: nodejs.org/api/cli.html, read in November 2026.
 */
export function knowsEnvProxy(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 21);
}

/** What the user's own program needs to get through the same proxy; nothing where it does so by itself. */
export function proxyWarnings(
  proxy: string,
  address: string,
  program: ProgramFacts | undefined,
): readonly Warning[] {
  if (!program) return [warning('proxy_needed_by_program', { proxy })];
  const { framework, nodeVersion, env } = program;
  // The Python SDK sits on httpx, which honours all of the variables, also without a scheme.
  if (framework === 'python') return [];
  const knows = knowsEnvProxy(nodeVersion);
  const told = env['NODE_USE_ENV_PROXY'] === '1' || /--use-env-proxy\b/.test(env['NODE_OPTIONS'] ?? '');
  // Bun goes through the proxy by itself.
  const needs =
    framework === 'bun' || (knows && told) ? undefined : knows ? ('variable' as const) : ('agent' as const);
  const commandsFor = (shell: Shell): readonly string[] => [
    ...readableVariable(shell, address, program),
    ...(needs === 'variable' ? [assignVariable(shell, 'NODE_USE_ENV_PROXY', { word: '1' })] : []),
  ];
  const shells = shellsOf(program);
  if (needs === undefined && shells.every((shell) => commandsFor(shell).length === 0)) return [];
  const command = eachNamed(shells, (shell) => onOneLine(shell, commandsFor(shell)));
  return [warning('proxy_needed_by_program', { proxy, needs, node: nodeVersion, command })];
}

/**
 * Sets `HTTPS_PROXY` as Node, its package undici and Bun want it: they know no `ALL_PROXY`, and take no address without a
 * scheme. The value stays in its variable, since a password may be part of it.
 */
function readableVariable(shell: Shell, address: string, program: ProgramFacts): readonly string[] {
  const { env } = program;
  const route = routeFor(address, env);
  if (route.type !== 'proxy') return [];
  const { variable } = route.proxy;
  const whole = env[variable]?.includes('://') === true;
  if (whole && /^https_proxy$/i.test(variable)) return [];
  // They look at the lower case first, and an empty value there is one.
  const name = env['https_proxy'] === undefined ? 'HTTPS_PROXY' : 'https_proxy';
  return [assignVariable(shell, name, { prefix: whole ? '' : 'http://', variable })];
}
