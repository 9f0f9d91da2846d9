import { type Answer, apiError } from './answers.ts';

interface FaultFacts {
  readonly model: string;
  /** How long to wait, in seconds; at least 0. */
  readonly retryAfterSeconds: number;
}

/** Answered by something in front of the API, which looks at no key. */
export const beforeTheApi: ReadonlySet<FaultId> = new Set(['edge_unavailable', 'login_page']);

function missingScope(status: number, scope: string): Answer {
  return apiError(status, {
    message:
      `You have insufficient permissions for this operation. Missing scopes: ${scope}. Check that you have the ` +
      'correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if ' +
      "you're using a restricted API key, that it has the necessary scopes.",
  });
}

function html(status: number, server: string, title: string, text: string): Answer {
  const body = `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${text}</h1></body>\n</html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8', server }, body };
}

/**
 * Failures of the API. Wordings as public issue reports and https://developers.openai.com/api/docs/guides/error-codes
 * quote them, up to November 2026.
 */
export const faults = {
  credit_exhausted: () =>
    apiError(429, {
      message:
        'You have no credits remaining. Add credits to continue using the API at ' +
        'https://platform.openai.com/settings/organization/billing/.',
      type: 'insufficient_quota',
      code: 'credit_balance_exhausted',
    }),
  rate_limit: ({ model, retryAfterSeconds }) => {
    const seconds = Math.ceil(retryAfterSeconds);
    return apiError(
      429,
      {
        message:
          `Rate limit reached for ${model} in organization org-standin000000000000000000 on requests per min (RPM): ` +
          `Limit 3, Used 3, Requested 1. Please try again in ${seconds}s. ` +
          'Visit https://platform.openai.com/account/rate-limits to learn more.',
        type: 'requests',
        code: 'rate_limit_exceeded',
      },
      {
        'retry-after': String(seconds),
        'retry-after-ms': String(Math.ceil(retryAfterSeconds * 1000)),
        'x-ratelimit-limit-requests': '3',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': `${seconds}s`,
      },
    );
  },
  missing_scope_models: () => missingScope(403, 'api.model.read'),
  missing_scope_generation: () => missingScope(401, 'model.request'),
  model_not_found: ({ model }) =>
    apiError(404, {
      message: `The model \`${model}\` does not exist or you do not have access to it.`,
      code: 'model_not_found',
    }),
  server_error: () =>
    apiError(500, {
      message: 'The server had an error while processing your request. Sorry about that!',
      type: 'server_error',
    }),
  edge_unavailable: () =>
    html(
      503,
      'cloudflare',
      'api.openai.com | 503: Service Temporarily Unavailable',
      '503 Service Temporarily Unavailable',
    ),
  login_page: () => html(200, 'nginx', 'Guest WiFi Login', 'Welcome! Accept the terms of use to go online.'),
} satisfies Readonly<Record<string, (circumstances: FaultFacts) => Answer>>;
export type FaultId = keyof typeof faults;
