import { type Naming, scriptFiles } from '../domain/loading/start-commands.ts';

/** A file inside the folder: what lies elsewhere is not this project's. */
const isInside = (path: string): boolean => !path.startsWith('/') && !path.split('/').includes('..');

const plain = (path: string): string => path.replace(/^(?:\.\/+)+/, '');

/** The files of commands, the one that wins first: Node and Bun take the last of several, the others the first. */
export const winningFirst = (namings: readonly Naming[]): readonly string[] => [
  ...new Set(
    namings.flatMap(({ by, files, overrides }) =>
      by === 'node' || by === 'bun' || overrides ? [...files].reverse() : files,
    ),
  ),
];

/** Env files that any script of a package.json names. */
export function scriptEnvFiles(packageJson: string | null): readonly string[] {
  try {
    const parsed = JSON.parse(packageJson ?? '{}') as { readonly scripts?: unknown } | null;
    return winningFirst(scriptFiles(parsed?.scripts).all);
  } catch {
    return [];
  }
}

/** Names of compose files, as docker compose looks for them. */
export const composeFiles = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
] as const;

/**
 * Paths below `env_file:` in a compose file, the one that wins first (the last of a list). Reads the usual block
 * form line by line; what is written in another form is not seen.
 * Source: docs.docker.com/reference/compose-file/services, read in November 2026.
 */
export function composeEnvFiles(yaml: string | null): readonly string[] {
  const files: string[] = [];
  let listIndent = -1;
  for (const line of (yaml ?? '').split(/\r?\n/)) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const indent = line.length - line.trimStart().length;
    if (text.startsWith('env_file:')) {
      const value = text.slice('env_file:'.length).trim();
      listIndent = value === '' ? indent : -1;
      if (value.startsWith('['))
        files.unshift(...value.replace(/[[\]]/g, '').split(',').map(scalar).reverse());
      else if (value !== '') files.unshift(scalar(value));
      continue;
    }
    if (listIndent < 0) continue;
    if (indent < listIndent || (indent === listIndent && !text.startsWith('-'))) listIndent = -1;
    else if (text.startsWith('- path:')) files.unshift(scalar(text.slice('- path:'.length)));
    else if (text.startsWith('- ')) files.unshift(scalar(text.slice(2)));
  }
  return [...new Set(files.filter((path) => path !== '' && isInside(path)).map(plain))];
}

/** A plain or quoted word of YAML, without its comment. */
function scalar(text: string): string {
  const word = text.trim().replace(/\s#.*$/, '');
  const quote = word.charAt(0);
  return (quote === '"' || quote === "'") && word.endsWith(quote) ? word.slice(1, -1) : word;
}
