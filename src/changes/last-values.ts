import { readEnvDocument } from '../domain/env/document.ts';

/** What an env file's bytes give each name: the last of its values. Empty where they are no env file. */
export function lastValues(bytes: Uint8Array | null): ReadonlyMap<string, string> {
  const read = bytes && readEnvDocument(bytes);
  return new Map(read?.ok ? read.document.assignments.map(({ name, value }) => [name, value]) : []);
}
