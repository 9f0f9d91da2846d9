/** The version of the documents that `--json` prints; raised when a field changes its meaning or goes. */
export const schemaVersion = 1;

/** A document, or one of several within another. */
export type JsonDocument = Readonly<Record<string, unknown>>;

/** What every document has, around what is a command's own. */
export function jsonDocument(exitCode: number, content: JsonDocument): JsonDocument {
  return { schemaVersion, ok: exitCode === 0, ...content, exitCode };
}

/** A document as it is printed. */
export function jsonText(document: JsonDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
