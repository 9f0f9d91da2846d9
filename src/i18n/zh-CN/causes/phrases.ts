import type { UnusableCa } from '../../../domain/diagnosis/cause-facts.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import type { CommonFacts } from '../../cause-words.ts';

/** Who answers, or would answer. */
export const who = ({ official, host }: CommonFacts): string => (official ? 'OpenAI' : (host ?? '该服务器'));

/** The server's own words, as a sentence of their own. */
export const quote = (f: CommonFacts): string =>
  f.said === undefined ? '' : `${who(f)} 的原话：“${f.said}”`;

/** The words of the operating system or of the library below. */
export const systemQuote = (f: CommonFacts): string =>
  f.said === undefined
    ? f.systemCode === undefined
      ? ''
      : `错误代码：${f.systemCode}。`
    : `错误信息：“${f.said}”`;

/** `（name）`, or nothing. */
export const named = (value: string | number | undefined): string =>
  value === undefined ? '' : `（${value}）`;

/** ` name `, or nothing: Chinese and Latin text keep a blank between them. */
export const spaced = (value: string | number | undefined): string =>
  value === undefined ? '' : ` ${value} `;

export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} 秒`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} 分钟` : `${Math.ceil(seconds / 3600)} 小时`;
}

/** What is wrong with the file of more authorities. */
export const unusedCa = ({ path, problem }: Shown<UnusableCa>): string =>
  `NODE_EXTRA_CA_CERTS 指定的 ${path} ${
    {
      missing: '不存在',
      unreadable: '无法读取',
      no_certificate: '中没有 PEM 格式的证书（-----BEGIN CERTIFICATE-----）',
    }[problem]
  }`;
