// How long the verdict about a large answer takes.
const size = 65_536;
const rounds = 41;

/** Of a body of 64 kB in shapes that are read each in a way of its own: the middle of many rounds, in ms, by shape. */
export function timesOfLargeAnswers(diagnose, exchangeOf) {
  const words = 'The model `gpt-x` does not exist, or your key may not use it. 模型不存在。 ';
  const text = words.repeat(Math.ceil(size / words.length)).slice(0, size);
  const bodies = {
    'one message': { error: { message: text } },
    'many messages': {
      errors: Array.from({ length: size / 128 }, () => ({ message: words, code: 'a_code' })),
    },
    'no JSON': text,
    'a page': `<html><title>Blocked</title>${text}`,
  };
  return Object.entries(bodies).map(([shape, body]) => {
    const exchange = exchangeOf({ status: 400, body, host: 'other' });
    const times = Array.from({ length: rounds }, () => {
      const start = performance.now();
      diagnose(exchange);
      return performance.now() - start;
    });
    return [shape, times.sort((a, b) => a - b)[Math.floor(rounds / 2)]];
  });
}
