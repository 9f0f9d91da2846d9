import { dayPart } from './dates.ts';
import { findModel } from './table.ts';

/**
 * When models end that the table of chat models does not have, and what comes after all of them.
 *
 * Sources: https://developers.openai.com/api/docs/deprecations (its history, and as of 2026-11), the doc comments of the
 * model types in npm `openai@7.57.0`, and https://help.openai.com/en/articles/20001600 (GPT-4.x to GPT-6 Luna).
 * Checked on 2026-11-27.
 */
interface End {
  readonly pattern: RegExp;
  readonly ends: string;
}

/** The first that fits counts. */
const ends: readonly End[] = [
  { pattern: /^(?:text|code)-davinci-00\d$|^text-(?:ada|babbage|curie)-001$/, ends: '2024-01-04' },
  {
    pattern: /^(?:ada|babbage|curie|davinci)$|^davinci-instruct-beta$|^curie-instruct-beta$/,
    ends: '2024-01-04',
  },
  { pattern: /^(?:text|code)-(?:similarity|search)-(?:ada|babbage|curie|davinci)-/, ends: '2024-01-04' },
  { pattern: /^(?:text|code)-davinci-edit-001$/, ends: '2024-01-04' },
  { pattern: /^code-(?:davinci|cushman)-00\d$/, ends: '2023-03-23' },
  { pattern: /^gpt-4-1106-vision-preview$/, ends: '2024-12-06' },
  { pattern: /^gpt-4\.5-preview(?:-2025-02-27)?$/, ends: '2025-07-14' },
  { pattern: /^text-moderation-(?:00\d|stable|latest)$/, ends: '2025-10-27' },
  { pattern: /^gpt-4o-realtime-preview-2024-10-01$/, ends: '2025-10-10' },
  { pattern: /^gpt-4o-(?:mini-)?realtime-preview(?:-|$)/, ends: '2026-05-07' },
  { pattern: /^dall-e-[23]$/, ends: '2026-05-12' },
  { pattern: /^(?:o3|o4-mini)-deep-research(?:-|$)|^computer-use-preview(?:-|$)/, ends: '2026-07-23' },
  { pattern: /^gpt-5-codex$|^gpt-5\.1-codex-max$/, ends: '2026-07-23' },
  { pattern: /^gpt-3\.5-turbo-instruct(?:-0914)?$|^(?:babbage|davinci)-002$/, ends: '2026-09-28' },
  { pattern: /^o1-pro(?:-2025-03-19)?$|^gpt-image-1$/, ends: '2026-10-23' },
  { pattern: /^gpt-image-1-mini$|^gpt-image-1\.5(?:-|$)|^chatgpt-image-latest$/, ends: '2026-12-01' },
  { pattern: /^(?:o3-pro|gpt-5-pro)(?:-|$)/, ends: '2026-12-11' },
  { pattern: /^tts-1(?:-hd)?$|^gpt-4o-mini-tts(?:-|$)/, ends: '2027-01-06' },
  {
    pattern: /^gpt-realtime(?:-2025-08-28)?$|^gpt-realtime-mini(?:-2025-12-15)?$|^gpt-audio$/,
    ends: '2027-01-20',
  },
  { pattern: /^whisper-1$|^gpt-4o-(?:mini-)?transcribe(?:-|$)/, ends: '2027-02-26' },
  { pattern: /^gpt-5\.3-codex$/, ends: '2027-04-01' },
];

/** The day on which a model ends (`YYYY-MM-DD`); null where none is announced, or the model is not known. */
export function modelEnd(id: string): string | null {
  return ends.find(({ pattern }) => pattern.test(id))?.ends ?? dayPart(findModel(id)?.shutdownDate ?? null);
}

/** Whether a model has been shut down by a day (`YYYY-MM-DD`). */
export function hasEnded(id: string, today: string): boolean {
  const date = modelEnd(id);
  return date !== null && date < today;
}

interface Successor {
  readonly pattern: RegExp;
  readonly id: string;
  /** It takes the same calls: the id alone changes, with parameters that it names otherwise. */
  readonly isDropIn: boolean;
}

const successors: readonly Successor[] = [
  { pattern: /davinci|curie|babbage|^ada$|-ada-001$|instruct/, id: 'gpt-6-luna', isDropIn: false },
  { pattern: /moderation/, id: 'omni-moderation-latest', isDropIn: true },
  { pattern: /^dall-e|image/, id: 'gpt-image-2.6-flare', isDropIn: false },
  { pattern: /whisper|transcribe/, id: 'gpt-transcribe', isDropIn: false },
  { pattern: /-pro(?:-|$)|deep-research|codex/, id: 'gpt-6-sol', isDropIn: true },
  { pattern: /mini|nano|^gpt-3\.5|^gpt-4o|^chatgpt-4o|^gpt-4\.1/, id: 'gpt-6-luna', isDropIn: true },
  { pattern: /^gpt-|^o\d/, id: 'gpt-6-sol', isDropIn: true },
];

/** Other jobs than text, for which no successor is sure. */
const none = /realtime|audio|tts|search-preview|computer-use|similarity|search/;

/** What to use in place of a model; null where nothing is known to take its calls. */
export function successorOf(id: string): { readonly id: string; readonly isDropIn: boolean } | null {
  return none.test(id) ? null : (successors.find(({ pattern }) => pattern.test(id)) ?? null);
}

/** What a model is for, as the last part of a method's name. */
export type Purpose =
  | 'chat'
  | 'completions'
  | 'responses'
  | 'embeddings'
  | 'images'
  | 'speech'
  | 'transcriptions'
  | 'moderations'
  | 'realtime'
  | 'videos';

const purposes: readonly (readonly [RegExp, readonly Purpose[]])[] = [
  [/^text-embedding-|^text-(?:similarity|search)-/, ['embeddings']],
  [/^dall-e-|^gpt-image-|^chatgpt-image-/, ['images']],
  [/^tts-1|^gpt-4o-mini-tts/, ['speech']],
  [/^whisper-1$|^gpt-(?:4o-)?(?:mini-)?transcribe/, ['transcriptions']],
  [/moderation-/, ['moderations']],
  [/realtime/, ['realtime']],
  [/^sora-/, ['videos']],
  [/^gpt-3\.5-turbo-instruct|^(?:babbage|davinci)-002$/, ['completions']],
  [
    /^o[13]-pro|^gpt-5(?:\.5)?-pro|deep-research|^computer-use-|^codex-mini|^gpt-5[.\d]*-codex/,
    ['responses'],
  ],
  [/^gpt-(?:4o-)?(?:mini-)?audio|search-preview/, ['chat']],
  [
    /^gpt-(?:3\.5-turbo|4|4o|4\.1|5|5\.[1-6]|6|6\.1)(?:-(?!image|audio|realtime)[\w.-]+)?$|^o[134](?:-mini)?(?:-20[\d-]+)?$/,
    ['chat', 'responses'],
  ],
];

/** The methods that serve a model; null for one that is not known. */
export const purposesOf = (id: string): readonly Purpose[] | null =>
  purposes.find(([pattern]) => pattern.test(id))?.[1] ?? null;
