import type { Plugin } from 'esbuild';
import type { Tally } from './tally.mjs';

/** The part of the build's record (esbuild's metafile) that is looked at. */
interface BuildRecord {
  readonly inputs: Readonly<Record<string, { readonly imports: readonly { readonly original?: string }[] }>>;
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

export const least: Readonly<Record<string, number>>;
export function cheapBuiltins(code: string, tally: Tally): string;
export function unusedSdkResources(tally: Tally): Plugin;
export function sdkNamed(tally: Tally): Plugin;
export function colorDecidedHere(tally: Tally): Plugin;
export function lookDecidedHere(tally: Tally): Plugin;
export function childProcessLater(tally: Tally): Plugin;
export function aliases(root: string): Record<string, string>;
export function countReplaced(record: BuildRecord, tally: Tally): void;
export function tokensApart(root: string, file: string, tally: Tally): Plugin;
