import type { Exchange } from './evidence.ts';
import { type ReadAnswer, readAnswer } from './read-answer.ts';

/**
 * Whether a call got what it asked for, beyond doubt. Anything else is for the rules (`diagnose`), which are many and need
 * not be loaded where everything is well.
 */
export function isSuccess(exchange: Exchange): boolean {
  const answer = exchange.response && readAnswer(exchange.response);
  return answer !== null && isComplete(exchange, answer) && hasProperShape(exchange, answer);
}

/** Whether an answer can be judged: it came whole, or broke off after its error had come through. */
export function isComplete({ failure }: Exchange, { shape, status }: ReadAnswer): boolean {
  return !failure || shape === 'json' || (status >= 300 && shape !== 'empty');
}

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
