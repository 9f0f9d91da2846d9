import { type Answer, apiError, jsonAnswer } from '../../../src/standin/answers.ts';
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

/** How `POST /v1/responses` is asked. */
export const responsesDialect: Dialect = {
  path: '/v1/responses',
  cap: 'max_output_tokens',
  leastCap: 16,
  effortName: 'reasoning.effort',
  effort: (body) => (isObject(body['reasoning']) ? body['reasoning']['effort'] : undefined),
  refuseInput(body) {
    const input = body['input'];
    if (input === undefined) return missingParameter('input');
    if (typeof input === 'string' || (Array.isArray(input) && input.every(isObject))) return null;
    return apiError(400, {
      message: "Invalid type for 'input': expected one of a string or array of objects.",
      param: 'input',
      code: 'invalid_type',
    });
  },
  prompt(body) {
    const input = body['input'];
    const system = typeof body['instructions'] === 'string' ? [{ content: body['instructions'] }] : [];
    const messages = typeof input === 'string' ? [{ role: 'user', content: input }] : (input as unknown[]);
    const format = isObject(body['text']) ? body['text']['format'] : undefined;
    return {
      ...readMessages([...system, ...messages]),
      format: readFormat(format),
      tool: readTool(body),
    };
  },
};

type Item = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string };

function itemsOf(turn: Turn): readonly Item[] {
  const items: Item[] = [];
  if (turn.reasoningTokens > 0) items.push({ id: randomId('rs_', 48), type: 'reasoning', summary: [] });
  if (turn.toolCall) {
    items.push({
      id: randomId('fc_', 48),
      type: 'function_call',
      status: 'completed',
      call_id: randomId('call_', 24),
      ...turn.toolCall,
    });
  } else if (turn.text !== '') {
    items.push({
      id: randomId('msg_', 48),
      type: 'message',
      status: turn.finish === 'length' ? 'incomplete' : 'completed',
      role: 'assistant',
      content: [textPart(turn.text)],
    });
  }
  return items;
}

function textPart(text: string) {
  return { type: 'output_text', annotations: [], logprobs: [], text };
}

/** The answer of the Responses API, whole or as a stream. */
export function responsesAnswer(turn: Turn, body: Body): Answer {
  const output = itemsOf(turn);
  const cutShort = turn.finish === 'length';
  const format = isObject(body['text']) ? body['text']['format'] : undefined;
  const response = {
    id: randomId('resp_', 48),
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: cutShort ? 'incomplete' : 'completed',
    background: false,
    error: null,
    incomplete_details: cutShort ? { reason: 'max_output_tokens' } : null,
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    metadata: {},
    model: turn.model,
    output,
    parallel_tool_calls: true,
    previous_response_id: body['previous_response_id'] ?? null,
    reasoning: { effort: responsesDialect.effort(body) ?? null, summary: null },
    service_tier: 'default',
    store: body['store'] ?? true,
    temperature: 1,
    text: { format: format ?? { type: 'text' } },
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: body['tools'] ?? [],
    top_p: 1,
    truncation: 'disabled',
    usage: {
      input_tokens: turn.promptTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: turn.completionTokens,
      output_tokens_details: { reasoning_tokens: turn.reasoningTokens },
      total_tokens: turn.promptTokens + turn.completionTokens,
    },
  };
  if (body['stream'] !== true) return jsonAnswer(response);

  const begun = { ...response, status: 'in_progress', incomplete_details: null, output: [], usage: null };
  const events: readonly Event[] = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...output.flatMap((item, index) => itemEvents(item, index, turn)),
    { type: cutShort ? 'response.incomplete' : 'response.completed', response },
  ];
  return eventStream(
    events.map((event, index) => ({ event: event.type, data: { ...event, sequence_number: index } })),
  );
}

type Event = Readonly<Record<string, unknown>> & { readonly type: string };

function itemEvents(item: Item, output_index: number, turn: Turn): readonly Event[] {
  const place = { item_id: item.id, output_index };
  const added = { type: 'response.output_item.added', output_index };
  const done = { type: 'response.output_item.done', output_index, item };
  if (item.type === 'function_call') {
    const args = turn.toolCall?.arguments ?? '{}';
    return [
      { ...added, item: { ...item, status: 'in_progress', arguments: '' } },
      { type: 'response.function_call_arguments.delta', ...place, delta: args },
      { type: 'response.function_call_arguments.done', ...place, name: turn.toolCall?.name, arguments: args },
      done,
    ];
  }
  if (item.type !== 'message') return [{ ...added, item }, done];
  const part = { ...place, content_index: 0 };
  return [
    { ...added, item: { ...item, status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...part, part: textPart('') },
    ...pieces(turn.text).map((delta) => ({
      type: 'response.output_text.delta',
      ...part,
      delta,
      logprobs: [],
    })),
    { type: 'response.output_text.done', ...part, text: turn.text, logprobs: [] },
    { type: 'response.content_part.done', ...part, part: textPart(turn.text) },
    done,
  ];
}
