import type { Language } from '../domain/text/language.ts';

/** What the live test asks a model to say. */
export const testMessage: Readonly<Record<Language, string>> = {
  en: 'Say this is a test!',
  'zh-CN': '请说：这是一个测试！',
};
