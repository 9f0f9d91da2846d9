import type { Example } from '../template.ts';

export const retry: Example = {
  task: 'simple',
  node: {
    client: '{ maxRetries: 3 }',
    clientNote: 'sdkRetries',
    body: `
// {{ownBackoff}}
const completion = await withBackoff(() =>
  client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: {{"sayTest"}} }],
  }),
);

console.log(completion.choices[0]?.message.content);
`,
    helpers: `
async function withBackoff/*<T>*/(call/*: () => Promise<T>*/, attempts = 5)/*: Promise<T>*/ {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= attempts || !isTemporary(error)) throw error;
      // {{waitRule}}
      const seconds = retryAfter(error) ?? Math.min(60, 2 ** attempt) * (0.5 + Math.random() / 2);
      if (seconds > 300) throw error;
      console.error({{"waiting"}}, seconds.toFixed(1));
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}

// {{temporaryRule}}
function isTemporary(error/*: unknown*/)/*: boolean*/ {
  if (error instanceof OpenAI.APIConnectionError) return true;
  if (!(error instanceof OpenAI.APIError) || error.type === 'insufficient_quota') return false;
  const status = error.status ?? 0;
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

// {{retryAfterForm}}
function retryAfter(error/*: unknown*/)/*: number | undefined*/ {
  const header = error instanceof OpenAI.APIError ? error.headers?.get('retry-after') : null;
  if (!header) return undefined;
  const seconds = Number.isNaN(Number(header)) ? (Date.parse(header) - Date.now()) / 1000 : Number(header);
  return seconds >= 0 ? seconds : undefined;
}
`,
  },
  python: {
    standard: `import random
import sys
import time
from email.utils import parsedate_to_datetime`,
    from: 'APIConnectionError, APIError, APIStatusError, OpenAI',
    client: 'max_retries=3',
    clientNote: 'sdkRetries',
    helpers: `
def with_backoff(call, attempts=5):
    for attempt in range(1, attempts + 1):
        try:
            return call()
        except APIError as error:
            if attempt == attempts or not is_temporary(error):
                raise
            # {{waitRule}}
            seconds = retry_after(error)
            if seconds is None:
                seconds = min(60, 2**attempt) * random.uniform(0.5, 1)
            if seconds > 300:
                raise
            print({{"waiting"}}, round(seconds, 1), file=sys.stderr)
            time.sleep(seconds)


# {{temporaryRule}}
def is_temporary(error):
    if isinstance(error, APIConnectionError):
        return True
    if not isinstance(error, APIStatusError) or error.type == "insufficient_quota":
        return False
    return error.status_code in (408, 409, 429) or error.status_code >= 500


# {{retryAfterForm}}
def retry_after(error):
    header = error.response.headers.get("retry-after") if isinstance(error, APIStatusError) else None
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
`,
    body: `
# {{ownBackoff}}
completion = with_backoff(
    lambda: client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": {{"sayTest"}}}],
    )
)

print(completion.choices[0].message.content)
`,
  },
  curl: {
    path: '/chat/completions',
    reply: 'answer.choices[0].message.content',
    options: '--retry 5 --retry-max-time 300',
    comment: 'curlRetry',
    body: `
{
  "model": "$model",
  "messages": [{ "role": "user", "content": {{"sayTest"}} }]
}
`,
  },
};
