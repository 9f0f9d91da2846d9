import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { findLeaks } from './leaks.ts';

interface Capture {
  readonly label: string;
  readonly content: string | Uint8Array;
}

const captures: Capture[] = [];
const secrets = new Set<string>();

/** Under this length a value cannot be told from ordinary text. */
const shortest = 20;

/** Names secrets that must be in nothing that is captured, from now to the end of the test file. */
export function protect(...texts: readonly (string | undefined)[]): void {
  for (const text of texts) {
    if (text !== undefined && text.length >= shortest) secrets.add(text);
  }
}

/** Hands something over to the search for secrets after the test. */
export function capture(label: string, content: string | Uint8Array): void {
  captures.push({ label, content });
}

/** Hands over all files below a folder, names included. */
export function captureFolder(label: string, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    captures.push({ label: `${label}: a file name`, content: path });
    if (!entry.isFile()) continue;
    try {
      captures.push({ label: `${label}: ${entry.name}`, content: readFileSync(path) });
    } catch {
      // Gone between listing and reading, or not readable by the user who would have to read it.
    }
  }
}

/** Where secrets stand in what was captured so far; empties the list. */
export function leaksInCaptures(): readonly string[] {
  const known = [...secrets];
  return captures.splice(0).flatMap(({ label, content }) => {
    const leaks = findLeaks(content, known);
    return leaks.map((leak) => `${label}: ${leak}`);
  });
}

// Registered first, so it runs last: after the hooks that end terminals and hand over what they showed.
afterEach(() => {
  const leaks = leaksInCaptures();
  if (leaks.length > 0) throw new Error(`A secret leaked:\n${[...new Set(leaks)].join('\n')}`);
});
