import type { Exchange } from './evidence.ts';
import type { Answer } from './read-answer.ts';

/** Whether an answer has the shape that was asked for. An error inside, or another shape, is for the rules. */
export function judgeShape(
  { purpose }: Exchange,
  { status, shape, failed, json }: Answer,
): { readonly proper: boolean; readonly emptyReply: boolean } {
  const no = { proper: false, emptyReply: false };
  if (status < 200 || status > 299 || shape !== 'json' || failed || typeof json !== 'object' || json === null)
    return no;
  if (purpose === 'chat') return completionShape(json);
  if (purpose === 'models') return { proper: isModelList(json), emptyReply: false };
  return { proper: true, emptyReply: false };
}

/** A completion with a choice, or one that only tells what it used: both were let through and paid for. */
function completionShape(json: object): { readonly proper: boolean; readonly emptyReply: boolean } {
  const { choices, usage, object } = json as Record<string, unknown>;
  if (!Array.isArray(choices)) return { proper: false, emptyReply: false };
  const [first] = choices as {
    message?: { content?: unknown; tool_calls?: unknown } | null;
    text?: unknown;
  }[];
  if (first === undefined)
    return { proper: usage !== undefined || object === 'chat.completion', emptyReply: true };
  const content = first?.message?.content ?? first?.text;
  const known = typeof first === 'object' && first !== null && ('message' in first || 'text' in first);
  return {
    proper: known,
    emptyReply: typeof content !== 'string' ? !Array.isArray(content) : content.trim() === '',
  };
}

function isModelList(json: object): boolean {
  const { data, object } = json as Record<string, unknown>;
  if (!Array.isArray(data)) return false;
  return data.length === 0
    ? object === 'list' || object === undefined
    : data.every((entry) => typeof entry?.id === 'string');
}
