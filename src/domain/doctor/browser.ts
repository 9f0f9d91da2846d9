import type { Unit } from '../code/values/possible-value.ts';
import { anyOf } from '../text/phrase.ts';
import type { Sources } from './sources.ts';

/** What a bundler writes into the code for the browser, by the beginning of its name. */
const published =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY|VUE_APP|NG_APP|SNOWPACK_PUBLIC)_/;

export const isPublished = (variable: string): boolean => published.test(variable);

/** Whether a variable is named like a key of OpenAI. */
export const isNamedLikeKey = (variable: string): boolean =>
  /OPEN_?AI/i.test(variable) &&
  /KEY|TOKEN|SECRET/i.test(variable) &&
  !/ADMIN|WEBHOOK|ORG|PROJECT/i.test(variable);

/** Folders and files that frameworks run on the server only. */
const onServer = anyOf(
  /\/(?:api|server|backend|functions|scripts|netlify|workers?)\//,
  /\.server\.[jt]sx?$|\/\+(?:page|layout)\.server\.|\/\+server\.|\/route\.[jt]sx?$|\/middleware\.[jt]s$/,
  /\/(?:next|vite|nuxt|astro|svelte)\.config\./,
);

/** Which files ship to the browser: those that say so, and what they import. Null where that can't be told. */
export class BrowserCode {
  readonly #shipped = new Set<string>();

  constructor(sources: Sources) {
    const queue = [...sources.pages()].filter(({ path, text }) => saysSo(path, text));
    for (let page = queue.pop(); page; page = queue.pop()) {
      const { path, text } = page;
      if (this.#shipped.has(path) || onServer.test(path) || /^\s*['"]use server['"]/.test(text)) continue;
      this.#shipped.add(path);
      queue.push(...sources.importedBy(path));
    }
  }

  ships(unit: Unit): boolean | null {
    const { language, directives } = unit.program;
    if (language === 'python' || directives.has('use server') || onServer.test(unit.path)) return false;
    if (unit.source.client !== null) return unit.source.client;
    return this.#shipped.has(unit.path) ? true : null;
  }
}

/** A component of Vue or Svelte, or one that says `'use client'` in front of all code. */
const saysSo = (path: string, text: string): boolean =>
  /\.(?:vue|svelte)$/.test(path) ||
  (text.includes('use client') && /^\s*['"]use client['"]/.test(withoutComments(text.slice(0, 3000))));

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
