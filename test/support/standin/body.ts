import { type Answer, apiError } from '../../../src/standin/answers.ts';
import { faults } from '../../../src/standin/faults.ts';
import { abilities } from './models.ts';
import type { Prompt } from './turn.ts';

/** A JSON object that a client sent. */
export type Body = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The two ways to ask for text, and what they call the same things. */
export interface Dialect {
  readonly path: '/v1/chat/completions' | '/v1/responses';
  readonly cap: string;
  /** The least that `cap` may be. */
  readonly leastCap: number;
  /** What effort is called in messages. */
  readonly effortName: string;
  effort(body: Body): unknown;
  /** Shape of the input itself; null where it is good. */
  refuseInput(body: Body): Answer | null;
  prompt(body: Body): Omit<Prompt, 'model' | 'effort' | 'cap'>;
}

const bad = (message: string, param: string | null, code: string | null) =>
  apiError(400, { message, param, code });

export function missingParameter(name: string): Answer {
  return bad(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter');
}

/** The body as an object, or the API's answer to anything else. */
export function parseBody(bytes: Uint8Array): { readonly body: Body } | { readonly refusal: Answer } {
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isObject(body)) return { body };
  } catch {
    // Not UTF-8, or not JSON: the same answer as for a body that is no object.
  }
  const refusal = bad(
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library " +
      'correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble ' +
      'figuring out how to fix this, please contact us through our help center at help.openai.com.)',
    null,
    null,
  );
  return { refusal };
}

function quotedList(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
}

/** Refuses an unknown model, and one that this path does not serve. */
export function refuseModel(body: Body, dialect: Dialect): Answer | null {
  const model = body['model'];
  if (typeof model !== 'string' || model === '') {
    return bad('you must provide a model parameter', null, null);
  }
  const able = abilities(model);
  if (!able) return faults.model_not_found({ model, retryAfterSeconds: 0 });
  if (able.generates === 'everywhere') return null;
  if (able.generates === 'responses' && dialect.path === '/v1/responses') return null;
  const message =
    able.generates === 'responses'
      ? 'This model is only supported in v1/responses and not in v1/chat/completions.'
      : `This is not a chat model and thus not supported in the ${dialect.path.slice(1)} endpoint.`;
  return apiError(404, { message, param: 'model' });
}

/** Refuses parameters that the model does not take. */
export function refuseParameters(body: Body, dialect: Dialect): Answer | null {
  const { efforts = [] } = abilities(String(body['model'])) ?? {};
  const { cap, leastCap, effortName } = dialect;
  if (efforts.length > 0 && body['max_tokens'] !== undefined) {
    return bad(
      `Unsupported parameter: 'max_tokens' is not supported with this model. Use '${cap}' instead.`,
      'max_tokens',
      'unsupported_parameter',
    );
  }
  const effort = dialect.effort(body);
  if (effort !== undefined && effort !== null && !efforts.includes(String(effort))) {
    if (efforts.length === 0) {
      return bad(`Unrecognized request argument supplied: ${effortName}`, null, null);
    }
    return bad(
      `Unsupported value: '${effortName}' does not support '${String(effort)}' with this model. ` +
        `Supported values are: ${quotedList(efforts)}.`,
      effortName,
      'unsupported_value',
    );
  }
  const temperature = body['temperature'];
  if (efforts.length > 0 && typeof temperature === 'number' && temperature !== 1) {
    return bad(
      `Unsupported value: 'temperature' does not support ${temperature} with this model. ` +
        'Only the default (1) value is supported.',
      'temperature',
      'unsupported_value',
    );
  }
  const tokens = body[cap];
  if (tokens !== undefined && tokens !== null && !Number.isInteger(tokens)) {
    return bad(
      `Invalid type for '${cap}': expected an integer, but got something else instead.`,
      cap,
      'invalid_type',
    );
  }
  if (typeof tokens === 'number' && tokens < leastCap) {
    return bad(
      `Invalid '${cap}': integer below minimum value. Expected a value >= ${leastCap}, but got ${tokens} instead.`,
      cap,
      'integer_below_min_value',
    );
  }
  return dialect.refuseInput(body);
}

/** The question behind a body that was not refused. */
export function promptOf(body: Body, dialect: Dialect): Prompt {
  const effort = dialect.effort(body);
  const cap = body[dialect.cap] ?? body['max_tokens'];
  return {
    ...dialect.prompt(body),
    model: String(body['model']),
    effort: typeof effort === 'string' ? effort : null,
    cap: typeof cap === 'number' ? cap : null,
  };
}

/** Texts and pictures of a list of messages; parts differ only in their names between the two APIs. */
export function readMessages(
  messages: readonly unknown[],
): Pick<Prompt, 'texts' | 'question' | 'images' | 'toolAnswered'> {
  const texts: string[] = [];
  let question = '';
  let images = 0;
  let toolAnswered = false;
  for (const message of messages) {
    if (!isObject(message)) continue;
    const content = message['content'] ?? message['output'];
    const parts: readonly unknown[] = Array.isArray(content) ? content : [{ type: 'text', text: content }];
    const text = parts
      .map((part) => (isObject(part) && typeof part['text'] === 'string' ? part['text'] : ''))
      .join('\n');
    images += parts.filter((part) => isObject(part) && String(part['type']).includes('image')).length;
    texts.push(text);
    if (message['role'] === 'user') question = text;
    toolAnswered ||= message['role'] === 'tool' || message['type'] === 'function_call_output';
  }
  return { texts, question, images, toolAnswered };
}

/** `format` of a response_format (chat) or text.format (responses). */
export function readFormat(format: unknown): Prompt['format'] {
  if (!isObject(format)) return 'text';
  if (format['type'] === 'json_object') return 'json';
  if (format['type'] !== 'json_schema') return 'text';
  const nested = format['json_schema'];
  return { schema: isObject(nested) ? nested['schema'] : format['schema'] };
}

/** The first function that the model may call. */
export function readTool(body: Body): Prompt['tool'] {
  if (!Array.isArray(body['tools']) || body['tool_choice'] === 'none') return null;
  for (const tool of body['tools'] as readonly unknown[]) {
    if (!isObject(tool) || tool['type'] !== 'function') continue;
    const details = isObject(tool['function']) ? tool['function'] : tool;
    if (typeof details['name'] === 'string') {
      return { name: details['name'], parameters: details['parameters'] };
    }
  }
  return null;
}
