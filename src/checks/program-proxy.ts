import { type Warning, warning } from '../domain/diagnosis/warnings.ts';
import type { Framework } from '../domain/loading/frameworks.ts';
import type { Ports } from '../ports/ports.ts';

/** What is known of the program that will use the key. */
export interface ProgramFacts {
  readonly framework: Framework['id'];
  /** The version of Node here, such as `22.21.0`: most likely the one that runs the program. */
  readonly nodeVersion: string;
  readonly env: Ports['env'];
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
export function proxyWarnings(proxy: string, program: ProgramFacts | undefined): readonly Warning[] {
  if (!program) return [warning('proxy_needed_by_program', { proxy })];
  // The Python SDK sits on httpx, which honours the variables.
  if (program.framework === 'python') return [];
  const knows = knowsEnvProxy(program.nodeVersion);
  if (knows && program.env['NODE_USE_ENV_PROXY'] === '1') return [];
  const needs = knows ? 'variable' : 'agent';
  return [warning('proxy_needed_by_program', { proxy, needs, node: program.nodeVersion })];
}
