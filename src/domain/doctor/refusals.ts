import type { Field, PossibleFields, PossibleValue } from '../code/values/possible-value.ts';
import { findModel } from '../models/table.ts';
import type { Use } from './facts.ts';
import type { Edit } from './finding.ts';
import { allOf, edit } from './rule.ts';

/**
 * What models refuse, as data. Sources: https://developers.openai.com/api/docs/guides/reasoning and the guides of
 * GPT-5 to GPT-6, public probes of each (models.dev#6639), November 2026.
 */
interface RefusedParameter {
  readonly parameter: string;
  readonly served: readonly Use['served'][];
  readonly by: (model: string, options: PossibleFields) => boolean;
  /** Values that are taken all the same: the default. */
  readonly unless?: (value: PossibleValue) => boolean;
  readonly instead: string | null;
}

const isNumber =
  (wanted: number) =>
  (value: PossibleValue): boolean =>
    value.kind === 'number' && value.value === wanted;

/** It thinks before it answers, so it counts hidden tokens as well. */
function isReasoning(model: string): boolean {
  const efforts = findModel(model)?.reasoningEfforts;
  if (efforts) return efforts.length > 0 && !/chat-latest/.test(model);
  return /^o\d|^gpt-(?:5|6)/.test(model) && !/chat-latest/.test(model);
}

/** It can't be told not to think, or it is told to: then how it samples is its own. */
function samplesItself(model: string, options: PossibleFields): boolean {
  if (!isReasoning(model)) return false;
  const efforts = findModel(model)?.reasoningEfforts ?? null;
  const effort = effortOf(options);
  if (effort.length > 0) return effort.every((one) => one.kind === 'text' && one.text !== 'none');
  if (efforts?.includes('none') === false || /^o\d/.test(model)) return !options.open;
  // Those of GPT-5.6 and GPT-6 think unless they are told not to.
  return /^gpt-(?:5\.6|6)/.test(model) && !options.open;
}

/** How much a call tells the model to think: in both forms. */
export function effortOf(options: PossibleFields): readonly PossibleValue[] {
  const plain = options.fields.get('reasoning_effort')?.values;
  if (plain) return plain;
  const nested = options.fields.get('reasoning')?.values ?? [];
  return nested.flatMap((one) =>
    one.kind === 'fields' ? (one.fields.get('effort')?.values ?? []) : one.kind === 'unknown' ? [one] : [],
  );
}

const both = ['chat', 'responses'] as const;

export const refusals: readonly RefusedParameter[] = [
  { parameter: 'max_tokens', served: ['chat'], by: isReasoning, instead: 'max_completion_tokens' },
  { parameter: 'max_tokens', served: ['responses'], by: () => true, instead: 'max_output_tokens' },
  { parameter: 'max_completion_tokens', served: ['responses'], by: () => true, instead: 'max_output_tokens' },
  { parameter: 'temperature', served: both, by: samplesItself, unless: isNumber(1), instead: null },
  { parameter: 'top_p', served: both, by: samplesItself, unless: isNumber(1), instead: null },
  { parameter: 'presence_penalty', served: ['chat'], by: samplesItself, unless: isNumber(0), instead: null },
  { parameter: 'frequency_penalty', served: ['chat'], by: samplesItself, unless: isNumber(0), instead: null },
  { parameter: 'logprobs', served: ['chat'], by: samplesItself, unless: isFalse, instead: null },
  { parameter: 'top_logprobs', served: both, by: samplesItself, unless: isNumber(0), instead: null },
  { parameter: 'logit_bias', served: ['chat'], by: samplesItself, instead: null },
  { parameter: 'reasoning_effort', served: ['chat'], by: refusesEffort, instead: null },
  { parameter: 'reasoning', served: ['responses'], by: refusesEffort, instead: null },
  { parameter: 'response_format', served: ['images'], by: isGptImage, instead: null },
  { parameter: 'style', served: ['images'], by: isGptImage, instead: null },
  {
    parameter: 'dimensions',
    served: ['embeddings'],
    by: (model) => model === 'text-embedding-ada-002',
    instead: null,
  },
];

