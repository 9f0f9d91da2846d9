import type { Framework, PackageFacts } from '../loading/frameworks.ts';
import { isFurtherLanguage, type OtherLanguage, otherLanguage } from './other-language.ts';

/** What a program is built with, as far as that decides how it comes to its key. */
export type ProgramKind =
  | Exclude<Framework['id'], 'none'>
  | 'electron'
  | 'nestjs'
  | 'angular'
  | 'vue-cli'
  | 'tanstack-start'
  | 'rsbuild'
  | 'parcel'
  | 'docusaurus'
  | 'ember'
  | 'webpack'
  | OtherLanguage;

/** Dependencies that say more than the framework that was found. */
const tellingDependencies: readonly (readonly [dependency: string, kind: ProgramKind])[] = [
  ['expo', 'expo'],
  ['electron', 'electron'],
  ['react-scripts', 'react-scripts'],
  ['gatsby', 'gatsby'],
  ['@nestjs/core', 'nestjs'],
  ['@angular/core', 'angular'],
  ['@vue/cli-service', 'vue-cli'],
  ['@tanstack/react-start', 'tanstack-start'],
  ['@tanstack/solid-start', 'tanstack-start'],
  ['@rsbuild/core', 'rsbuild'],
  ['@docusaurus/core', 'docusaurus'],
  ['ember-source', 'ember'],
  ['parcel', 'parcel'],
  ['webpack-dev-server', 'webpack'],
];

/** Frameworks that have a server of their own; beside one, another language's files are those of another part. */
const servers: ReadonlySet<string> = new Set([
  ...['next', 'nuxt', 'sveltekit', 'astro', 'react-router', 'remix', 'wrangler'],
]);

/** What the program of a folder is built with. */
export function programKind(
  { id }: Pick<Framework, 'id'>,
  facts: PackageFacts | null,
  names: readonly string[],
): ProgramKind {
  const uses = (name: string): boolean => facts?.dependencies.includes(name) ?? false;
  if (servers.has(id)) return id as ProgramKind;
  if (id === 'python') return id;
  const other = otherLanguage(names);
  // The package.json of a Rails or Laravel application is that of its pages.
  if (other !== null && !uses('openai')) return other;
  const told = tellingDependencies.find(([name]) => uses(name))?.[1];
  if (told !== undefined || id !== 'none') return told ?? (id as ProgramKind);
  return facts === null && isFurtherLanguage(names) ? 'any-language' : 'node';
}

/** Whether a program can neither be Node's nor Python's. */
export const isForeign = (kind: ProgramKind, names: readonly string[]): boolean =>
  kind === 'any-language' || (kind !== 'deno' && kind === otherLanguage(names));
