import { join } from 'node:path';
import type { LoadDoubt } from '../domain/diagnosis/notes.ts';
import type { Ports } from '../ports/ports.ts';
import type { Project } from './project.ts';
import { readText } from './read-text.ts';

/** Configuration files that may send a loader to another folder, and the names with which they do so. */
const settings: readonly (readonly [file: RegExp, names: RegExp])[] = [
  [/^(?:vite|vitest|astro|remix|react-router)\.config\.[cm]?[jt]s$/, /\b(?:envDir|root)\b/],
  [/^svelte\.config\.[cm]?[jt]s$/, /\benv\s*:/],
  [/^nuxt\.config\.[cm]?[jt]s$/, /\b(?:envDir|rootDir|dotenv)\b/],
];

/**
 * Why the configuration leaves open which files are read: it names the folder of them itself, which only running it
 * would tell. Null where it says nothing of that kind.
 */
export function configDoubt(
  ports: Pick<Ports, 'files'>,
  { folder, names }: Project,
): { readonly reason: LoadDoubt; readonly path: string } | null {
  for (const [file, setting] of settings)
    for (const name of names.filter((one) => file.test(one))) {
      const path = join(folder, name);
      if (setting.test(withoutComments(readText(ports, path) ?? '')))
        return { reason: 'configuration', path };
    }
  return null;
}

const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;,{(])\/\/[^\n]*/g, '$1');
