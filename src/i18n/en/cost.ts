const cost = {
  labels: {
    model: 'model',
    input: 'input',
    output: 'output',
    total: 'together',
    month: '30 days',
  },
  counting: (done: string) => `Counting tokens ${done}`,
  model: (id: string, encoding: string) => `${id} (tokens of ${encoding})`,
  tokens: (count: string, exact: boolean) =>
    `${exact ? '' : 'about '}${count} ${count === '1' ? 'token' : 'tokens'}`,
  part: (tokens: string, rate: string, usd: string) => `${tokens} at $${rate} a million = $${usd}`,
  total: (usd: string) => `$${usd} for one request`,
  month: (usd: string, perDay: string) =>
    `$${usd} at ${perDay} ${perDay === '1' ? 'request' : 'requests'} a day`,
  priceUnknown: (model: string, date: string) =>
    `No price of ${model} was known on ${date}, and none is guessed.`,
  longContext: (from: string) =>
    `From ${from} input tokens on, this model charges its higher long-context rates for the whole request.`,
  tooLarge: (model: string, context: string) =>
    `${model} takes ${context} tokens of input and output at most.`,
  noOutput:
    'The answer costs too: add --output N for one of N tokens. A reasoning model also bills its thinking as output.',
  framing: 'A chat request adds a few tokens for the roles of its messages.',
  notExact: 'The text has a very long run without a blank or sign; the count may be off by a few tokens.',
  ended: (model: string, date: string) => `${model} ended on ${date}; its price is history.`,
  endsSoon: (model: string, date: string) => `${model} ends on ${date}.`,
  prices: (date: string) => `Prices of ${date}, standard tier. OpenAI's page decides:`,
  compareTitle: 'Current chat models, cheapest first',
  columns: {
    model: 'model',
    input: 'input',
    output: 'output',
    total: 'together',
    month: '30 days',
    ends: 'ends',
  },
  usage: {
    noText:
      'There is no text: give it as an argument, with --file PATH, on standard input, or its size with --input N.',
  },
  unknownModel: (model: string, date: string) => `The price list of ${date} has no model "${model}".`,
  nearest: (model: string) => `Did you mean ${model}?`,
  seeModels: 'openai-setup cost --compare, or openai-setup models, shows the models that are known.',
  notCountable: (model: string, date: string) =>
    `The tokens of ${model} cannot be counted here: it used an older encoding, and ended on ${date}.`,
  unreadable: {
    missing: (path: string) => `There is no file ${path}.`,
    directory: (path: string) => `${path} is a folder, not a file.`,
    no_permission: (path: string) => `${path} may not be read by this user.`,
    binary: (path: string) => `${path} is not a text: it holds zero bytes.`,
    not_utf8: (path: string) => `${path} is not UTF-8 text.`,
    io_error: (path: string) => `${path} could not be read.`,
  },
  stdin: 'standard input',
};

export type CostWords = typeof cost;
export default cost;
