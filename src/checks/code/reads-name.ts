import { join } from 'node:path';
import type { FilePlace } from '../../domain/loading/place.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { codeFiles } from './key-in-code.ts';

type NamingProject = Pick<Project, 'folder' | 'names' | 'framework'>;

const isCode = /\.(?:[cm]?[jt]sx?|svelte|astro|vue|py)$/;

/** The code of a project that reads a variable of another name; null where none is seen to. */
export function readerOf(
  ports: Pick<Ports, 'files'>,
  project: NamingProject,
  name: string,
): FilePlace | null {
  if (!/^\w{3,80}$/.test(name)) return null;
  const isThere = new RegExp(`(?<![\\w$])${name}(?!\\w)`);
  const reads = (path: string): boolean => isThere.test(withoutComments(readText(ports, path) ?? ''));
  const path = codeFiles(ports, project, isCode).find(reads) ?? runtimeConfig(ports, project, name);
  return path === null ? null : { absolute: path };
}

const withoutComments = (text: string): string => text.replace(/^\s*(?:\/\/|#|\*)[^\n]*/gm, '');

/** Nuxt fills the field `openaiApiKey`, or `apiKey` in `openai`, of its runtime configuration from `NUXT_OPENAI_API_KEY`. */
function runtimeConfig(
  ports: Pick<Ports, 'files'>,
  { folder, names, framework }: NamingProject,
  name: string,
): string | null {
  const config = names.find((one) => /^nuxt\.config\.[cm]?[jt]s$/.test(one));
  if (framework.id !== 'nuxt' || config === undefined || !name.startsWith('NUXT_')) return null;
  const path = join(folder, config);
  const text = readText(ports, path) ?? '';
  const words = name.toLowerCase().split('_').slice(1);
  const has = (some: readonly string[]): boolean =>
    some.length === 0 || new RegExp(`\\b${camel(some)}["']?\\s*:`).test(text);
  const fills = words.some((_, at) => has(words.slice(0, at)) && has(words.slice(at)));
  return text.includes('runtimeConfig') && fills ? path : null;
}

const camel = ([first = '', ...others]: readonly string[]): string =>
  first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
