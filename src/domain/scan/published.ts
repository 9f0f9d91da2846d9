import { readEnvDocument } from '../env/document.ts';

/** The lines of an env file, from 1, whose variables a bundler puts into what every visitor downloads. */
export function publishedLines(bytes: Uint8Array, prefixes: readonly string[]): ReadonlySet<number> {
  const read = readEnvDocument(bytes);
  const assignments = read.ok ? read.document.assignments : [];
  const published = assignments.filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
  return new Set(published.map(({ line }) => line));
}

/** Kinds that are made to be seen by everyone, restricted by site or by what they may do. */
export function isPublicByDesign(kind: string): boolean {
  return kind === 'google';
}
