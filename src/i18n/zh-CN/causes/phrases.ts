import type { WordFacts } from '../../cause-words.ts';

/** 谁在回答。 */
export const who = ({ official, host }: WordFacts): string => (official ? 'OpenAI' : (host ?? '该服务器'));

/** 服务器的原话，自成一句。 */
export const quote = (f: WordFacts): string => (f.said === undefined ? '' : `${who(f)} 的原话：“${f.said}”`);

/** 操作系统或底层库的原话。 */
export const systemQuote = (f: WordFacts): string =>
  f.said === undefined
    ? f.systemCode === undefined
      ? ''
      : `错误代码：${f.systemCode}。`
    : `错误信息：“${f.said}”`;

/** `（名称）`，或空。 */
export const named = (value: string | number | undefined): string =>
  value === undefined ? '' : `（${value}）`;

/** ` 名称 `，或空：中文与西文之间留空格。 */
export const spaced = (value: string | number | undefined): string =>
  value === undefined ? '' : ` ${value} `;

export const file = (f: WordFacts): string => (f.path === undefined ? '环境变量文件' : String(f.path));

export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} 秒`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} 分钟` : `${Math.ceil(seconds / 3600)} 小时`;
}
