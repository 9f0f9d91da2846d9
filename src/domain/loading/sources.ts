import type { EnvDocument } from '../env/document.ts';
import { Secret } from '../secrets/secret.ts';
import type { FilePlace, Place } from './place.ts';

/** The variable that every OpenAI SDK reads its key from. */
export const keyName = 'OPENAI_API_KEY';

/** Names whose values change how a call is made; the key's own first. */
export const openaiNames = [
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'OPENAI_ORG_ID',
  'OPENAI_PROJECT_ID',
  'OPENAI_CUSTOM_HEADERS',
  'OPENAI_ADMIN_KEY',
] as const;
export type OpenaiName = (typeof openaiNames)[number];

export interface Found {
  readonly place: Place;
  readonly value: string;
}

/** An env file that was read and understood. */
export interface ReadableEnvFile extends FilePlace {
  readonly document: EnvDocument;
}

/**
 * All places that give a name a value, the one that counts first: the process environment, then the
 * files in the order of the loader. Within a file the last assignment counts, as for nearly every loader.
 * Empty values are places too: an empty shell variable hides a file from `dotenv`.
 */
export function findAll(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  files: readonly ReadableEnvFile[],
): readonly Found[] {
  const found: Found[] = [];
  const inherited = env[name];
  if (inherited !== undefined) found.push({ place: { type: 'environment', name }, value: inherited });
  for (const { absolute, document } of files) {
    const assignments = document.assignments.filter((assignment) => assignment.name === name);
    for (const { line, value } of assignments.reverse())
      found.push({ place: { type: 'file', absolute, line }, value });
  }
  return found;
}

/** A value of the key's name, whatever it is; without the blanks at its ends, which nobody sends. */
export interface FoundKey {
  readonly place: Place;
  readonly value: Secret;
}

/** The same for the key: from here on it is a secret. */
export function findKeys(
  env: Readonly<Record<string, string | undefined>>,
  files: readonly ReadableEnvFile[],
): readonly FoundKey[] {
  return findAll(keyName, env, files).map(({ place, value }) => ({ place, value: new Secret(value.trim()) }));
}
