import { modelTable } from './table.ts';

/** The known model whose id differs least from a mistyped one; null where none is near. */
export function nearestModel(id: string): string | null {
  const typed = id.toLowerCase().slice(0, 60);
  let best: string | null = null;
  let least = Math.min(3, Math.floor(typed.length / 3)) + 1;
  for (const row of modelTable) {
    const apart = editDistance(typed, row.id);
    if (apart < least) [best, least] = [row.id, apart];
  }
  return best;
}

/** Characters to add, remove or replace (Levenshtein), with one row of the table at a time. */
export function editDistance(a: string, b: string): number {
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
