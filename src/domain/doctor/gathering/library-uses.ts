import { valuesIn } from '../../code/values/objects.ts';
import type { Foreign, PossibleValue, Site } from '../../code/values/possible-value.ts';
import type { Gathering } from './gathering.ts';
import type { Library } from './libraries.ts';
import { standingOf } from './standings.ts';

/** A model of a library, which has a client of its own. */
export function addLibraryUse(gathering: Gathering, library: Library, callee: Foreign, site: Site): void {
  const options = gathering.values.options(site);
  const made = callee.sites[0] ? gathering.values.options(callee.sites[0]) : options;
  const standing = standingOf(gathering, { ...made, open: false }, library.base);
  const given =
    library.place === undefined ? [] : gathering.values.argument(site, library.place, library.model[0]);
  const named = valuesIn(options, library.model);
  const all = named.length > 0 ? named : given.filter(({ kind }) => kind !== 'fields');
  const models = all.flatMap((one): PossibleValue[] => {
    if (one.kind !== 'text' || !library.prefix) return [one];
    const prefix = library.prefix.exec(one.text)?.[0] ?? '';
    if (prefix === '' && /[:/]/.test(one.text)) return [];
    return [
      {
        ...one,
        text: one.text.slice(prefix.length),
        at: one.at && { ...one.at, from: one.at.from + prefix.length },
      },
    ];
  });
  const keys = valuesIn(made, library.key);
  gathering.clients.push({ site, isSdk: false, standing, options: made, keys });
  if (models.length > 0)
    gathering.uses.push({
      site,
      via: 'library',
      served: null,
      standing,
      options,
      models,
    });
}
