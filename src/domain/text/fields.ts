/** An object of somebody else's making, whatever is in it. */
export type AnyFields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is AnyFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same of what may be anything else, which has no fields. */
export const fieldsOrNone = (value: unknown): AnyFields => (isFields(value) ? value : {});

/** The object that a text is as JSON, with or without a byte order mark; null for what is none. Never throws. */
export function fieldsIn(text: string | null): AnyFields | null {
  try {
    const value: unknown = JSON.parse((text ?? '').replace(/^\ufeff/, ''));
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
