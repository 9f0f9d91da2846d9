type Env = Readonly<Record<string, string | undefined>>;

/** A variable that is set to something other than a plain 'no'. */
const on = (value: string | undefined): boolean => value !== undefined && !/^(?:0|false|no|)$/i.test(value);

/** `CI=true` counts as no terminal. */
export const isCi = (env: Env): boolean => on(env['CI']);

/**
 * Whether a stream gets colour: the option, then `FORCE_COLOR` (0 or false forbids), then `NO_COLOR`
 * (https://no-color.org), then whether it is a terminal that can show it.
 */
export function colorAllowed(isTerminal: boolean, env: Env, option: boolean | undefined): boolean {
  if (option === false) return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '') return on(env['FORCE_COLOR']);
  if (env['NO_COLOR']) return false;
  return isTerminal && env['TERM'] !== 'dumb' && !isCi(env);
}

/**
 * Nothing is drawn over again, for a screen reader or a terminal that cannot: the option, `ACCESSIBLE` (as other wizards
 * know it), or a dumb terminal.
 */
export const isPlain = (env: Env, option: boolean): boolean =>
  option || on(env['ACCESSIBLE']) || env['TERM'] === 'dumb';
