import type { Example } from '../template.ts';

export const errors: Example = {
  task: 'simple',
  node: {
    client: '{ timeout: 20_000 }',
    clientNote: 'shortTimeout',
    body: `
try {
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: {{"sayTest"}} }],
  });
  console.log(completion.choices[0]?.message.content);
} catch (error) {
  process.exitCode = 1;
  if (error instanceof OpenAI.AuthenticationError) {
    console.error({{"errorKey"}});
  } else if (error instanceof OpenAI.RateLimitError && error.type === 'insufficient_quota') {
    console.error({{"errorQuota"}});
  } else if (error instanceof OpenAI.RateLimitError) {
    console.error({{"errorRate"}}, error.headers?.get('retry-after') ?? '?');
  } else if (error instanceof OpenAI.APIConnectionTimeoutError) {
    // {{timeoutFirst}}
    console.error({{"errorTimeout"}});
  } else if (error instanceof OpenAI.APIConnectionError) {
    console.error({{"errorConnection"}}, error.cause);
  } else if (error instanceof OpenAI.APIError) {
    console.error({{"errorApi"}}, error.status, error.code, error.message);
  } else {
    throw error;
  }
  // {{requestId}}
  if (error instanceof OpenAI.APIError && error.requestID) console.error(error.requestID);
}
`,
  },
  python: {
    standard: 'import sys',
    from: `(
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    OpenAI,
    RateLimitError,
)`,
    client: 'timeout=20',
    clientNote: 'shortTimeout',
    body: `
try:
    completion = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": {{"sayTest"}}}],
    )
    print(completion.choices[0].message.content)
except APIError as error:
    if isinstance(error, AuthenticationError):
        print({{"errorKey"}}, file=sys.stderr)
    elif isinstance(error, RateLimitError) and error.type == "insufficient_quota":
        print({{"errorQuota"}}, file=sys.stderr)
    elif isinstance(error, RateLimitError):
        print({{"errorRate"}}, error.response.headers.get("retry-after", "?"), file=sys.stderr)
    elif isinstance(error, APITimeoutError):
        # {{timeoutFirst}}
        print({{"errorTimeout"}}, file=sys.stderr)
    elif isinstance(error, APIConnectionError):
        print({{"errorConnection"}}, error.__cause__, file=sys.stderr)
    else:
        print({{"errorApi"}}, getattr(error, "status_code", ""), error.code, error.message, file=sys.stderr)
    # {{requestId}}
    if isinstance(error, APIStatusError) and error.request_id:
        print(error.request_id, file=sys.stderr)
    sys.exit(1)
`,
  },
};
