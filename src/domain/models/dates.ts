/** The day of an instant, in UTC: `YYYY-MM-DD`. Days in this form compare as text. */
export function utcDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

const day = /^\d{4}-\d{2}-\d{2}/;

/** The day part of what an API calls a date; null where it is none. */
export function dayPart(date: string | null): string | null {
  const found = date === null ? null : (day.exec(date)?.[0] ?? null);
  return found !== null && Number.isNaN(Date.parse(found)) ? null : found;
}

/** Whole days from one day to another; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
