import type { IncomingHttpHeaders } from 'node:http';

const mostHeaders = 100;
const longestValue = 2000;

/** Response headers as they are kept: lower-case names, bounded, masked, never cookies. */
export function recordHeaders(
  headers: IncomingHttpHeaders,
  redact: (text: string) => string,
): Record<string, string> {
  const kept: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers).slice(0, mostHeaders)) {
    if (name === 'set-cookie' || value === undefined) continue;
    const text = Array.isArray(value) ? value.join(', ') : value;
    kept[name] = redact(text).slice(0, longestValue);
  }
  return { ...kept };
}
