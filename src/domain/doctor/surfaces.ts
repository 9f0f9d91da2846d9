import type { Purpose } from '../models/successors.ts';

/** What the official SDK is imported as. */
export const sdkModule = /^(?:openai|langfuse\.openai|@langfuse\/openai)$/;

/** A method of the SDK, after its client. */
export interface Method {
  readonly served: Purpose | null;
  /** Where the model is given, if not in the options: the argument's place. */
  readonly modelAt?: number;
}

const chat: Method = { served: 'chat' };
const served = (one: Purpose): Method => ({ served: one });

/** Methods that take a model, of today's SDKs and of those before (`createChatCompletion`, `ChatCompletion.create`). */
const methods: readonly (readonly [RegExp, Method])[] = [
  [
    /^(?:beta\.)?chat\.completions\.(?:create(?:_with_completion|_partial|_iterable)?|parse|stream|runTools|runFunctions)$/,
    chat,
  ],
  [/^(?:beta\.)?responses\.(?:create|parse|stream)$/, served('responses')],
  [/^completions\.create$/, served('completions')],
  [/^embeddings\.create$/, served('embeddings')],
  [/^images\.(?:generate|edit|createVariation|create_variation)$/, served('images')],
  [/^audio\.speech\.create$/, served('speech')],
  [/^audio\.(?:transcriptions|translations)\.create$/, served('transcriptions')],
  [/^moderations\.create$/, served('moderations')],
  [/^videos\.(?:create|createAndPoll|create_and_poll)$/, served('videos')],
  [/^(?:beta\.)?realtime\.connect$/, served('realtime')],
  [/^beta\.assistants\.(?:create|update)$/, { served: null }],
  [/^beta\.threads\.(?:runs\.create|createAndRun|create_and_run)\w*$/, { served: null }],
  [/^createChatCompletion$/, chat],
  [/^createCompletion$/, served('completions')],
  [/^createEmbedding$/, served('embeddings')],
  [/^createModeration$/, served('moderations')],
  [/^create(?:Transcription|Translation)$/, { served: 'transcriptions', modelAt: 1 }],
  [/^createEdit$/, { served: null }],
  [/^ChatCompletion\.a?create$/, chat],
  [/^Completion\.a?create$/, served('completions')],
  [/^Embedding\.a?create$/, served('embeddings')],
  [/^Moderation\.a?create$/, served('moderations')],
  [/^Audio\.a?(?:transcribe|translate)$/, { served: 'transcriptions', modelAt: 0 }],
  [/^Image\.a?create$/, served('images')],
  [/^Edit\.a?create$/, { served: null }],
];

export const methodOf = (path: string): Method | null =>
  methods.find(([pattern]) => pattern.test(path))?.[1] ?? null;

/** A library that hands a model on to OpenAI's API. */
export interface Library {
  readonly language: 'node' | 'python';
  readonly module: RegExp;
  /** The way to the call that takes the model. */
  readonly path: RegExp;
  /** The names that the model has, the newest first; `place`: of the argument, where it needs no name. */
  readonly model: readonly string[];
  readonly place?: number;
  readonly key: readonly string[];
  readonly base: readonly string[];
  /** What is in front of an id of OpenAI's: `openai/gpt-…`; without it the id is one of OpenAI's too. */
  readonly prefix?: RegExp;
}

