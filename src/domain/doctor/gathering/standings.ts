import { valuesIn } from '../../code/values/objects.ts';
import type { Alternatives, PossibleFields } from '../../code/values/possible-value.ts';
import type { Standing } from '../facts.ts';
import { isOwnAddress } from './addresses.ts';
import type { Gathering } from './gathering.ts';

/** Where a client goes of which nothing is seen: where all others go. */
export function usualStanding(gathering: Gathering): Standing {
  const all = new Set(gathering.clients.map(({ standing }) => standing));
  if (!gathering.asked.isWhole) return 'unsure';
  return all.size === 0 ? ownStanding(gathering) : all.size === 1 ? ([...all][0] ?? 'unsure') : 'unsure';
}

/** Where a client goes that is told no address. */
function ownStanding(gathering: Gathering): Standing {
  const bases = gathering.environment.filter(({ name }) => /^OPENAI_(?:BASE_URL|API_BASE)$/.test(name));
  for (const base of bases.flatMap(({ values }) => values)) {
    if (base.kind === 'text' && !isOwnAddress(base.text)) return 'elsewhere';
    if (base.kind !== 'text' && base.kind !== 'nothing' && base.kind !== 'variable') return 'unsure';
  }
  return gathering.asked.official ? 'own' : 'unsure';
}

/** Where a client goes that is made with some options; `names`: what they call the address. */
export function standingOf(
  gathering: Gathering,
  options: PossibleFields,
  names: readonly string[],
): Standing {
  const bases = valuesIn(options, names);
  if (options.open && options.fields.size === 0) return 'unsure';
  return standingAt(gathering, bases);
}

function standingAt(gathering: Gathering, bases: Alternatives): Standing {
  let standing = ownStanding(gathering);
  for (const base of bases) {
    if (base.kind === 'text') {
      if (!isOwnAddress(base.text)) return 'elsewhere';
      if (bases.length === 1) return 'own';
    } else if (base.kind === 'variable') {
      if (!/^OPEN_?AI/i.test(base.name)) standing = 'unsure';
    } else if (base.kind !== 'nothing') standing = 'unsure';
  }
  return standing;
}

/** Of the client that the Python SDK has as a module. */
export function moduleStanding(gathering: Gathering): Standing {
  const set = (name: string): Alternatives =>
    gathering.settings.filter((one) => one.name === name).flatMap(({ values }) => values);
  const isAzure = set('api_type').some((one) => one.kind !== 'text' || !/^open_?ai$/i.test(one.text));
  return isAzure ? 'azure' : standingAt(gathering, [...set('api_base'), ...set('base_url')]);
}
