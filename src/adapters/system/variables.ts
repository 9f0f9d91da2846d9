import type { Env } from '../../domain/env/environment.ts';
/**
 * The environment as the programs here see it. On Windows names have no case: what is set as `openai_api_key` is what a
 * program gets for `OPENAI_API_KEY`. So they are written in capitals there, as all names are that are looked up here.
 */
export function variables(env: Env, platform: string): Env {
  if (platform !== 'win32') return { ...env };
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
}
