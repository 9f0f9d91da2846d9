/** A piece of the split program: its text, what it exports as an entry, and which others it imports statically. */
export interface Chunk {
  readonly text: string;
  readonly exports: readonly string[];
  readonly imports: readonly string[];
}

export function flatten(
  groups: readonly { readonly name: string; readonly members: readonly string[] }[],
  chunks: ReadonlyMap<string, Chunk>,
): Promise<Map<string, { code: string; imports: string[] }>>;
