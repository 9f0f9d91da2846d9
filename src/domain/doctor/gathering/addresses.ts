import type { Purpose } from '../../models/successors.ts';

/** What the end of OpenAI's addresses serves. */
const addresses: readonly (readonly [RegExp, Purpose])[] = [
  [/\/chat\/completions$/, 'chat'],
  [/\/responses$/, 'responses'],
  [/\/completions$/, 'completions'],
  [/\/embeddings$/, 'embeddings'],
  [/\/images\/(?:generations|edits|variations)$/, 'images'],
  [/\/audio\/speech$/, 'speech'],
  [/\/audio\/(?:transcriptions|translations)$/, 'transcriptions'],
  [/\/moderations$/, 'moderations'],
  [/\/videos$/, 'videos'],
];

/** What an address of OpenAI's serves; null for another host, or none that takes a model. */
export function servedAt(address: string): Purpose | null {
  const [, path] = /^https:\/\/(?:[a-z]{2}\.)?api\.openai\.com(\/v1\/[\w/]+)/.exec(address) ?? [];
  return path === undefined ? null : (addresses.find(([pattern]) => pattern.test(path))?.[1] ?? null);
}

/** Whether a base address is OpenAI's own. */
export const isOwnAddress = (address: string): boolean =>
  /^https:\/\/(?:[a-z]{2}\.)?api\.openai\.com(?:[:/]|$)/.test(address);
