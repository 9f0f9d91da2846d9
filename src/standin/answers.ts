/** An HTTP answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface ApiError {
  readonly message: string;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | null;
}

/** An error body as the API writes it. */
export function apiError(
  status: number,
  { message, type = 'invalid_request_error', param = null, code = null }: ApiError,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = `${JSON.stringify({ error: { message, type, param, code } }, null, 4)}\n`;
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

export function jsonAnswer(body: unknown): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}

/** The way the API shows a key that it does not know: 8 characters, stars, 4 characters. */
export function maskedByApi(key: string): string {
  if (key.length <= 12) return '*'.repeat(key.length);
  return `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}
