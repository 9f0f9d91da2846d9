/** The part of the build's record (esbuild's metafile) that is looked at. */
interface BuildRecord {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

export function notices(
  metafiles: readonly BuildRecord[],
  root: string,
  expected?: Readonly<Record<string, string>>,
): string;
