import { defaultEndpoint } from '../network/endpoint.ts';
import { judgeKey } from './judge.ts';

/** No key at all: empty, a tutorial's placeholder, or what the dashboard shows in place of a key. */
export function isNoKey(value: string): boolean {
  const judged = judgeKey(value, defaultEndpoint);
  return !judged.ok && ['key_missing', 'key_placeholder', 'key_masked'].includes(judged.cause);
}
