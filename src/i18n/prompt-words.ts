import type { Language } from '../domain/text/language.ts';

/** The few words that questions themselves are made of. */
export interface PromptWords {
  readonly yes: string;
  readonly no: string;
  /** How a list is used. */
  readonly keys: string;
}

export const promptWords: Readonly<Record<Language, PromptWords>> = {
  en: { yes: 'Yes', no: 'No', keys: '↑↓ choose · Enter confirm' },
  'zh-CN': { yes: '是', no: '否', keys: '↑↓ 选择 · 回车确认' },
};
