import type { Language } from '../domain/text/language.ts';

/** All that the first question needs: a file of their own, because nothing else is loaded before it. */
export interface OpeningWords {
  readonly welcome: string;
  readonly welcomeHint: string;
  /** Names the folder that all of it is about. */
  readonly folder: string;
  readonly haveKey: string;
  readonly haveKeyYes: string;
  readonly haveKeyNo: string;
}

export const openingWords: Readonly<Record<Language, OpeningWords>> = {
  en: {
    welcome: 'openai-setup: from getting a key to a first successful call',
    welcomeHint: 'Press Enter for the default answer. Ctrl-C exits at any time without changing any file.',
    folder: 'folder',
    haveKey: 'Do you have an OpenAI API key?',
    haveKeyYes: 'Yes, I will paste it',
    haveKeyNo: 'No, show me how to get one',
  },
  'zh-CN': {
    welcome: 'openai-setup：从零开始，直到第一次调用成功',
    welcomeHint: '直接回车使用默认选项。按 Ctrl-C 可随时退出，不会改动任何文件。',
    folder: '文件夹',
    haveKey: '你有 OpenAI API 密钥吗？',
    haveKeyYes: '有，我来粘贴',
    haveKeyNo: '没有，告诉我怎么获取',
  },
};
