/** What moves a cursor, sets a title, rings, hides text or turns it around; not line feeds and tabs. */
const unseen =
  '\\u0000-\\u0008\\u000b-\\u001a\\u001c-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff';
const controls = new RegExp(`[${unseen}]|\\u001b(?:\\[[\\d;?]{0,20}[A-Za-z])?`, 'g');
/** Colours and the cursor's being shown are the program's own. */
const foreign = new RegExp(`[${unseen}]|\\u001b(?!\\[(?:[\\d;]{0,20}m|\\?25h))`, 'g');

/** A text of which a part is a name of a file or folder or a variable's value, before colours are added. */
export function withoutControls(text: string): string {
  return text.replace(controls, '');
}

/**
 * The last look at a text for a terminal: what has come this far loses its power. What is known to come from
 * elsewhere goes through `cleanText` long before.
 */
export function onlyColors(text: string): string {
  return text.replace(foreign, '');
}

/**
 * Text for the log of a GitHub workflow, in which a line that begins with `::name` or `##[name]`, blanks before it or not, is
 * a command: what others wrote is none. Annotations of this program stand at the beginning of a line. Source: the runner,
 * github.com/actions/runner, src/Runner.Common/ActionCommand.cs, read in November 2026.
 */
export function withoutCommands(text: string): string {
  return text
    .replace(/^([^\S\r\n]+)(?=::)|^(?=::(?!(?:error|warning)[ :]))/gm, '$1.')
    .replace(/^([^\S\r\n]*)(?=##\[)/gm, '$1.');
}
