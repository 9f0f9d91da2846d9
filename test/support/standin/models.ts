import { reasons } from '../../../src/standin/models.ts';

const none = ['none', 'low', 'medium', 'high', 'xhigh'];
const noneToMax = [...none, 'max'];
const minimal = ['minimal', 'low', 'medium', 'high'];

/** From models.dev and the model pages of https://developers.openai.com/api/docs/models, 2026-11-21. */
const efforts: Readonly<Record<string, readonly string[]>> = {
  'gpt-6-astra': ['low', 'medium', 'high', 'xhigh'],
  'gpt-6-sol': noneToMax,
  'gpt-6-luna': noneToMax,
  'gpt-5.6-luna': noneToMax,
  'gpt-5.5': none,
  'gpt-5.5-2026-04-23': none,
  'gpt-5.4': none,
  'gpt-5.4-mini': none,
  'gpt-5.4-nano': none,
  'gpt-5.2': none,
  'gpt-5.2-pro': ['medium', 'high', 'xhigh'],
  'gpt-5': minimal,
  'gpt-5-mini': minimal,
  'gpt-5-nano': minimal,
  o3: ['low', 'medium', 'high'],
};

interface Abilities {
  /** Values of `reasoning_effort` that are accepted; empty for a model that does not reason. */
  readonly efforts: readonly string[];
  /** Where it generates text: both APIs, the Responses API only, or neither. */
  readonly generates: 'everywhere' | 'responses' | 'nowhere';
}

/** What a model of the list can do; undefined for any other name. */
export function abilities(model: string): Abilities | undefined {
  if (reasons(model) === undefined) return undefined;
  const generates =
    model === 'gpt-5.2-pro' ? 'responses' : model.startsWith('text-embedding') ? 'nowhere' : 'everywhere';
  return { efforts: efforts[model] ?? [], generates };
}
