/**
 * Whether `process.env` of a worker stays empty, by the text of its wrangler.toml, .json or .jsonc: it holds what the worker is given
 * where Node's modules are there and the compatibility date is not before April 2025, or a flag says so. A file without a date is taken
 * for one of today. Sources: developers.cloudflare.com/workers/runtime-apis/nodejs/process and /changelog of 2025-03-11 and 2026-08-04,
 * read November 2026.
 */
export function keepsFromProcess(config: string): boolean {
  const date = /\bcompatibility_date["']?\s*[=:]\s*["'](\d{4}-\d\d-\d\d)/.exec(config)?.[1];
  if (date === undefined) return false;
  const has = (flag: string): boolean => new RegExp(`["']${flag}["']`).test(config);
  const isNode =
    has('nodejs_compat') || has('nodejs_compat_v2') || (date >= nodeByDefault && !has('no_nodejs_compat'));
  const fills =
    has('nodejs_compat_populate_process_env') ||
    (date >= filledByDefault && !has('nodejs_compat_do_not_populate_process_env'));
  return !isNode || !fills;
}

const filledByDefault = '2025-04-01';
const nodeByDefault = '2026-08-04';
