import type { Env } from '../../domain/env/environment.ts';

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

/**
 * Whether a terminal shows more than ASCII: not one that cannot draw, nor the Linux console with its few signs, nor one
 * whose locale names another encoding than UTF-8. A locale that is not set at all says nothing.
 */
export function showsUnicode(env: Env, platform: NodeJS.Platform): boolean {
  if (env['TERM'] === 'dumb' || env['TERM'] === 'linux') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'UTF-8';
  return platform === 'win32' || /utf-?8/i.test(locale);
}

/** Programs that name themselves here, and draw OSC 8 links. */
const linking = /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper|rio|Tabby|mintty)$/i;

/** Whether a terminal is known to draw links (OSC 8); `FORCE_HYPERLINK` decides where it is set. */
export function showsLinks(env: Env): boolean {
  const { FORCE_HYPERLINK: forced, TERM = '', TERM_PROGRAM = '' } = env;
  if (forced !== undefined && forced !== '') return on(forced);
  // tmux and screen pass on only what they know, and say nothing of the terminal that they are in.
  if (/^(?:dumb|linux|screen|tmux)/.test(TERM)) return false;
  return (
    linking.test(TERM_PROGRAM) ||
    /kitty|alacritty|foot|ghostty|contour/.test(TERM) ||
    Number(env['VTE_VERSION']) >= 5000 ||
    Number(env['KONSOLE_VERSION']) >= 201_200 ||
    env['WT_SESSION'] !== undefined
  );
}
