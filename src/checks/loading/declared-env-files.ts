import type { Naming } from '../../domain/loading/launchers.ts';
import { scriptFiles } from '../../domain/loading/start-commands.ts';
import { fieldsIn } from '../../domain/text/fields.ts';

/** The files of commands, the one that wins first: Node, Bun and Deno take the last of several, the others the first. */
export const winningFirst = (namings: readonly Naming[]): readonly string[] => [
  ...new Set(
    namings.flatMap(({ by, files, overrides }) =>
      by === 'node' || by === 'bun' || by === 'deno' || overrides ? [...files].reverse() : files,
    ),
  ),
];

/** Env files that any script of a package.json names. */
export const scriptEnvFiles = (packageJson: string | null): readonly string[] =>
  winningFirst(scriptFiles(fieldsIn(packageJson)?.['scripts']).all);

/** Names of compose files, as docker compose looks for them. */
export const composeFiles = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
] as const;

/** The compose file of a folder: one of the usual name, else the only one for development. */
export function composeFileOf(names: readonly string[]): string | undefined {
  const usual = composeFiles.find((name) => names.includes(name));
  const [only, ...others] = names.filter((name) =>
    /^(?:docker-)?compose[.-](?:local|dev|development)\.ya?ml$/.test(name),
  );
  return usual ?? (others.length === 0 ? only : undefined);
}
