import { fieldOf } from '../facts.ts';
import type { DoctorRule } from '../rule.ts';
import { spotOf } from '../sources.ts';

/** Options that win over a variable of the environment where they are written in code. */
const options: readonly { readonly names: readonly string[]; readonly variable: string }[] = [
  { names: ['organization'], variable: 'OPENAI_ORG_ID' },
  { names: ['project'], variable: 'OPENAI_PROJECT_ID' },
  { names: ['baseURL', 'base_url', 'api_base'], variable: 'OPENAI_BASE_URL' },
];

/** Options in code that win over what an env file sets otherwise. */
export const clientOptionOverrides: DoctorRule<'client_option_overrides'> = {
  id: 'client_option_overrides',
  severity: 'warning',
  *inCode({ facts, asked: { sets } }) {
    const given = facts.clients
      .filter(({ isSdk, standing }) => isSdk && standing !== 'azure')
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
        yield { at: spotOf(value.at), subject: option, facts: { option, variable, value: value.text } };
      }
  },
};

const plain = (address: string): string => address.trim().replace(/\/+$/, '');
