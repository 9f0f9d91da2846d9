import { ignoreRules } from './ignore-rules.ts';

/**
 * The content of a `.gitignore` with one line added that ignores `fileName`, a file in the same folder;
 * null where nothing is to be added. The line goes to the end: the last rule of the file nearest to a
 * path wins, so it also beats every negation. Line endings and a byte order mark stay as they are.
 *
 * `judgedByGit`: git has said that the file is not ignored by the project. Only our own line is then
 * a reason to add nothing (another run may have added it meanwhile). Without git the rules of this one
 * file are read here (gitignore(5)).
 */
export function addIgnoreEntry(
  bytes: Uint8Array | null,
  fileName: string,
  options: { readonly judgedByGit: boolean },
): Uint8Array | null {
  const content = bytes ?? new Uint8Array();
  const lines = readLines(content);
  const entry = ignoreEntry(fileName);
  const rules = options.judgedByGit ? lines.filter((line) => line === entry || line.startsWith('!')) : lines;
  return ignoreRules(rules.join('\n'))(fileName) === 'ignored' ? null : withLine(content, entry);
}

/** The same for a folder beside the file, which need not be there yet, as nothing but the rules of this one file say. */
export function addIgnoredFolder(bytes: Uint8Array | null, folder: string): Uint8Array | null {
  const content = bytes ?? new Uint8Array();
  const isIgnored = ignoreRules(readLines(content).join('\n'))(`${folder}/_`) === 'ignored';
  return isIgnored ? null : withLine(content, `${folder}/`);
}

function withLine(content: Uint8Array, entry: string): Uint8Array {
  const ending = lineEnding(content);
  const unfinished = content.length > 0 && !isMark(content) && content.at(-1) !== LF;
  const added = new TextEncoder().encode(`${unfinished ? ending : ''}${entry}${ending}`);
  const result = new Uint8Array(content.length + added.length);
  result.set(content);
  result.set(added, content.length);
  return result;
}

/** The line that ignores a file of this name in the folder of the `.gitignore`. */
export function ignoreEntry(fileName: string): string {
  // The name everybody looks for, in its usual form; it covers the same name in deeper folders too.
  if (/^\.env[\w.-]*$/.test(fileName)) return fileName;
  // A line holds no line breaks, and git reads a `\r` at its end as part of the break: `?` is any character.
  const pattern = fileName.replace(/[\\*?[]/g, '\\$&').replace(/[\r\n]/g, '?');
  const spaces = pattern.length - trimSpaces(pattern).length;
  return `/${trimSpaces(pattern)}${'\\ '.repeat(spaces)}`;
}

const LF = 0x0a;
const CR = 0x0d;

function readLines(bytes: Uint8Array): string[] {
  // TextDecoder drops a byte order mark, and so does git.
  const text = new TextDecoder().decode(bytes);
  return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

function trimSpaces(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  return text.slice(0, end);
}

/** The ending of the last whole line; `\n` where there is none. */
function lineEnding(bytes: Uint8Array): '\n' | '\r\n' {
  return bytes[bytes.lastIndexOf(LF) - 1] === CR ? '\r\n' : '\n';
}

function isMark(bytes: Uint8Array): boolean {
  return bytes.length === 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
