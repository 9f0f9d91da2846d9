import type { Exchange } from '../domain/diagnosis/evidence.ts';
import { type Endpoint, isLoopback } from '../domain/network/endpoint.ts';

/**
 * Whether OpenAI answered, or a server of this machine in its place (a rehearsal, a relay in front of it): one that says of
 * itself, or of where keys are made, that it is OpenAI's. Its pages are right then, and it looks at keys.
 */
export function speaksForOpenai({ endpoint, response }: Pick<Exchange, 'endpoint' | 'response'>): boolean {
  if (endpoint.official) return true;
  if (response === null || !isLoopback(new URL(endpoint.baseURL).hostname)) return false;
  const { headers, body } = response;
  return (
    Object.keys(headers).some((name) => name.startsWith('openai-')) ||
    /^req_/.test(headers['x-request-id'] ?? '') ||
    /\bopenai\.com\//.test(body)
  );
}

/** The same of an address that has not answered: what listens on this machine, if anything, may stand in for OpenAI. */
export const maySpeakForOpenai = ({ official, baseURL }: Endpoint): boolean =>
  official || isLoopback(new URL(baseURL).hostname);
