/**
 * Text as one word of a command line, to be shown and pasted. Plain names stay as they are; the rest stands in single
 * quotes, inside which a POSIX shell, and PowerShell but for a quote itself, change nothing.
 */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}_./\\:@+,-]+$/u.test(text) ? text : quoted(text);
}

/** The same of a file's name: one that begins with a hyphen is no option, and `~` at the front is the home folder. */
export function shellPath(path: string): string {
  const named = path.startsWith('-') ? `./${path}` : path;
  return /^~[\\/]/.test(named) ? `${named.slice(0, 2)}${shellWord(named.slice(2))}` : shellWord(named);
}

/** Inside single quotes a shell changes nothing; a quote itself ends them for a moment. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
