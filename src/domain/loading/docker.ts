import { ignoreRules } from '../git/ignore-rules.ts';

/**
 * Whether building this Dockerfile, with its folder as the build context, puts the env file of the same
 * folder into the image: a `COPY` or `ADD` takes the whole folder or the file, and the `.dockerignore`
 * does not leave it out. Sources: docs.docker.com/reference/dockerfile and
 * docs.docker.com/build/concepts/context (.dockerignore), read November 2026.
 */
export function dockerCopiesEnvFile(
  dockerfile: string,
  dockerignore: string | null,
  fileName: string,
): boolean {
  if (dockerignore !== null && leavesOut(dockerignore, fileName)) return false;
  return instructions(dockerfile).some(({ text }) => copies(text, fileName));
}

/** An instruction with its words on one line. */
export interface Instruction {
  readonly text: string;
  /** Of its first word; both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Comments dropped, continued lines joined, bodies of here-documents left out. */
export function instructions(dockerfile: string): readonly Instruction[] {
  const lines = dockerfile.replace(/^\uFEFF/, '').split(/\r?\n/);
  const continuation = /^#\s*escape\s*=\s*`\s*$/i.test(lines[0] ?? '') ? '`' : '\\';
  const result: Instruction[] = [];
  let open = '';
  let start = { line: 0, column: 0 };
  let documents: string[] = [];
  for (const [at, line] of lines.entries()) {
    const words = line.trim();
    if (documents.length > 0) {
      if (words === documents[0]) documents = documents.slice(1);
      continue;
    }
    if (words.startsWith('#') || (words === '' && open !== '')) continue;
    if (open === '') start = { line: at + 1, column: line.length - line.trimStart().length + 1 };
    if (words.endsWith(continuation)) {
      open += `${words.slice(0, -1)} `;
      continue;
    }
    const whole = open + words;
    open = '';
    result.push({ text: whole, ...start });
    if (/^(?:copy|add|run)\s/i.test(whole)) documents = endsOfDocuments(whole);
  }
  return open === '' ? result : [...result, { text: open, ...start }];
}

/** The words that end the here-documents which an instruction opens, as in `COPY <<EOF /path`. */
function endsOfDocuments(instruction: string): string[] {
  const opener = /(?<=\s)\d*<<-?(["']?)([a-z_]\w*)\1(?=\s|$)/gi;
  return [...instruction.matchAll(opener)].map((match) => match[2] ?? '');
}

/** Whether a `COPY` or `ADD` from the build context takes a file of it. */
export function copies(instruction: string, fileName: string): boolean {
  const [name = '', ...words] = instruction.split(/\s+/);
  if (!/^(?:copy|add)$/i.test(name)) return false;
  const firstPath = words.findIndex((word) => !word.startsWith('--'));
  const flags = words.slice(0, Math.max(firstPath, 0));
  if (flags.some((flag) => flag.startsWith('--from='))) return false;
  const excluded = flags
    .filter((flag) => flag.startsWith('--exclude='))
    .map((flag) => flag.slice('--exclude='.length));
  if (matches(excluded, fileName)) return false;

  const paths = (jsonPaths(words.slice(firstPath).join(' ')) ?? words.slice(firstPath)).slice(0, -1);
  const sources = paths.map((path) => clean(unquoted(path)));
  // The whole context, or the file itself.
  return sources.includes('') || matches(sources, fileName);
}

/** The other form of the instruction: `COPY ["source", "destination"]`; null for the plain one. */
export function jsonPaths(text: string): string[] | null {
  if (!text.startsWith('[')) return null;
  try {
    const paths: unknown = JSON.parse(text);
    return Array.isArray(paths) && paths.every((path) => typeof path === 'string') ? paths : null;
  } catch {
    return null;
  }
}

/** Whether the last pattern of a `.dockerignore` that matches the file (its path from the context) leaves it out. */
export function leavesOut(dockerignore: string, fileName: string): boolean {
  const lines = dockerignore.replace(/^\uFEFF/, '').split(/\r?\n/);
  return matches(
    lines.filter((line) => !line.startsWith('#')).map((line) => line.trim()),
    fileName,
  );
}

/** Patterns of Docker, against a file at the top of the context: as rules of git that begin there. */
function matches(patterns: readonly string[], fileName: string): boolean {
  const rules = patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    const path = clean(negated ? pattern.slice(1).trim() : pattern);
    return path === '' ? '' : `${negated ? '!' : ''}/${path}`;
  });
  // Of rules that are alike only the last one counts.
  const once = [...new Set(rules.toReversed())].toReversed();
  return ignoreRules(once.join('\n'))(fileName) === 'ignored';
}

/** Without empty and `.` parts: `./`, `/` and `.` are the context itself. */
function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function unquoted(word: string): string {
  return /^(["']).*\1$/.test(word) ? word.slice(1, -1) : word;
}
