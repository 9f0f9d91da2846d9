import type { Language } from '../../../src/domain/text/language.ts';
import { countTokens, defaultReasoning, perMessage, testReply } from '../../../src/standin/chat.ts';
import { abilities } from './models.ts';
import { sampleOf } from './sample.ts';

/** A request for text, the same for both APIs. */
export interface Prompt {
  readonly model: string;
  /** All text of the conversation that the model reads. */
  readonly texts: readonly string[];
  /** The text of the last message of the user. */
  readonly question: string;
  readonly images: number;
  /** A result of a tool is already part of the conversation. */
  readonly toolAnswered: boolean;
  readonly effort: string | null;
  /** At most this many tokens, reasoning included; null for no limit. */
  readonly cap: number | null;
  /** `text`, any JSON object, or a JSON schema. */
  readonly format: 'text' | 'json' | { readonly schema: unknown };
  readonly tool: { readonly name: string; readonly parameters: unknown } | null;
}

/** What the model would do with it. Counts are tokens. */
export interface Turn {
  readonly model: string;
  readonly text: string;
  readonly toolCall: { readonly name: string; readonly arguments: string } | null;
  readonly finish: 'stop' | 'length' | 'tool_calls';
  readonly promptTokens: number;
  readonly reasoningTokens: number;
  /** Reasoning tokens included. */
  readonly completionTokens: number;
}

const words = {
  en: {
    other: 'I am the stand-in of a rehearsal: whatever you ask, you get this sentence.',
    sample: 'sample',
  },
  'zh-CN': {
    other: '我是演练用的替身：无论你问什么，都会得到这句话。',
    sample: '示例',
  },
} as const;

/** Tokens of a picture at low detail. */
const perImage = 85;

function replyTo(prompt: Prompt, language: Language): string {
  const said = words[language];
  if (prompt.format === 'json') return JSON.stringify({ answer: said.sample });
  if (prompt.format !== 'text') return JSON.stringify(sampleOf(prompt.format.schema, said.sample));
  if (/this is a test|测试/i.test(prompt.question)) return testReply[language];
  return /single word ok/i.test(prompt.question) ? 'OK' : said.other;
}

/** Cuts text to a number of tokens, by the share of its length. */
function cut(text: string, tokens: number): string {
  const whole = countTokens(text);
  if (tokens >= whole) return text;
  const characters = [...text];
  return characters.slice(0, Math.floor((characters.length * Math.max(tokens, 0)) / whole)).join('');
}

export function takeTurn(prompt: Prompt, language: Language): Turn {
  const promptTokens = prompt.texts.reduce(
    (sum, text) => sum + countTokens(text) + perMessage,
    prompt.images * perImage,
  );
  const thinks = (abilities(prompt.model)?.efforts.length ?? 0) > 0;
  const wanted = !thinks || prompt.effort === 'none' || prompt.effort === 'minimal' ? 0 : defaultReasoning;
  const cap = prompt.cap ?? Number.POSITIVE_INFINITY;
  const reasoningTokens = Math.min(wanted, cap);
  const common = { model: prompt.model, promptTokens, reasoningTokens };

  if (prompt.tool && !prompt.toolAnswered && cap > wanted) {
    const parameters = JSON.stringify(sampleOf(prompt.tool.parameters, words[language].sample) ?? {});
    const completionTokens = reasoningTokens + countTokens(prompt.tool.name + parameters);
    const toolCall = { name: prompt.tool.name, arguments: parameters };
    return { ...common, text: '', toolCall, finish: 'tool_calls', completionTokens };
  }
  const whole = replyTo(prompt, language);
  const text = cut(whole, cap - reasoningTokens);
  const completionTokens = Math.min(reasoningTokens + countTokens(whole), cap);
  return { ...common, text, toolCall: null, finish: text === whole ? 'stop' : 'length', completionTokens };
}

/** The pieces in which a stream brings a text. */
export function pieces(text: string): readonly string[] {
  return text.match(/\s?[\p{sc=Han}]|\s*[^\s\p{sc=Han}]{1,12}|\s+/gu) ?? [];
}
