import type { Purpose } from '../../models/successors.ts';

/** A method of the SDK, after its client. */
interface Method {
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

/** The method that a way after the client leads to; null for one that takes no model. */
export const methodOf = (path: string): Method | null =>
  methods.find(([pattern]) => pattern.test(path))?.[1] ?? null;