/** Sources: the documentation of each, November 2026. */
export const libraries: readonly Library[] = [
  {
    language: 'node',
    module: /^@ai-sdk\/openai$/,
    path: /^(?:openai|createOpenAI\(\))(?:\.[a-z]\w*)?\(\)$/,
    model: [],
    place: 0,
    key: ['apiKey'],
    base: ['baseURL'],
  },
  {
    language: 'node',
    module: /^@langchain\/openai$|^langchain\/(?:chat_models|llms|embeddings)\/openai$/,
    path: /^(?:ChatOpenAI|OpenAI|OpenAIChat|OpenAIEmbeddings|DallEAPIWrapper)\(\)$/,
    model: ['model', 'modelName'],
    key: ['apiKey', 'openAIApiKey'],
    base: ['configuration', 'basePath'],
  },
  {
    language: 'node',
    module: /^langchain(?:\/chat_models\/universal)?$/,
    path: /^initChatModel\(\)$/,
    model: ['model'],
    place: 0,
    key: ['apiKey'],
    base: ['configuration'],
    prefix: /^openai:/,
  },
  {
    language: 'node',
    module: /^openai-edge$/,
    path: /^OpenAIApi\(\)\.create\w+\(\)$/,
    model: ['model'],
    key: [],
    base: [],
  },
  {
    language: 'node',
    module: /^llamaindex$|^@llamaindex\/openai$/,
    path: /^(?:OpenAI|OpenAIEmbedding|openai|openaiResponses)\(\)$/,
    model: ['model'],
    key: ['apiKey'],
    base: ['baseURL', 'additionalSessionOptions'],
  },
  {
    language: 'node',
    module: /^@openai\/agents$/,
    path: /^Agent\(\)$/,
    model: ['model'],
    key: [],
    base: [],
  },
  {
    language: 'python',
    module: /^langchain(?:_openai|_community)?(?:\.\w+)*$/,
    path: /^(?:\w+\.)*(?:ChatOpenAI|OpenAI|OpenAIChat|OpenAIEmbeddings)\(\)$/,
    model: ['model', 'model_name'],
    key: ['api_key', 'openai_api_key'],
    base: ['base_url', 'openai_api_base'],
  },
  {
    language: 'python',
    module: /^langchain\.chat_models(?:\.base)?$/,
    path: /^init_chat_model\(\)$/,
    model: ['model'],
    place: 0,
    key: ['api_key'],
    base: ['base_url'],
    prefix: /^openai:/,
  },
  {
    language: 'python',
    module: /^llama_index(?:\.\w+)*$/,
    path: /^(?:\w+\.)*(?:OpenAI|OpenAIEmbedding)\(\)$/,
    model: ['model'],
    place: 0,
    key: ['api_key'],
    base: ['api_base'],
  },
  {
    language: 'python',
    module: /^litellm$/,
    path: /^a?(?:completion|embedding|text_completion)\(\)$/,
    model: ['model'],
    place: 0,
    key: ['api_key'],
    base: ['api_base', 'base_url'],
    prefix: /^openai\//,
  },
  {
    language: 'python',
    module: /^pydantic_ai(?:\.\w+)*$/,
    path: /^(?:OpenAIModel|OpenAIChatModel|OpenAIResponsesModel|Agent)\(\)$/,
    model: ['model', 'model_name'],
    place: 0,
    key: [],
    base: ['provider'],
    prefix: /^openai(?:-chat|-responses)?:/,
  },
  {
    language: 'python',
    module: /^agents$/,
    path: /^Agent\(\)$/,
    model: ['model'],
    key: [],
    base: [],
  },
  {
    language: 'python',
    module: /^haystack(?:\.\w+)*$/,
    path: /^(?:OpenAIGenerator|OpenAIChatGenerator|OpenAITextEmbedder|OpenAIDocumentEmbedder)\(\)$/,
    model: ['model'],
    key: ['api_key'],
    base: ['api_base_url'],
  },
  {
    language: 'python',
    module: /^crewai$|^dspy$/,
    path: /^(?:LLM|LM)\(\)$/,
    model: ['model'],
    place: 0,
    key: ['api_key'],
    base: ['base_url', 'api_base'],
    prefix: /^openai\//,
  },
];

/** What sends a request by itself: the way to the call, and where address and body are. */
export interface Sender {
  readonly module: RegExp;
  readonly path: RegExp;
  readonly address: { readonly place: number; readonly name?: string };
  /** The options that hold the body under one of these names; `place`: of the body itself. */
  readonly body: readonly string[];
  readonly bodyAt?: number;
  readonly optionsAt?: number;
}

export const senders: readonly Sender[] = [
  {
    module: /^:(?:fetch|\$fetch)$|^(?:node-fetch|undici|cross-fetch|ofetch)$/,
    path: /^(?:(?:default|fetch|ofetch|request)\b)?\(\)$/,
    address: { place: 0 },
    body: ['body'],
    optionsAt: 1,
  },
  {
    module: /^axios$/,
    path: /^(?:create\(\)\.)?post\(\)$/,
    address: { place: 0 },
    body: [],
    bodyAt: 1,
    optionsAt: 2,
  },
  {
    module: /^axios$/,
    path: /^(?:create\(\)\.)?(?:request)?\(\)$/,
    address: { place: -1, name: 'url' },
    body: ['data'],
    optionsAt: 0,
  },
  {
    module: /^(?:got|ky)$/,
    path: /^(?:(?:create|extend)\(\)\.)?post\(\)$/,
    address: { place: 0 },
    body: ['json', 'body'],
    optionsAt: 1,
  },
  {
    module: /^(?:requests|httpx|aiohttp)$/,
    path: /^(?:(?:Session|session|Client|AsyncClient|ClientSession)\(\)\.)?post\(\)$/,
    address: { place: 0, name: 'url' },
    body: ['json', 'data', 'content'],
  },
  {
    module: /^(?:requests|httpx|aiohttp)$/,
    path: /^(?:(?:Session|session|Client|AsyncClient|ClientSession)\(\)\.)?(?:request|stream)\(\)$/,
    address: { place: 1, name: 'url' },
    body: ['json', 'data', 'content'],
  },
  {
    module: /^urllib(?:\.request)?$/,
    path: /^(?:request\.)?Request\(\)$/,
    address: { place: 0, name: 'url' },
    body: ['data'],
  },
];

/** Options by which a client that sends requests is made for one address. */
export const senderBases = ['baseURL', 'base_url', 'prefixUrl', 'prefix'];

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
