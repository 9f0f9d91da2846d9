import { isFields } from '../text/fields.ts';

/** One script of the section `wireit` of a package.json; anything else stands for none. */
interface WireitScript {
  readonly command?: unknown;
  readonly dependencies?: unknown;
  /** Variables that it sets; one that only comes from outside is an object. */
  readonly env?: unknown;
}

/**
 * The scripts of a package.json with what wireit runs for those that say only `wireit`: the scripts that one depends on, which go
 * on beside it where they are services, and its own command. Those of other packages are left out.
 */
export function withWireit(scripts: unknown, wireit: unknown): unknown {
  if (!isFields(scripts) || !isFields(wireit)) return scripts;
  return Object.fromEntries(
    Object.entries(scripts).map(([name, command]) => [
      name,
      command === 'wireit' ? lineOf(wireit[name] as WireitScript | undefined) : command,
    ]),
  );
}

function lineOf(script: WireitScript | undefined): string {
  const dependencies = Array.isArray(script?.dependencies) ? script.dependencies : [];
  const names = dependencies
    .map((one: unknown) => (isFields(one) ? one['script'] : one))
    .filter((one): one is string => typeof one === 'string' && /^[\w:-]+$/.test(one));
  const variables = Object.entries(isFields(script?.env) ? script.env : {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [`export "${name}=${value.replace(/["\\]/g, '\\$&')}" && `] : [],
  );
  const own = typeof script?.command === 'string' ? [variables.join('') + script.command] : [];
  return [...names.map((name) => `npm run ${name}`), ...own].join(' & ');
}
