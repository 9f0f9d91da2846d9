import type { UnusableCa } from '../../../domain/diagnosis/cause-facts.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import { type CommonFacts, isHere } from '../../cause-words.ts';
import { zh } from '../blanks.ts';

/** Who answers, or would answer. */
export const who = ({ official, host }: CommonFacts): string => (official ? 'OpenAI' : (host ?? '该服务器'));

/** Whom to ask about it: of a server of this machine, the one who started it. */
export const operator = (f: CommonFacts): string => (isHere(f) ? zh`${who(f)} 的管理方` : who(f));

/** The server's own words, as a sentence of their own. */
export const quote = (f: CommonFacts): string =>
  f.said === undefined ? '' : zh`${who(f)} 的原话：“${f.said}”`;

/** The words of the operating system or of the library below. */
export const systemQuote = (f: CommonFacts): string =>
  f.said === undefined
    ? f.systemCode === undefined
      ? ''
      : zh`错误代码：${f.systemCode}。`
    : zh`错误信息：“${f.said}”`;

/** `（name）`, or nothing. */
export const named = (value: string | number | undefined): string =>
  value === undefined ? '' : zh`（${value}）`;

/** ` name `, or nothing: Chinese and Latin text keep a blank between them. */
export const spaced = (value: string | number | undefined): string =>
  value === undefined ? '' : zh` ${value} `;

export function duration(seconds: number): string {
  if (seconds < 120) return zh`${seconds} 秒`;
  return seconds < 7200 ? zh`${Math.ceil(seconds / 60)} 分钟` : zh`${Math.ceil(seconds / 3600)} 小时`;
}

/** What is wrong with the file of more authorities. */
export const unusedCa = ({ path, problem }: Shown<UnusableCa>): string =>
  zh`NODE_EXTRA_CA_CERTS 指定的 ${path} ${
    {
      missing: '不存在',
      unreadable: '无法读取',
      no_certificate: '中没有 PEM 格式的证书（-----BEGIN CERTIFICATE-----）',
    }[problem]
  }`;
