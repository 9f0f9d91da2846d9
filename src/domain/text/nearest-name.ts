/** The name that was most likely meant by a misspelt or unfinished one, in whatever case; undefined where none is near. */
export function nearestName<N extends string>(word: string, names: readonly N[]): N | undefined {
  const typed = word.slice(0, 60).toLowerCase();
  const begins = (name: N): boolean => typed.length >= 3 && name.startsWith(typed);
  const [best] = names
    .map((name) => ({ name, apart: begins(name) ? 0 : editDistance(typed, name) }))
    .filter(({ name, apart }) => apart <= Math.min(3, Math.max(typed.length, name.length) / 2.5))
    .sort((a, b) => a.apart - b.apart);
  return best?.name;
}

/** Characters to add, remove, replace or swap with their neighbour (optimal string alignment), a row of the table at a time. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, swapped, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
