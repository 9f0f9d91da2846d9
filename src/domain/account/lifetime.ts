import type { Exchange } from '../diagnosis/evidence.ts';
import { readAnswer } from '../diagnosis/read-answer.ts';
import { phrase } from '../text/phrase.ts';

/** How many seconds a day has; the administration API counts in seconds. */
export const day = 86_400;

/** Why a key was not made: its organization, or project, lets keys live only so long. `days`: how long, where it is said. */
interface LifetimeLimit {
  readonly days: number | null;
}

const aboutLifetime = /expir|lifetime|time to live|有效期|过期时间/;
const aboutLimit =
  /polic|max|exceed|at most|longer|required|must|no more than|limit|upper|上限|超过|策略|必须/;
const noMore = /max(?:imum)?|at most|exceeds?|limit|equal to|<=|no more than|up to|within|上限|超过|最长/;
const limitNumber = new RegExp(
  phrase`${noMore}\D{0,60}?(\d{1,10})\s*(days?|hours?|seconds?|天|小时|秒)?`,
  'g',
);

/** Reads a refusal to make a key; null where it is about something else. `asked`: days that were asked for. */
export function lifetimeLimit({ response }: Exchange, asked: number | null): LifetimeLimit | null {
  if (!response || response.status < 400 || response.status >= 500) return null;
  const { error, text } = readAnswer(response);
  const named = /^expires?_(?:in(?:_seconds)?|at)$/.test(error.param ?? '');
  if (!named && !(aboutLifetime.test(text) && aboutLimit.test(text))) return null;
  const found = [...text.replace(/(\d),(?=\d{3}\b)/g, '$1').matchAll(limitNumber)]
    .map(([, number, unit]) => Math.floor(Number(number) / perDay(unit)))
    .filter((days) => days >= 1 && days <= 3650 && (asked === null || days < asked));
  return { days: found.length === 0 ? null : Math.min(...found) };
}

/** How many of a unit make a day; without one it is the API's own, seconds. */
function perDay(unit: string | undefined): number {
  if (unit === undefined || /^s|秒/.test(unit)) return day;
  return /^h|小时/.test(unit) ? 24 : 1;
}
