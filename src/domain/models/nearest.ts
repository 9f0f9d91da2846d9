import { editDistance } from '../text/nearest-name.ts';
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
