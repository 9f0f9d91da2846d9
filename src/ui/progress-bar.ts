const cells = 20;

/** How much is done, at a glance. It is full only at the end. */
export function progressBar(done: number, of: number): string {
  const full = of === 0 ? cells : Math.floor(Math.min(1, done / of) * cells);
  return '█'.repeat(full) + '░'.repeat(cells - full);
}
