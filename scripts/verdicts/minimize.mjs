// Where a smooth convex function is least: L-BFGS (Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 7.5) with
// steps that are halved until the value falls enough.

/** How many of the last steps tell how the slope changes. */
const remembered = 10;
const mostRounds = 300;
/** A slope that is nowhere steeper is none. */
const flat = 1e-7;
/** Of what the slope promises, so much is enough. */
const enough = 1e-4;

/** `slopeAt(place, slope)` fills in the slope and gives the value. Returns the place, a Float64Array of that length. */
export function minimize(length, slopeAt) {
  let place = new Float64Array(length);
  let slope = new Float64Array(length);
  let value = slopeAt(place, slope);
  const past = [];
  for (let round = 0; round < mostRounds && slope.some((one) => Math.abs(one) > flat); round += 1) {
    const way = descent(slope, past);
    const promised = dot(slope, way);
    const next = { place: new Float64Array(length), slope: new Float64Array(length) };
    let step = past.length === 0 ? 1 / Math.sqrt(dot(slope, slope)) : 1;
    for (; step > 1e-12; step /= 2) {
      for (let at = 0; at < length; at += 1) next.place[at] = place[at] + step * way[at];
      next.value = slopeAt(next.place, next.slope);
      if (next.value <= value + enough * step * promised) break;
    }
    if (!(next.value < value)) break;
    const moved = next.place.map((one, at) => one - place[at]);
    const changed = next.slope.map((one, at) => one - slope[at]);
    past.push({ moved, changed, inverse: 1 / dot(moved, changed) });
    if (past.length > remembered) past.shift();
    ({ place, slope, value } = next);
  }
  return place;
}

/** The way down, by what the last steps tell of the curvature. */
function descent(slope, past) {
  const way = slope.map((one) => -one);
  const shares = past.map(() => 0);
  for (let at = past.length - 1; at >= 0; at -= 1) {
    const { moved, changed, inverse } = past[at];
    shares[at] = inverse * dot(moved, way);
    add(way, changed, -shares[at]);
  }
  const last = past.at(-1);
  if (last) {
    const scale = 1 / (last.inverse * dot(last.changed, last.changed));
    for (let at = 0; at < way.length; at += 1) way[at] *= scale;
  }
  for (const [at, { moved, changed, inverse }] of past.entries()) {
    add(way, moved, shares[at] - inverse * dot(changed, way));
  }
  return way;
}

function dot(one, other) {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at] * other[at];
  return sum;
}

function add(to, what, times) {
  for (let at = 0; at < to.length; at += 1) to[at] += times * what[at];
}
