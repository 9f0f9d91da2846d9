import type { Foreign, Site } from './possible-value.ts';

/** What a step further on the way to it leads to: a member, or `[]` for any item. */
export const grown = ({ module, path, sites }: Foreign, step: string): Foreign => ({
  kind: 'foreign',
  module,
  path: `${path}${step}`.replace(/^\./, '').replace(/^default(?:\.|$)/, ''),
  sites,
});

/** What a call of it gives; null for a call that is seen nowhere. */
export const madeBy = ({ module, path, sites }: Foreign, site: Site | null): Foreign => ({
  kind: 'foreign',
  module,
  path: `${path}()`,
  sites: [...sites, site],
});
