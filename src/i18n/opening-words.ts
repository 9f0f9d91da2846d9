import type { Language } from '../domain/text/language.ts';

/** All that the first question needs: a file of their own, because nothing else is loaded before it. */
export interface OpeningWords {
  readonly welcome: string;
  readonly welcomeHint: string;
  readonly haveKey: string;
  readonly haveKeyYes: string;
  readonly haveKeyNo: string;
}

export const openingWords: Readonly<Record<Language, OpeningWords>> = {
  en: {
    welcome: 'openai-setup: from no key to a first successful call',
    welcomeHint: 'Enter takes the suggested answer. Ctrl-C leaves, and nothing is changed.',
    haveKey: 'Do you have an OpenAI API key?',
    haveKeyYes: 'Yes, I will paste it',
    haveKeyNo: 'No, show me how to get one',
  },
  'zh-CN': {
    welcome: 'openai-setup：从没有密钥到第一次调用成功',
    welcomeHint: '回车采用建议的回答。Ctrl-C 随时离开，不会改动任何东西。',
    haveKey: '你有 OpenAI API 密钥吗？',
    haveKeyYes: '有，我来粘贴',
    haveKeyNo: '没有，告诉我怎么申请',
  },
};
