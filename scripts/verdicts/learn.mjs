// Learns from answers whose cause is known how much each feature speaks for each cause: a multinomial logistic regression,
// by gradient descent with momentum from nothing, so that the same answers give the same table everywhere.

/** A feature that fewer answers show says nothing yet. */
const fewest = 3;
const rounds = 400;
const momentum = 0.9;
const rate = 1;
/** Pulls weights towards nothing. */
const pull = 0.0001;
/** An answer that somebody worded counts for less than one that was seen. */
const wordedCounts = 0.6;
/** Causes after the first would not be wrong either: what each of them counts, and what all of them may take at most. */
const furtherCauseCounts = 0.2;
const mostForFurther = 0.3;
const adviceCounts = 0.5;
/** Of a weight that is written, in steps. */
const leastSteps = 2;
/** What was never seen to be right may be so: answers of each cause that are thought of beside those that were seen. */
const fewNotSeen = 2;

/**
 * The table of weights, as `learnedOf` of `src/domain/diagnosis/meaning/learned.ts` reads it.
 * `examples`: `{ features, expect, worded }`; `format`: the exports of that module.
 */
export function learn(examples, format) {
  const causes = [...new Set(examples.flatMap(({ expect }) => expect))].sort();
  const features = raritiesOf(examples, format);
  const data = examples.map((example) => inputOf(example, features, causes, format));
  const weights = descend(data, features.size, causes.length);
  const lineOf = (name, index, rarity, times) => {
    const row = weights.subarray(index * causes.length, (index + 1) * causes.length);
    return `${name} ${format.digits[rarity]}${saidBy([...row], times, format)}`;
  };
  const lines = [...features]
    .map(([name, { index, rarity }]) => lineOf(name, index, rarity, rarity * format.rarityStep))
    .filter((line) => !/ .$/.test(line));
  return [
    causes.join(' '),
    ...alsoRight(examples, causes, format),
    lineOf(format.always, features.size, 0, 1),
    ...lines,
  ].join('\n');
}

/**
 * The weights of a feature as pairs of a place and a digit. What it says of most causes is nothing: adding the same to all of
 * them changes no likelihood. Nor are weights written that are next to nothing.
 */
function saidBy(row, times, { digits, nothing, weightStep }) {
  const steps = row.map((weight) => Math.round((weight * times) / weightStep));
  const counts = new Map();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  const [[usual]] = [...counts].sort(([a, first], [b, second]) => second - first || a - b);
  return steps
    .map((step, place) => [place, Math.max(-nothing, Math.min(nothing, step - usual))])
    .filter(([, step]) => Math.abs(step) >= leastSteps)
    .map(([place, step]) => digits[place] + digits[nothing + step])
    .join('');
}

/** Which causes would not be wrong where another one is the best, as lines of the table. */
function alsoRight(examples, causes, { digits, others }) {
  const counts = new Map(causes.map((cause) => [cause, { all: fewNotSeen, further: new Map() }]));
  for (const { expect, worded } of examples) {
    const counted = counts.get(expect[0]);
    const much = worded ? wordedCounts : 1;
    counted.all += much;
    for (const cause of expect.slice(1)) {
      counted.further.set(cause, (counted.further.get(cause) ?? 0) + much);
    }
  }
  return causes.flatMap((cause, place) => {
    const { all, further } = counts.get(cause);
    const pairs = causes.map((one, at) => [
      at,
      Math.round(((further.get(one) ?? 0) / all) * (digits.length - 1)),
    ]);
    const said = pairs.filter(([, value]) => value > 0).map(([at, value]) => digits[at] + digits[value]);
    return said.length === 0 ? [] : [`${others}${digits[place]} ${said.join('')}`];
  });
}

/** Each feature that enough answers show, with its place and, in steps, how rare it is. */
function raritiesOf(examples, { rarityStep, digits }) {
  const counts = new Map();
  for (const { features } of examples) {
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= fewest).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    kept.map(([feature, count], index) => {
      const rarity = (Math.log(examples.length / count) + 0.3) * (/^a[SP]/.test(feature) ? adviceCounts : 1);
      return [feature, { index, rarity: Math.min(digits.length - 1, Math.round(rarity / rarityStep)) }];
    }),
  );
}

/** What an answer shows, as numbers that make the whole of it count the same, and how much each cause is right for it. */
function inputOf({ features, expect, worded }, known, causes, { rarityStep, wholeAnswer }) {
  const shown = [...features].flatMap((feature) => known.get(feature) ?? []);
  const length = Math.hypot(...shown.map(({ rarity }) => rarity * rarityStep)) || 1;
  const further = (expect.length - 1) * furtherCauseCounts;
  const each = Math.min(mostForFurther, further / (1 + further)) / Math.max(1, expect.length - 1);
  const target = causes.map((cause) => {
    const place = expect.indexOf(cause);
    return place === -1 ? 0 : place === 0 ? 1 - each * (expect.length - 1) : each;
  });
  return {
    places: [...shown.map(({ index }) => index), known.size],
    values: [...shown.map(({ rarity }) => (rarity * rarityStep * wholeAnswer) / length), 1],
    target,
    counts: worded ? wordedCounts : 1,
  };
}

function descend(data, size, width) {
  const weights = new Float64Array((size + 1) * width);
  const speed = new Float64Array(weights.length);
  const slope = new Float64Array(weights.length);
  const all = data.reduce((sum, { counts }) => sum + counts, 0);
  for (let round = 0; round < rounds; round += 1) {
    for (let at = 0; at < slope.length; at += 1) slope[at] = pull * weights[at];
    for (const input of data) addSlope(slope, weights, input, width, all);
    for (let at = 0; at < weights.length; at += 1) {
      speed[at] = momentum * speed[at] - rate * slope[at];
      weights[at] += speed[at];
    }
  }
  return weights;
}

function addSlope(slope, weights, { places, values, target, counts }, width, all) {
  const scores = new Float64Array(width);
  for (let at = 0; at < places.length; at += 1) {
    const start = places[at] * width;
    for (let cause = 0; cause < width; cause += 1) scores[cause] += values[at] * weights[start + cause];
  }
  const highest = Math.max(...scores);
  let sum = 0;
  for (let cause = 0; cause < width; cause += 1) {
    scores[cause] = Math.exp(scores[cause] - highest);
    sum += scores[cause];
  }
  for (let cause = 0; cause < width; cause += 1) {
    scores[cause] = ((scores[cause] / sum - target[cause]) * counts) / all;
  }
  for (let at = 0; at < places.length; at += 1) {
    const start = places[at] * width;
    for (let cause = 0; cause < width; cause += 1) slope[start + cause] += values[at] * scores[cause];
  }
}
