import { type Clean, cleanReply, cleanText } from '../../domain/text/clean.ts';
import { fieldsOrNone, isFields } from '../../domain/text/fields.ts';
import type { Completion, ListedModel } from '../../ports/api.ts';

/** More than any list has that is read whole. */
const mostModels = 500_000;

/** The models of a list; null where this is not a model list. */
export function readModels(answer: unknown): ListedModel[] | null {
  const entries = fieldsOrNone(answer)['data'];
  if (!Array.isArray(entries)) return null;
  const models = entries.slice(0, mostModels).flatMap((entry) => {
    const model = fieldsOrNone(entry);
    const id = shortText(model['id']);
    return id === null ? [] : [{ id, shutdownDate: day(model['shutdown_date']) }];
  });
  return entries.length > 0 && models.length === 0 ? null : models;
}

/** A chat completion; null where the answer has not the shape of one. Missing counts are null, never 0. */
export function readCompletion(answer: unknown, requestId: string | null): Completion | null {
  const completion = fieldsOrNone(answer);
  const [choice] = Array.isArray(completion['choices']) ? completion['choices'].map(fieldsOrNone) : [];
  const message = choice?.['message'];
  if (!choice || !isFields(message)) return null;
  const reply = replyText(message['content']);
  if (reply === null) return null;
  return {
    id: shortText(completion['id']),
    model: shortText(completion['model']),
    created: count(completion['created']),
    reply: cleanReply(reply),
    role: shortText(message['role']),
    finishReason: shortText(choice['finish_reason']),
    usage: readUsage(completion['usage']),
    requestId: shortText(requestId),
  };
}

/** Text, nothing (a model that spent its tokens on thinking), or parts of which only the texts count. */
function replyText(content: unknown): string | null {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  return content
    .map((part) => fieldsOrNone(part)['text'])
    .filter((text) => typeof text === 'string')
    .join('');
}

function readUsage(value: unknown): Completion['usage'] {
  const usage = fieldsOrNone(value);
  const promptTokens = count(usage['prompt_tokens']);
  const completionTokens = count(usage['completion_tokens']);
  if (promptTokens === null || completionTokens === null) return null;
  return {
    promptTokens,
    completionTokens,
    totalTokens: count(usage['total_tokens']) ?? promptTokens + completionTokens,
    cachedTokens: count(fieldsOrNone(usage['prompt_tokens_details'])['cached_tokens']),
    reasoningTokens: count(fieldsOrNone(usage['completion_tokens_details'])['reasoning_tokens']),
  };
}

function shortText(value: unknown): Clean | null {
  return (typeof value === 'string' && cleanText(value)) || null;
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** `YYYY-MM-DD` out of a date text or Unix seconds. */
function day(value: unknown): string | null {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? null;
  const seconds = count(value);
  if (seconds === null || seconds === 0 || seconds > 253_402_300_799) return null;
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
