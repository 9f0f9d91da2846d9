import { join } from 'node:path';
import type { Configured } from '../domain/loading/configured.ts';
import { withoutComments } from '../domain/loading/other-scripts.ts';
import { keyName } from '../domain/loading/sources.ts';
import type { Ports } from '../ports/ports.ts';
import type { Project } from './project.ts';
import { readText } from './read-text.ts';

/** What nodemon may be told that matters here. */
const telling = /OPENAI_API_KEY|env-file|dotenv|env-cmd/;

/** Files of tools that start programs, and what in them may give a program another key than its own files do. */
const startingFiles: readonly (readonly [name: RegExp, telling: RegExp, always: boolean])[] = [
  [/^nodemon\.json$/, telling, true],
  [/^[Tt]askfile\.ya?ml$/, /^dotenv:/m, false],
  [/^\.?[Jj]ustfile$/, /^set\s+dotenv-(?:filename|path|override)/m, false],
  [/^(?:GNU)?[Mm]akefile$/, /^-?include\s+\S*env\S*/m, false],
];

/** What the files of task runners say; what is not modelled in them is left open. */
export function readOtherTools(ports: Pick<Ports, 'files'>, project: Project): Configured {
  const { folder, names, scripts, configured } = project;
  const turbo = names.find((name) => /^turbo\.jsonc?$/.test(name));
  const held = turbo !== undefined && holdsBack(readText(ports, join(folder, turbo)) ?? '');
  const startsItself = scripts.started.length > 0;
  const open = names.find((name) =>
    startingFiles.some(
      ([form, said, always]) =>
        form.test(name) && (always || !startsItself) && said.test(readText(ports, join(folder, name)) ?? ''),
    ),
  );
  const usesNodemon = scripts.started.some(({ program }) => program === 'nodemon');
  const inManifest =
    usesNodemon && telling.test(nodemonConfig(readText(ports, join(folder, 'package.json'))));
  const counts = (open !== undefined && (open !== 'nodemon.json' || usesNodemon)) || inManifest;
  return {
    ...configured,
    ...(held && turbo !== undefined ? { holdsBack: join(folder, turbo) } : {}),
    doubt:
      configured.doubt ??
      (counts ? { reason: 'configuration', path: join(folder, open ?? 'package.json') } : null),
  };
}

/** What a package.json tells nodemon. */
function nodemonConfig(manifest: string | null): string {
  try {
    return JSON.stringify(
      (JSON.parse(manifest ?? '{}') as { nodemonConfig?: unknown } | null)?.nodemonConfig ?? '',
    );
  } catch {
    return '';
  }
}

/**
 * Whether Turborepo keeps the key from what it starts: from version 2 on (`tasks`) a task sees only the variables that are
 * listed for it. Source: turborepo.com/docs/crafting-your-repository/using-environment-variables, read November 2026.
 */
function holdsBack(text: string): boolean {
  let parsed: unknown;
  try {
    parsed = JSON.parse(withoutComments(text));
  } catch {
    return true;
  }
  const whole = parsed as Readonly<Record<string, unknown>> | null;
  if (typeof whole?.['tasks'] !== 'object' || whole['envMode'] === 'loose') return false;
  const tables = [whole, ...Object.values(whole['tasks'] ?? {})] as readonly (Record<
    string,
    unknown
  > | null)[];
  const listed = tables.flatMap((one) =>
    ['globalEnv', 'globalPassThroughEnv', 'env', 'passThroughEnv'].flatMap((field) => one?.[field] ?? []),
  );
  return !listed.some((one) => typeof one === 'string' && passes(one));
}

/** `OPENAI_*` stands for all names that begin so. */
const passes = (pattern: string): boolean =>
  pattern.endsWith('*') ? keyName.startsWith(pattern.slice(0, -1)) : pattern === keyName;
