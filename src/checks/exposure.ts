import { note } from '../domain/diagnosis/notes.ts';
import { type Warning, warning } from '../domain/diagnosis/warnings.ts';
import { isGenuine } from '../domain/keys/tokens.ts';
import { placeOf } from '../domain/loading/place.ts';
import { publishedPrefixes } from '../domain/loading/published-prefixes.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import type { Project } from './project.ts';
import { type Verdict, verdict } from './result.ts';

/** Whether a bundler puts the value of this name into what visitors get. */
export const isNamePublished = (name: string, { configured }: Pick<Project, 'configured'>): boolean =>
  [...publishedPrefixes, ...configured.published].some((prefix) => name.startsWith(prefix));

/** A name that publishes its value, and whose value is this key, or another one, or looks meant to be one. */
function publishes(name: string, value: string, key: Secret | null, project: Project): boolean {
  if (value.trim() === '' || !isNamePublished(name, project)) return false;
  return key?.is(value.trim()) === true || isGenuine(value.trim()) || /OPENAI.*KEY/.test(name);
}

/** Is the key also in a variable that a bundler publishes? */
export function checkExposure(
  ports: Pick<Ports, 'env'>,
  project: Project,
  key: Secret | null,
): { readonly verdict: Verdict } {
  const warnings: Warning[] = [];
  // A bundler reads the file of another mode when it builds.
  for (const file of [...project.envFiles, ...project.otherEnvFiles]) {
    for (const { name, value, line } of file.document?.assignments ?? []) {
      if (publishes(name, value, key, project))
        warnings.push(warning('published_to_browser', { name, at: { path: placeOf(file), line } }));
    }
  }
  for (const [name, value] of Object.entries(ports.env)) {
    if (value && publishes(name, value, key, project))
      warnings.push(warning('published_to_browser', { name, at: null }));
  }
  return { verdict: verdict(warnings.length > 0 ? [] : [note('exposure_none')], warnings) };
}
