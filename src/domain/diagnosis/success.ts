import type { Exchange } from './evidence.ts';
import type { ReadAnswer } from './read-answer.ts';

/** Whether an answer has the shape that was asked for. An error inside, or another shape, is for the rules. */
export function hasProperShape({ purpose }: Exchange, { status, shape, failed, json }: ReadAnswer): boolean {
  if (status < 200 || status > 299 || shape !== 'json' || failed) return false;
  if (typeof json !== 'object' || json === null) return false;
  if (purpose === 'chat') return isCompletion(json);
  return purpose !== 'models' || isModelList(json);
}

/** A completion with a choice, or one that only tells what it used: both were let through and paid for. */
function isCompletion(json: object): boolean {
  const { choices, usage, object } = json as Record<string, unknown>;
  if (!Array.isArray(choices)) return false;
  if (choices.length === 0) return usage !== undefined || object === 'chat.completion';
  const first: unknown = choices[0];
  return typeof first === 'object' && first !== null && ('message' in first || 'text' in first);
}

function isModelList(json: object): boolean {
  const { data, object } = json as Record<string, unknown>;
  if (!Array.isArray(data)) return false;
  return data.length === 0
    ? object === 'list' || object === undefined
    : data.every((entry) => typeof entry?.id === 'string');
}
