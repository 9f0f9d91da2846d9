import type { Unit } from '../code/possible-value.ts';
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
const onServer = new RegExp(
  '/(?:api|server|backend|functions|scripts|netlify|workers?)/' +
    '|\\.server\\.[jt]sx?$|/\\+(?:page|layout)\\.server\\.|/\\+server\\.|/route\\.[jt]sx?$|/middleware\\.[jt]s$' +
    '|/(?:next|vite|nuxt|astro|svelte)\\.config\\.',
);

/** Which files ship to the browser: those that say so, and what they import. Null where that can't be told. */
export class Browser {
  readonly #shipped = new Set<Unit>();

  constructor(sources: Sources) {
    const queue = [...sources.units()].filter((unit) => !sources.isBeside(unit) && saysSo(unit));
    for (let unit = queue.pop(); unit; unit = queue.pop()) {
      if (this.#shipped.has(unit) || unit.program.directives.has('use server')) continue;
      this.#shipped.add(unit);
      for (const { module, typeOnly } of unit.program.imports) {
        const next = typeOnly ? null : sources.imported(unit, module);
        if (next && !onServer.test(next.path)) queue.push(next);
      }
    }
  }

  ships(unit: Unit): boolean | null {
    if (this.#shipped.has(unit)) return true;
    const { language, directives } = unit.program;
    if (language === 'python' || directives.has('use server') || onServer.test(unit.path)) return false;
    return unit.source.client;
  }
}

const saysSo = ({ program, source, path }: Unit): boolean =>
  (program.directives.has('use client') || source.client === true) && !onServer.test(path);
