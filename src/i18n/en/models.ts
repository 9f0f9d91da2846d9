import type { Task } from '../../domain/models/tasks.ts';

const models = {
  asking: 'Asking the API for the models of this key',
  titleFromApi: (count: number) => (count === 1 ? 'One model for this key' : `${count} models for this key`),
  titleFromTable: (date: string) => `Models known on ${date}, whether or not this key may use them`,
  none: 'The API lists no chat model for this key. --all shows the rest.',
  columns: {
    id: 'model',
    input: 'in',
    cached: 'cached',
    output: 'out',
    context: 'context',
    ends: 'ends',
    purpose: 'good for',
  },
  purposes: {
    simple: 'simple',
    standard: 'standard',
    complex: 'complex',
    reasoning: 'reasoning',
    budget: 'budget',
  } satisfies Record<Task, string>,
  listSeparator: ', ',
  sentenceSeparator: ' ',
  ended: (date: string) => `ended ${date}`,
  soon: (date: string) => `${date} !`,
  soonNote: '"!" ends within 60 days.',
  prices: (date: string) =>
    `Prices in US dollars for a million tokens, checked on ${date}. "?" is not known. OpenAI's page decides:`,
  pricesElsewhere: (host: string) => `${host} may charge other prices: these are OpenAI's.`,
  cannotList: 'This key may not list models (it can still use them), so this is the table of the program.',
  reasons: {
    cheapest: (input: string, output: string) =>
      `Costs least: $${input} in and $${output} out for a million tokens.`,
    preferred: {
      simple: 'Small and quick: enough for short dialogue and classification.',
      standard: 'Good for daily work at a moderate price.',
      complex: 'The strongest for long or hard tasks.',
      reasoning: 'Thinks before it answers: for mathematics, code and science.',
      budget: 'Costs least.',
    } satisfies Record<Task, string>,
    price: (input: string, output: string) => `$${input} in and $${output} out for a million tokens.`,
    fromApi: 'This key may use it.',
    fromTable: 'From the table: whether this key may use it was not asked.',
    priceDate: (date: string) => `Prices of ${date}.`,
    endsSoon: (date: string) => `It ends on ${date}.`,
  },
  noneForTask: (task: string) => `None of the models known for "${task}" is open to this key.`,
  noneForTaskRemedy: 'openai-setup models shows what is; any of these can be named with --model.',
};

export type ModelsWords = typeof models;
export default models;
