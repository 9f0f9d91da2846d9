import { anyOf, phrase } from '../text/phrase.ts';
import type { ReadAnswer } from './read-answer.ts';
import { momentIn, secondsToReset } from './reset-date.ts';

/** Longer than any limit of an API lasts; a larger number was no waiting time. */
const longestWait = 32 * 86_400;

/** Of several times, the first that is usable. */
const firstOf = <T>(items: readonly T[], timeOf: (item: T) => number | null): number | null => {
  for (const item of items) {
    const found = timeOf(item);
    if (found !== null) return found;
  }
  return null;
};

/**
 * How long the answer says to wait, in seconds (to the millisecond), or null where it says nothing usable. Looks where
 * servers say it, most exact first: `retry-after-ms`, `retry-after` (seconds or a date), a field of the body, the message
 * (a duration, then a date), and at last the `x-ratelimit-reset-*` headers, which failed requests often lack. `now` is
 * epoch ms, for dates.
 */
export function waitingTime(answer: ReadAnswer, now: number): number | null {
  const { headers, error, text } = answer;
  // A clock that is wrong here is likely right in the answer's own date.
  const there = Date.parse(headers['date'] ?? '');
  const clock = Number.isNaN(there) ? now : there;
  const found =
    firstOf(['retry-after-ms', 'x-ms-retry-after-ms'], (name) =>
      usable(Number(headers[name] ?? Number.NaN) / 1000),
    ) ??
    retryAfter(headers, clock) ??
    firstOf(error.waits, (wait) => usable(Number(wait)) ?? durationIn(wait)) ??
    firstOf(error.resets, (reset) => resetIn(reset, clock)) ??
    waitInText(text) ??
    usable(secondsToReset(text, clock) ?? Number.NaN) ??
    resetHeaders(answer, clock);
  return found === null ? null : Math.round(found * 1000) / 1000;
}

const timeUnit = anyOf(
  /milliseconds?|ms|毫秒|days?|d|天|hours?|hrs?|hr|h|小时/,
  /minutes?|mins?|min|m|分钟|分|seconds?|secs?|sec|s|秒/,
);

/** `28m48s`, `1.146s`, `6ms`, `1h2m`, `2 minutes`, `20 秒`: the seconds, or null where the text begins with no duration. */
function durationIn(text: string): number | null {
  const clock = /^\s{0,2}(?:(\d{1,2})\.)?(\d{1,3}):([0-5]\d):([0-5]\d)\b/.exec(text);
  if (clock) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = clock.slice(1).map((part) => Number(part ?? 0));
    return usable(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
  }
  const part = new RegExp(
    phrase`\s{0,2}(?:and |, ?)?(\d{1,9}(?:\.\d{1,9})?)\s{0,2}(${timeUnit})(?![a-z])`,
    'iy',
  );
  let seconds: number | null = null;
  for (let match = part.exec(text); match; match = part.exec(text)) {
    seconds = (seconds ?? 0) + Number(match[1]) * secondsIn(match[2]?.toLowerCase() ?? '');
  }
  return usable(seconds ?? Number.NaN);
}

function secondsIn(unit: string): number {
  if (/^(?:ms|milli|毫)/.test(unit)) return 0.001;
  if (/^(?:d|天)/.test(unit)) return 86_400;
  if (/^(?:h|小)/.test(unit)) return 3600;
  return /^(?:m|分)/.test(unit) ? 60 : 1;
}

function usable(seconds: number): number | null {
  return Number.isFinite(seconds) && seconds > 0 && seconds <= longestWait ? seconds : null;
}

function retryAfter(headers: ReadAnswer['headers'], now: number): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^[\d.]+$/.test(value)) return usable(Number(value));
  if (!/[a-z]{3}/i.test(value)) return durationIn(value);
  return usable((Date.parse(value) - now) / 1000) ?? durationIn(value);
}

const comeBack = /try again|retry(?:ing)?|wait|available again|resets?|replenished|refreshe[sd]|请在|等待|请/;
const after = /again|after|in|for|at least|about|another|approximately/;
const beforeWait = new RegExp(phrase`${comeBack}(?: ${after}){0,3}[: ]{0,2}(?=\d)`, 'g');

/** 'Please try again in 28m48s', 'retry after 5 seconds', 'wait 3 seconds', '请在 20 秒后重试'. */
function waitInText(text: string): number | null {
  for (const { index, 0: words } of text.matchAll(beforeWait)) {
    const found = durationIn(text.slice(index + words.length, index + words.length + 60));
    if (found !== null) return found;
  }
  const later = /(\d{1,6}) ?(秒|分钟|小时)(?:后|之后|以后)/.exec(text);
  return later ? usable(Number(later[1]) * secondsIn(later[2] ?? '')) : null;
}

/** The reset of what ran out; where nothing says so, the later one. */
function resetHeaders({ headers, text }: ReadAnswer, now: number): number | null {
  const kinds = ['requests', 'tokens'] as const;
  const spent = kinds.filter((kind) => headers[`x-ratelimit-remaining-${kind}`] === '0');
  const named = kinds.filter((kind) => text.includes(`${kind} per`));
  const wanted = spent.length > 0 ? spent : named.length > 0 ? named : kinds;
  const times = wanted.map((kind) => resetIn(headers[`x-ratelimit-reset-${kind}`], now));
  times.push(resetIn(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'], now));
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? otherResets(headers, now) : Math.max(...known);
}

const resetName =
  /^(?!x-ratelimit-reset-(?:requests|tokens)$)(?:[a-z]+-)?(?:x-)?rate-?limit-(?:(?:[a-z]+-){0,3}reset(?:-[a-z-]{1,40})?)$/;

/** What ran out among limits of other names, such as `anthropic-ratelimit-requests-reset`; else the latest of all. */
function otherResets(headers: ReadAnswer['headers'], now: number): number | null {
  const names = Object.keys(headers).filter((name) => resetName.test(name));
  const spent = names.filter((name) => headers[name.replace('reset', 'remaining')] === '0');
  const times = (spent.length > 0 ? spent : names).map((name) => resetIn(headers[name], now));
  // RateLimit header fields, as the IETF drafts have them.
  const standard = /(?:^|[,;] ?)(?:reset|t)=(\d{1,9})/.exec(headers['ratelimit'] ?? '')?.[1];
  times.push(resetIn(standard, now));
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** A duration, seconds, or a time since 1970 in seconds or milliseconds. */
function resetIn(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (Number.isNaN(number)) {
    // A date without a zone is read as one of UTC, and not of wherever this runs.
    const at = /(?:z|gmt|utc|[+-]\d\d:?\d\d)$/i.test(value) ? Date.parse(value) : momentIn(value, now);
    return usable(((at ?? Number.NaN) - now) / 1000) ?? durationIn(value);
  }
  if (number > 1e12) return usable((number - now) / 1000);
  return usable(number > 1e9 ? number - now / 1000 : number);
}
