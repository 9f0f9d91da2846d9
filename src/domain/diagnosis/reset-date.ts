import { anyOf, phrase } from '../text/phrase.ts';

/** When something opens again, where an answer names a date or a time of day for it. Texts in lower case. */

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayMs = 86_400_000;

const zone = /z\b|\(?(?:utc|gmt)(?: ?[+-]\d{1,2})?\)?|[+-]\d{2}:?\d{2}\b|北京时间/;
const clock =
  /(?<hour>\d{1,2})(?:[:：点时](?<minute>\d{2})?(?::(?<second>\d{2})(?:\.\d{1,9})?)?)? ?(?<half>am|pm)?/;
const numbers = /(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?/;
const month = new RegExp(monthNames.join('|'));
const monthFirst = phrase`(?<name>${month})[a-z]{0,6}\.? (?<date>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?<in>\d{4}))?`;
const dayFirst = phrase`(?<date>\d{1,2})(?:st|nd|rd|th)? (?<name>${month})[a-z]{0,6}(?:,? (?<in>\d{4}))?`;
/** Each with a time of day behind it, which a date may lack. */
const dates = [numbers, dayFirst, monthFirst].map(
  (date) => new RegExp(phrase`${date}(?:(?:t| {1,2}|, ?)(?:at )?(?:${clock}))? ?(?<zone>${zone})?`, 'g'),
);
const timeOfDay = new RegExp(phrase`${clock} ?(?<zone>${zone})`, 'g');
const midnight = /\bmidnight,? \(?(?:utc|gmt)/;
const sinceEpoch = /(?<![\d.])1\d{9}(?:\d{3})?(?![\d.])/g;

const opens = anyOf(
  /resets?|re-?set|renews?|renewed|replenish(?:ed)?|refresh(?:es|ed)?|restored?/,
  /available(?: again)?|lifted|unlock(?:s|ed)?/,
  /(?:try|retry|call|come back|use)(?: it)? again|retry|come back|regain(?: access)?|until|not before/,
);
const opensBefore = new RegExp(phrase`\b(?:${opens})\b[^.;]{0,30}$`);
const opensInChinese = /重置|恢复|刷新|再试|重试|解除|更新/;

/**
 * Seconds from `now` (epoch ms) to the moment that the text names for something to open again; null where it names none.
 * A date without a zone is UTC, in Chinese the time of Beijing; a time of day without one is not told, for nobody knows it.
 */
export function secondsToReset(text: string, now: number): number | null {
  const chinese = /[\u3400-\u9fff]/.test(text);
  let left = text;
  for (const form of [...dates, timeOfDay]) {
    for (const match of left.matchAll(form)) {
      const at = saysItOpens(left, match) ? momentOf(match.groups ?? {}, now, chinese) : null;
      if (at !== null && at > now) return (at - now) / 1000;
    }
    // The time of a date that was looked at is none by itself.
    left = left.replace(form, (written) => ' '.repeat(written.length));
  }
  for (const match of text.matchAll(sinceEpoch)) {
    const at = Number(match[0]) * (match[0].length === 10 ? 1000 : 1);
    if (saysItOpens(text, match) && at > now) return (at - now) / 1000;
  }
  const night = midnight.exec(text);
  return night && saysItOpens(text, night) ? (dayMs - (now % dayMs)) / 1000 : null;
}

/** A moment that stands alone, as in a field of its own: its epoch ms. */
export function momentIn(text: string, now: number): number | null {
  const written = text.trim().toLowerCase();
  for (const form of dates) {
    const match = new RegExp(`^(?:${form.source})`).exec(written);
    if (match) return momentOf(match.groups ?? {}, now, false);
  }
  return null;
}

function saysItOpens(text: string, { index, 0: written }: RegExpMatchArray): boolean {
  const at = index ?? 0;
  const end = at + written.length;
  const before = text.slice(Math.max(0, at - 60), at);
  return (
    opensBefore.test(before) ||
    opensInChinese.test(before.slice(-12)) ||
    opensInChinese.test(text.slice(end, end + 12))
  );
}

function momentOf(
  parts: Readonly<Record<string, string | undefined>>,
  now: number,
  chinese: boolean,
): number | null {
  const { year, month, day, name, date, hour, minute, second, half } = parts;
  const today = new Date(now);
  const isDate = year !== undefined || name !== undefined;
  const away = zoneMs(parts['zone'], chinese);
  const hours = (Number(hour ?? 0) % (half ? 12 : 24)) + (half === 'pm' ? 12 : 0);
  if (!isDate && half === undefined && minute === undefined) return null;
  const time = ((hours * 60 + Number(minute ?? 0)) * 60 + Number(second ?? 0)) * 1000;
  if (!isDate) {
    const at = Math.floor(now / dayMs) * dayMs + time - away;
    return at > now ? at : at + dayMs;
  }
  const inYear = Number(year ?? parts['in'] ?? today.getUTCFullYear());
  const inMonth = name === undefined ? Number(month) - 1 : monthNames.indexOf(name);
  const at = Date.UTC(inYear, inMonth, Number(day ?? date)) + time - away;
  const named = year !== undefined || parts['in'] !== undefined;
  return named || at > now ? at : Date.UTC(inYear + 1, inMonth, Number(date)) + time - away;
}

/** How far ahead of UTC its clocks are. */
function zoneMs(written: string | undefined, chinese: boolean): number {
  if (written === undefined) return chinese ? 8 * 3_600_000 : 0;
  if (written === '北京时间') return 8 * 3_600_000;
  const offset = /(?<sign>[+-])(?<hours>\d{1,2}):?(?<minutes>\d{2})?/.exec(written)?.groups;
  if (!offset) return 0;
  const ms = (Number(offset['hours']) * 60 + Number(offset['minutes'] ?? 0)) * 60_000;
  return offset['sign'] === '-' ? -ms : ms;
}
