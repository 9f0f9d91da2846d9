const cost = {
  labels: {
    model: 'model',
    input: 'input',
    output: 'output',
    total: 'total',
    month: '30 days',
  },
  counting: (done: string) => `Counting tokens ${done}`,
  model: (id: string, encoding: string) => `${id} (tokens of ${encoding})`,
  tokens: (count: string, exact: boolean) =>
    `${exact ? '' : 'about '}${count} ${count === '1' ? 'token' : 'tokens'}`,
  part: (tokens: string, rate: string, usd: string) => `${tokens} at $${rate} per million = $${usd}`,
  total: (usd: string) => `$${usd} per request`,
  month: (usd: string, perDay: string) =>
    `$${usd} at ${perDay} ${perDay === '1' ? 'request' : 'requests'} per day`,
  priceUnknown: (model: string, date: string) =>
    `There is no price for ${model} as of ${date}, so none is estimated.`,
  longContext: (from: string) =>
    `From ${from} input tokens, this model charges higher long-context rates for the whole request.`,
  tooLarge: (model: string, context: string) =>
    `${model} accepts at most ${context} tokens of input and output together.`,
  noOutput:
    'The reply costs too: add --output N for a reply of N tokens. Reasoning models also bill their reasoning as output.',
  framing: 'A chat request adds a few tokens for the roles of its messages.',
  notExact:
    'The text has a very long stretch without spaces or punctuation; the count may be off by a few tokens.',
  ended: (model: string, date: string) => `${model} ended on ${date}; this was its price.`,
  endsSoon: (model: string, date: string) => `${model} ends on ${date}.`,
  prices: (date: string) => `Prices as of ${date}, standard tier. OpenAI's pricing page decides:`,
  compareTitle: 'Current chat models, cheapest first',
  columns: {
    model: 'model',
    input: 'input',
    output: 'output',
    total: 'total',
    month: '30 days',
    ends: 'ends',
  },
  usage: {
    noText:
      'no text given. Pass it as an argument, with --file PATH or on standard input, or give its size with --input N.',
  },
  unknownModel: (model: string, date: string) => `The price list as of ${date} has no model “${model}”.`,
  nearest: (model: string) => `Did you mean ${model}?`,
  seeModels: 'To see the known models: openai-setup cost --compare',
  notCountable: (model: string, date: string) =>
    `Tokens for ${model} cannot be counted: it used an older encoding and ended on ${date}.`,
  unreadable: {
    missing: (path: string) => `No such file: ${path}.`,
    directory: (path: string) => `${path} is a folder, not a file.`,
    no_permission: (path: string) => `You do not have permission to read ${path}.`,
    binary: (path: string) => `${path} is not a text file: it contains NUL bytes.`,
    not_utf8: (path: string) => `${path} is not UTF-8 text.`,
    io_error: (path: string) => `Could not read ${path}.`,
  },
  stdin: 'standard input',
};

export type CostWords = typeof cost;
export default cost;
