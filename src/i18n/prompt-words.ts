import type { Language } from '../domain/text/language.ts';

/** The few words that questions themselves are made of. */
export interface PromptWords {
  readonly yes: string;
  readonly no: string;
  /** How a list is used. */
  readonly keys: string;
  /** What can be typed for yes and no, the default in capitals; behind the question, with the blank before it. */
  readonly yesNo: (fallback: boolean) => string;
  /** The complaint about another answer than yes or no. */
  readonly yesOrNo: string;
  /** The complaint about a number that no choice has. */
  readonly oneOf: (last: number) => string;
  /** How long something takes already, and how it is ended. */
  readonly elapsed: (seconds: number) => string;
  readonly elapsedOf: (seconds: number, limit: number) => string;
  readonly stops: string;
}

export const promptWords: Readonly<Record<Language, PromptWords>> = {
  en: {
    yes: 'Yes',
    no: 'No',
    keys: '↑↓ choose · Enter confirm · Esc leave',
    yesNo: (fallback) => (fallback ? ' (Y/n)' : ' (y/N)'),
    yesOrNo: 'Type y for yes or n for no.',
    oneOf: (last) => `Type a number from 1 to ${last}.`,
    elapsed: (seconds) => `${seconds} s`,
    elapsedOf: (seconds, limit) => `${seconds} s of at most ${limit} s`,
    stops: 'Ctrl-C stops',
  },
  'zh-CN': {
    yes: '是',
    no: '否',
    keys: '↑↓ 选择 · 回车确认 · Esc 退出',
    yesNo: (fallback) => (fallback ? '（Y/n）' : '（y/N）'),
    yesOrNo: '请输入 y（是）或 n（否）。',
    oneOf: (last) => `请输入 1 到 ${last} 之间的数字。`,
    elapsed: (seconds) => `${seconds} 秒`,
    elapsedOf: (seconds, limit) => `已等待 ${seconds} 秒，最多 ${limit} 秒`,
    stops: '按 Ctrl-C 取消',
  },
};
