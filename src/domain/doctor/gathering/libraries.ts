import type { CodeProgram } from '../../code/program.ts';

/** A library that hands a model on to OpenAI's API. */
export interface Library {
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

/** By the language that they are for. Sources: the documentation of each, November 2026. */
export const libraries: Readonly<Record<CodeProgram['language'], readonly Library[]>> = {
  node: [
    {
      module: /^@ai-sdk\/openai$/,
      path: /^(?:openai|createOpenAI\(\))(?:\.[a-z]\w*)?\(\)$/,
      model: [],
      place: 0,
      key: ['apiKey'],
      base: ['baseURL'],
    },
    {
      module: /^@langchain\/openai$|^langchain\/(?:chat_models|llms|embeddings)\/openai$/,
      path: /^(?:ChatOpenAI|OpenAI|OpenAIChat|OpenAIEmbeddings|DallEAPIWrapper)\(\)$/,
      model: ['model', 'modelName'],
      key: ['apiKey', 'openAIApiKey'],
      base: ['configuration', 'basePath'],
    },
    {
      module: /^langchain(?:\/chat_models\/universal)?$/,
      path: /^initChatModel\(\)$/,
      model: ['model'],
      place: 0,
      key: ['apiKey'],
      base: ['configuration'],
      prefix: /^openai:/,
    },
    {
      module: /^openai-edge$/,
      path: /^OpenAIApi\(\)\.create\w+\(\)$/,
      model: ['model'],
      key: [],
      base: [],
    },
    {
      module: /^llamaindex$|^@llamaindex\/openai$/,
      path: /^(?:OpenAI|OpenAIEmbedding|openai|openaiResponses)\(\)$/,
      model: ['model'],
      key: ['apiKey'],
      base: ['baseURL', 'additionalSessionOptions'],
    },
    {
      module: /^@openai\/agents$/,
      path: /^Agent\(\)$/,
      model: ['model'],
      key: [],
      base: [],
    },
  ],
  python: [
    {
      module: /^langchain(?:_openai|_community)?(?:\.\w+)*$/,
      path: /^(?:\w+\.)*(?:ChatOpenAI|OpenAI|OpenAIChat|OpenAIEmbeddings)\(\)$/,
      model: ['model', 'model_name'],
      key: ['api_key', 'openai_api_key'],
      base: ['base_url', 'openai_api_base'],
    },
    {
      module: /^langchain\.chat_models(?:\.base)?$/,
      path: /^init_chat_model\(\)$/,
      model: ['model'],
      place: 0,
      key: ['api_key'],
      base: ['base_url'],
      prefix: /^openai:/,
    },
    {
      module: /^llama_index(?:\.\w+)*$/,
      path: /^(?:\w+\.)*(?:OpenAI|OpenAIEmbedding)\(\)$/,
      model: ['model'],
      place: 0,
      key: ['api_key'],
      base: ['api_base'],
    },
    {
      module: /^litellm$/,
      path: /^a?(?:completion|embedding|text_completion)\(\)$/,
      model: ['model'],
      place: 0,
      key: ['api_key'],
      base: ['api_base', 'base_url'],
      prefix: /^openai\//,
    },
    {
      module: /^pydantic_ai(?:\.\w+)*$/,
      path: /^(?:OpenAIModel|OpenAIChatModel|OpenAIResponsesModel|Agent)\(\)$/,
      model: ['model', 'model_name'],
      place: 0,
      key: [],
      base: ['provider'],
      prefix: /^openai(?:-chat|-responses)?:/,
    },
    {
      module: /^agents$/,
      path: /^Agent\(\)$/,
      model: ['model'],
      key: [],
      base: [],
    },
    {
      module: /^haystack(?:\.\w+)*$/,
      path: /^(?:OpenAIGenerator|OpenAIChatGenerator|OpenAITextEmbedder|OpenAIDocumentEmbedder)\(\)$/,
      model: ['model'],
      key: ['api_key'],
      base: ['api_base_url'],
    },
    {
      module: /^crewai$|^dspy$/,
      path: /^(?:LLM|LM)\(\)$/,
      model: ['model'],
      place: 0,
      key: ['api_key'],
      base: ['base_url', 'api_base'],
      prefix: /^openai\//,
    },
  ],
};
