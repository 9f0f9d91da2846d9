/** Flags of Node, dotenv-cli, dotenvx and env-cmd that name an env file in a command line. */
const flags =
  /(?:--env-file(?:-if-exists)?[= ]|\b(?:dotenv(?:-cli)?\s+-e|dotenvx\s+run\s+-f|env-cmd\s+-f)\s+)["']?([\w./-]{1,200})/g;

/** A file inside the folder: what lies elsewhere is not this project's. */
const isInside = (path: string): boolean => !path.startsWith('/') && !path.split('/').includes('..');

const plain = (path: string): string => path.replace(/^(?:\.\/+)+/, '');

/** Env files that the scripts of a package.json name, the one that wins first: Node takes the last of several. */
export function scriptEnvFiles(packageJson: string | null): readonly string[] {
  let scripts: unknown;
  try {
    scripts = (JSON.parse(packageJson ?? '{}') as { scripts?: unknown } | null)?.scripts;
  } catch {
    return [];
  }
  if (typeof scripts !== 'object' || scripts === null) return [];
  const files = Object.values(scripts).flatMap((command) =>
    typeof command === 'string'
      ? [...command.slice(0, 4000).matchAll(flags)].map((match) => match[1] ?? '').reverse()
      : [],
  );
  return [...new Set(files.filter(isInside).map(plain))];
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
