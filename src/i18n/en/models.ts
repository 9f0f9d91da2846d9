import type { Task } from '../../domain/models/tasks.ts';

const models = {
  asking: 'Fetching the models of this key',
  titleFromApi: (count: number, chatOnly: boolean) =>
    `This key can use ${count} ${chatOnly ? 'chat ' : ''}${count === 1 ? 'model' : 'models'}`,
  titleFromTable: (date: string) =>
    `Models known as of ${date} (this key may not be able to use all of them)`,
  none: 'The API lists no chat model for this key. Add --all to see the rest.',
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
  recommended: (models: string) => `Recommended: ${models}.`,
  bestFor: (id: string, purposes: string) => `${id} (${purposes})`,
  soonNote: '"!": ends within 60 days.',
  prices: (date: string, hasUnknown: boolean) =>
    `Prices in US dollars per million tokens, checked on ${date}.${hasUnknown ? ' "?": unknown.' : ''} OpenAI's pricing page decides:`,
  pricesElsewhere: (host: string) => `These are OpenAI's prices; ${host} may charge differently.`,
  cannotList:
    'This key cannot list models (it may still be able to use them), so this is the built-in table.',
  reasons: {
    cheapest: (input: string, output: string) =>
      `The lowest price, leaving out models that end soon: $${input} in and $${output} out per million tokens.`,
    preferred: {
      simple: 'Small and fast: enough for short dialogue and classification.',
      standard: 'Good for daily work at a moderate price.',
      complex: 'The most capable for long or hard tasks.',
      reasoning: 'Reasons before it replies: for mathematics, code and science.',
      budget: 'The lowest price.',
    } satisfies Record<Task, string>,
    price: (input: string, output: string) => `$${input} in and $${output} out per million tokens.`,
    fromApi: 'This key can use it.',
    fromTable: 'From the built-in table: not checked whether this key can use it.',
    priceDate: (date: string) => `Prices as of ${date}.`,
    endsSoon: (date: string) => `It ends on ${date}.`,
  },
  noneForTask: (task: string) => `This key cannot use any of the models known for "${task}".`,
  noneForTaskRemedy: 'Run openai-setup models to see what it can use, and pick one with --model.',
};

export type ModelsWords = typeof models;
export default models;
