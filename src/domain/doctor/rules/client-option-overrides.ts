import { fieldOf } from '../../code/values/objects.ts';
import { keyName } from '../../loading/sources.ts';
import { maskKey } from '../../secrets/mask.ts';
import type { Client, Facts } from '../facts.ts';
import type { FoundFinding } from '../finding.ts';
import { givenKeys, isStandIn } from '../given-keys.ts';
import type { DoctorRule } from '../rule.ts';
import { spotOf } from '../sources.ts';

/** Options that win over a variable of the environment where they are written in code. */
const options: readonly { readonly names: readonly string[]; readonly variable: string }[] = [
  { names: ['organization'], variable: 'OPENAI_ORG_ID' },
  { names: ['project'], variable: 'OPENAI_PROJECT_ID' },
  { names: ['baseURL', 'base_url', 'api_base', 'openai_api_base'], variable: 'OPENAI_BASE_URL' },
];

/** Options in code that win over what an env file sets otherwise. */
export const clientOptionOverrides: DoctorRule<'client_option_overrides'> = {
  id: 'client_option_overrides',
  severity: 'warning',
  *inCode({ facts, asked: { sets } }) {
    const told = new Set<string>();
    const given = facts.clients
      .filter((client) => client.standing !== 'azure' && !isOfAnother(client))
      .map((client) => client.options.fields);
    const onModule = facts.settings.map(
      ({ name, values, at }) => new Map([[name, { values, nameAt: at, at }]]),
    );
    for (const fields of [...given, ...onModule])
      for (const { names, variable } of options) {
        const field = fieldOf({ kind: 'fields', fields, open: false }, names);
        const [value, ...others] = field?.values ?? [];
        const set = sets(variable);
        if (value?.kind !== 'text' || !value.at || others.length > 0 || !set) continue;
        if (plain(set) === plain(value.text)) continue;
        const option = names.find((name) => fields.has(name)) ?? '';
        const at = spotOf(value.at);
        const id = `${at.absolute} ${at.line} ${at.column}`;
        if (told.has(id)) continue;
        told.add(id);
        yield { at, subject: option, facts: { option, variable, value: value.text } };
      }
    if (sets(keyName)) yield* keysInCode(facts);
  },
};

/** Keys in code that neither look like OpenAI's own nor stand for one: other rules tell those. */
function* keysInCode(facts: Facts): Generator<FoundFinding<'client_option_overrides'>> {
  for (const { text, at, isFallback } of givenKeys(facts)) {
    if (isFallback || isStandIn(text) || text.startsWith('sk-')) continue;
    const option = at.unit.program.language === 'python' ? 'api_key' : 'apiKey';
    yield {
      at: spotOf(at),
      subject: option,
      facts: { option, variable: keyName, value: maskKey(text).replace(/^\(\d+\)$/, '…') },
    };
  }
}

/** A client of another service, with a key of its own: what is set for OpenAI's was never meant for it. */
const isOfAnother = ({ standing, keys }: Client): boolean =>
  standing === 'elsewhere' &&
  keys.length > 0 &&
  keys.every((key) => key.kind !== 'nothing' && (key.kind !== 'variable' || !/OPEN_?AI/i.test(key.name)));

const plain = (address: string): string => address.trim().replace(/\/+$/, '');
