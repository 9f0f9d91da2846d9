/** Words in an id that tell of another job than chat, whoever made the model. */
const otherJobs = new Set([
  'ada',
  'audio',
  'babbage',
  'clip',
  'computer',
  'curie',
  'dall',
  'davinci',
  'embed',
  'embedding',
  'embeddings',
  'image',
  'images',
  'moderation',
  'realtime',
  'rerank',
  'reranker',
  'sora',
  'speech',
  'transcribe',
  'translate',
  'tts',
  'whisper',
]);

/**
 * Words in an id of OpenAI's own that mean: not on chat completions (Responses API or the old completions), or gated.
 * Other makers use the same words for chat models (`gemini-2.5-pro`, `llama-3-8b-instruct`).
 */
const notOnChat = new Set([
  'codex',
  'cyber',
  'daybreak',
  'instruct',
  'pro',
  'research',
  'rosalind',
  'search',
]);

const ownId = /^(?:gpt|chatgpt|codex|o\d)(?:-|$)/;

/**
 * Can this id be asked for a chat completion? Judged by the name alone, so it is a good guess for an unknown id. A
 * fine-tuned model (`ft:gpt-4o-mini-2024-07-18:…`) is what its base model is; a gateway's prefix (`openai/…`) does not matter.
 */
export function isChatModel(id: string): boolean {
  const base = id.startsWith('ft:') ? (id.split(':')[1] ?? '') : id;
  const name = base.slice(base.lastIndexOf('/') + 1).toLowerCase();
  const words = name.split(/[-_.:@ ]/);
  if (name === '' || words.some((word) => otherJobs.has(word))) return false;
  return !(ownId.test(name) && words.some((word) => notOnChat.has(word)));
}
