import type { Language } from '../domain/text/language.ts';
import { type Answer, jsonAnswer } from './answers.ts';
import { randomId } from './made-up.ts';
import { reasons } from './models.ts';

/** What a model says to the test message. */
export const testReply: Readonly<Record<Language, string>> = {
  en: 'This is a test!',
  'zh-CN': '这是一个测试！',
};

/** Tokens of a wrapper around each message, and those that a model thinks where it is not told how much. */
export const perMessage = 7;
export const defaultReasoning = 64;

/** A plausible count, near that of the real encoding for ordinary prose: one for a word, a sign, a Chinese character. */
export function countTokens(text: string): number {
  return (text.match(/[\p{sc=Han}]|[\p{L}\p{M}\p{N}]{1,8}|[^\s\p{L}\p{M}\p{N}]/gu) ?? []).length;
}

/** What every answer of chat completions begins with. */
export function chatHead(model: string) {
  return {
    id: randomId('chatcmpl-', 29),
    created: Math.floor(Date.now() / 1000),
    model,
    service_tier: 'default',
    system_fingerprint: null,
  };
}

/** What was used, in tokens; those of reasoning are part of the completion. */
export function chatUsage(prompt: number, completion: number, reasoning: number) {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** A model's whole answer, as chat completions send it. */
export function chatCompletion(
  model: string,
  message: Readonly<Record<string, unknown>>,
  finish: 'stop' | 'length' | 'tool_calls',
  usage: ReturnType<typeof chatUsage>,
): Answer {
  const said = { role: 'assistant', ...message, refusal: null, annotations: [] };
  return jsonAnswer({
    ...chatHead(model),
    object: 'chat.completion',
    choices: [{ index: 0, message: said, logprobs: null, finish_reason: finish }],
    usage,
  });
}

/** The answer to the live test. */
export function testAnswer(model: string, asked: string, language: Language): Answer {
  const reasoning = reasons(model) ? defaultReasoning : 0;
  const content = testReply[language];
  const usage = chatUsage(countTokens(asked) + perMessage, reasoning + countTokens(content), reasoning);
  return chatCompletion(model, { content }, 'stop', usage);
}
