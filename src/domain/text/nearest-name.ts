/** The name that was most likely meant by a misspelt or unfinished one, in whatever case; undefined where none is near. */
export function nearestName<N extends string>(word: string, names: readonly N[]): N | undefined {
  const typed = word.slice(0, 60).toLowerCase();
  const begins = (name: N): boolean => typed.length >= 3 && name.startsWith(typed);
  const [best] = names
    .map((name) => ({ name, apart: begins(name) ? 0 : editDistance(typed, name) }))
    .filter(({ name, apart }) => apart <= Math.min(3, Math.max(typed.length, name.length) / 2))
    .sort((a, b) => a.apart - b.apart);
  return best?.name;
}

/** Characters to add, remove or replace (Levenshtein), with one row of the table at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
