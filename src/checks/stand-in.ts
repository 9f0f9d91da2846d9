import type { Exchange } from '../domain/diagnosis/evidence.ts';
import { isOnThisMachine } from '../domain/network/endpoint.ts';

/**
 * Whether OpenAI answered, or a server of this machine in its place (a rehearsal, a relay in front of it): one that says of
 * itself, or of where keys are made, that it is OpenAI's. Its pages are right then, and it looks at keys.
 */
export function speaksForOpenai({ endpoint, response }: Pick<Exchange, 'endpoint' | 'response'>): boolean {
  if (endpoint.official) return true;
  if (response === null || !isOnThisMachine(endpoint)) return false;
  const { headers, body } = response;
  return (
    Object.keys(headers).some((name) => name.startsWith('openai-')) ||
    /^req_/.test(headers['x-request-id'] ?? '') ||
    /\bopenai\.com\//.test(body)
  );
}
