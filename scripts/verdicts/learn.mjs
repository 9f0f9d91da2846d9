// Learns from answers whose cause is known how much each feature speaks for each cause: a multinomial logistic regression.
import { minimize } from './minimize.mjs';

/** A feature that fewer answers show says nothing yet. */
const fewest = 3;
/** Pulls weights towards nothing: the sum of their squares counts as half an answer. */
const pull = 1;
/** An answer that somebody worded counts for less than one that was seen. */
const wordedCounts = 0.6;
/** Causes after the first would not be wrong either: what each of them counts, and what all of them may take at most. */
const furtherCauseCounts = 0.2;
const mostForFurther = 0.3;
const adviceCounts = 0.5;
/** A weight that is smaller is not written. */
const least = 0.3;
/** Weights are compared in such steps to find what is said of most causes. */
const nearly = 0.05;
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
  const weights = regress(data, features.size, causes.length);
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
function saidBy(row, times, { digits, nothing, weightOf }) {
  const weights = row.map((weight) => weight * times);
  const counts = new Map();
  for (const weight of weights) {
    const step = Math.round(weight / nearly);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [[usual]] = [...counts].sort(([a, first], [b, second]) => second - first || a - b);
  return weights
    .map((weight, place) => [place, weight - usual * nearly])
    .filter(([, weight]) => Math.abs(weight) >= least)
    .map(([place, weight]) => digits[place] + digits[nearest(weight, nothing, weightOf)])
    .join('');
}

/** The place of the digit that is worth nearly this weight. */
function nearest(weight, nothing, weightOf) {
  const distance = (place) => Math.abs(weightOf(place) - weight);
  let best = nothing;
  for (let place = 0; place <= 2 * nothing; place += 1) if (distance(place) < distance(best)) best = place;
  return best;
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

/** The weights, a row for each feature and one that every answer shows, which nothing pulls. */
function regress(data, size, width) {
  const all = data.reduce((sum, { counts }) => sum + counts, 0);
  const strength = pull / all;
  return minimize((size + 1) * width, (weights, slope) => {
    slope.fill(0);
    let value = 0;
    for (const input of data) value += addSlope(slope, weights, input, width, all);
    for (let at = 0; at < size * width; at += 1) {
      slope[at] += strength * weights[at];
      value += (strength / 2) * weights[at] ** 2;
    }
    return value;
  });
}

/** Adds what one answer says of the slope, and gives how badly it is told. */
function addSlope(slope, weights, { places, values, target, counts }, width, all) {
  const scores = new Float64Array(width);
  for (let at = 0; at < places.length; at += 1) {
    const start = places[at] * width;
    for (let cause = 0; cause < width; cause += 1) scores[cause] += values[at] * weights[start + cause];
  }
  const highest = Math.max(...scores);
  const sum = scores.reduce((soFar, score) => soFar + Math.exp(score - highest), 0);
  const share = counts / all;
  let value = 0;
  for (let cause = 0; cause < width; cause += 1) {
    const log = scores[cause] - highest - Math.log(sum);
    value -= share * target[cause] * log;
    scores[cause] = share * (Math.exp(log) - target[cause]);
  }
  for (let at = 0; at < places.length; at += 1) {
    const start = places[at] * width;
    for (let cause = 0; cause < width; cause += 1) slope[start + cause] += values[at] * scores[cause];
  }
  return value;
}
