import type { Client } from '../facts.ts';
import { fieldOf } from '../facts.ts';
import { doctorFinding } from '../finding.ts';
import type { CodeRule } from '../rule.ts';
import { spotOf } from '../sources.ts';
import { isOwnAddress } from '../surfaces.ts';

interface Option {
  readonly names: readonly string[];
  readonly variable: string;
  readonly counts: (text: string, client: Client) => boolean;
}

/** Options that win over a variable of the environment where they are written in code. */
const options: readonly Option[] = [
  { names: ['organization'], variable: 'OPENAI_ORG_ID', counts: (text) => /^org-/.test(text) },
  { names: ['project'], variable: 'OPENAI_PROJECT_ID', counts: (text) => /^proj_/.test(text) },
  {
    names: ['baseURL', 'base_url'],
    variable: 'OPENAI_BASE_URL',
    counts: (text, client) => /^https?:\/\//.test(text) && !isOwnAddress(text) && usesOwnKey(client),
  },
];

/** The key for OpenAI goes to another host: that is hardly what a client of another service is made for. */
const usesOwnKey = ({ keys }: Client): boolean =>
  keys.length === 0 || keys.some((key) => key.kind === 'variable' && key.name === 'OPENAI_API_KEY');

/** Options in code that win over the environment. */
export const clientOptionOverrides: CodeRule = function* ({ facts }) {
  for (const client of facts.clients) {
    if (!client.isSdk || client.standing === 'azure') continue;
    for (const { names, variable, counts } of options) {
      const field = fieldOf(client.options, names);
      const [value, ...others] = field?.values ?? [];
      if (!field?.nameAt || value?.kind !== 'text' || others.length > 0 || !counts(value.text, client))
        continue;
      const option = names.find((name) => client.options.fields.has(name)) ?? names[0] ?? '';
      yield doctorFinding('client_option_overrides', {
        at: spotOf(field.nameAt),
        subject: option,
        facts: { option, variable, value: value.text },
        fix: null,
      });
    }
  }
};
