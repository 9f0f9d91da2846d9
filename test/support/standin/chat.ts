import { type Answer, apiError } from '../../../src/standin/answers.ts';
import { chatCompletion, chatHead, chatUsage } from '../../../src/standin/chat.ts';
import { randomId } from '../../../src/standin/made-up.ts';
import {
  type Body,
  type Dialect,
  isObject,
  missingParameter,
  readFormat,
  readMessages,
  readTool,
} from './body.ts';
import { eventStream } from './events.ts';
import { pieces, type Turn } from './turn.ts';

/** How `POST /v1/chat/completions` is asked. */
export const chatDialect: Dialect = {
  path: '/v1/chat/completions',
  cap: 'max_completion_tokens',
  leastCap: 1,
  effortName: 'reasoning_effort',
  effort: (body) => body['reasoning_effort'],
  refuseInput(body) {
    const messages = body['messages'];
    if (messages === undefined) return missingParameter('messages');
    if (Array.isArray(messages) && messages.length > 0 && messages.every(isObject)) return null;
    return apiError(400, {
      message: "Invalid 'messages': expected an array of objects with minimum length 1.",
      param: 'messages',
      code: 'invalid_type',
    });
  },
  prompt: (body) => ({
    ...readMessages(body['messages'] as readonly unknown[]),
    format: readFormat(body['response_format']),
    tool: readTool(body),
  }),
};

const usageOf = (turn: Turn) => chatUsage(turn.promptTokens, turn.completionTokens, turn.reasoningTokens);

function toolCallsOf({ toolCall }: Turn) {
  return toolCall && [{ id: randomId('call_', 24), type: 'function', function: toolCall }];
}

/** The answer of chat completions, whole or as a stream. */
export function chatAnswer(turn: Turn, body: Body): Answer {
  const toolCalls = toolCallsOf(turn);
  if (body['stream'] === true) return stream(turn, body, toolCalls);
  const message = toolCalls ? { content: null, tool_calls: toolCalls } : { content: turn.text };
  return chatCompletion(turn.model, message, turn.finish, usageOf(turn));
}

function stream(turn: Turn, body: Body, toolCalls: ReturnType<typeof toolCallsOf>): Answer {
  const head = chatHead(turn.model);
  const options = body['stream_options'];
  const withUsage = isObject(options) && options['include_usage'] === true;
  const chunk = (choices: readonly unknown[], usage: unknown = null) => ({
    event: null,
    data: { ...head, object: 'chat.completion.chunk', choices, ...(withUsage && { usage }) },
  });
  const part = (delta: unknown, finish: string | null = null) =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason: finish }]);
  const content = toolCalls
    ? [part({ tool_calls: toolCalls.map((call, index) => ({ index, ...call })) })]
    : pieces(turn.text).map((text) => part({ content: text }));
  return eventStream([
    part({ role: 'assistant', content: toolCalls ? null : '', refusal: null }),
    ...content,
    part({}, turn.finish),
    ...(withUsage ? [chunk([], usageOf(turn))] : []),
    { event: null, data: '[DONE]' },
  ]);
}