function isFalse(value: PossibleValue): boolean {
  return value.kind === 'truth' && !value.value;
}

/** It knows no effort at all, or not the one that it is told. */
function refusesEffort(model: string, options: PossibleFields): boolean {
  const known: readonly string[] | null | undefined = findModel(model)?.reasoningEfforts;
  if (!known) return false;
  const told = effortOf(options);
  return (
    known.length === 0 ||
    (told.length > 0 && told.every((one) => one.kind === 'text' && !known.includes(one.text)))
  );
}

function isGptImage(model: string): boolean {
  return /^gpt-image-/.test(model);
}

/** What is given though it is nothing: it is not sent. */
export const isNothing = (value: PossibleValue): boolean => value.kind === 'nothing';

/** Takes a parameter out, with its comma. */
export function removal({ at }: Field): readonly Edit[] | null {
  if (!at) return null;
  const { code } = at.unit.source;
  const after = /^\s*,[ \t]*(?:\r?\n[ \t]*)?/.exec(code.slice(at.to, at.to + 200))?.[0] ?? null;
  if (after !== null) return allOf([edit({ ...at, to: at.to + after.length }, '')]);
  const before = /,\s*$/.exec(code.slice(Math.max(0, at.from - 200), at.from))?.[0] ?? '';
  return before === '' ? null : allOf([edit({ ...at, from: at.from - before.length }, '')]);
}

/** Parameters for which a model that can do without thinking is told not to think: its room, its sampling, its tools. */
const needNoThinking = [
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'tools',
  'functions',
];

/** What else a call needs to ask another model; null where that can't be said in edits. */
export function editsForModel(use: Use, from: string, model: string): readonly (Edit | null)[] | null {
  if (use.via === 'library') return [];
  const edits: (Edit | null)[] = [];
  const options = isReasoning(from) ? use.options : withoutThinking(use, model, edits);
  if (!options) return null;
  for (const { parameter, served, by, unless, instead } of refusals) {
    const field = options.fields.get(parameter);
    if (!field || !served.includes(use.served) || !by(model, options)) continue;
    if (field.values.every((value) => isNothing(value) || unless?.(value))) continue;
    if (!field.nameAt) return null;
    if (instead !== null) edits.push(edit(field.nameAt, instead));
    else {
      const removed = removal(field);
      if (!removed) return null;
      edits.push(...removed);
    }
  }
  return edits;
}

/**
 * The options with which the successor of a model that did not think does not think either, as the guide for moving to
 * GPT-6 has it; null where they can't be written.
 */
function withoutThinking(
  { served, options }: Use,
  model: string,
  edits: (Edit | null)[],
): PossibleFields | null {
  const first = needNoThinking.map((name) => options.fields.get(name)).find((field) => field !== undefined);
  const canRest = findModel(model)?.reasoningEfforts?.includes('none') ?? false;
  const isText = served === 'chat' || served === 'responses';
  if (!first || !canRest || !isText || effortOf(options).length > 0) return options;
  const { at, nameAt } = first;
  if (!at || !nameAt) return null;
  const isPython = at.unit.program.language === 'python';
  const mark = nameAt.from > at.from || isPython ? '"' : "'";
  const quote = nameAt.from > at.from ? at.unit.source.code.charAt(at.from) : mark;
  const isArgument = isPython && nameAt.from === at.from;
  const key = (name: string): string =>
    `${nameAt.from > at.from ? `${quote}${name}${quote}` : name}${isArgument ? '=' : ': '}`;
  const none = `${quote}none${quote}`;
  const written =
    served === 'chat'
      ? `${key('reasoning_effort')}${none}, `
      : `${key('reasoning')}{ ${isPython ? `${quote}effort${quote}` : 'effort'}: ${none} }, `;
  edits.push(edit({ ...at, to: at.from }, written));
  const values = [{ kind: 'text', text: 'none', at: null }] as const;
  return {
    ...options,
    fields: new Map(options.fields).set('reasoning_effort', { values, nameAt: null, at: null }),
  };
}
