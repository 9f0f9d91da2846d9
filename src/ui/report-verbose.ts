import type { LiveTest } from '../checks/api/live.ts';
import type { Spending } from '../checks/api/spending.ts';
import type { Report } from '../checks/report.ts';
import type { Setting } from '../checks/settings.ts';
import { isKnown, type Whose } from '../domain/account/whose.ts';
import type { CheckStatus } from '../domain/diagnosis/notes.ts';
import type { Unloadable } from '../domain/loading/loaders.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { Clean } from '../domain/text/clean.ts';
import type { ReportWords } from '../i18n/en/report.ts';
import type { VerifyWords } from '../i18n/en/verify.ts';
import { hang, indent, pad, width } from './layout.ts';
import { shownPlace } from './report-diagnosis.ts';
import { type Look, noteText, shownKey } from './report-text.ts';
import { labelRows } from './rows.ts';
import { spendingLines } from './spending.ts';
import { marks } from './theme.ts';

/** What `--verbose` adds: every check, where settings come from, every field of the answer, the same call as curl. */
export function verboseText(
  report: Report,
  look: Look,
  words: VerifyWords,
  { curl, loaders }: { readonly curl: string | null; readonly loaders: readonly Unloadable[] },
): string {
  const { style } = look;
  const title = (text: string): string => `\n${indent(style.strong(text), 0, look.columns)}\n`;
  const settings = report.settings ?? [];
  return [
    '\n',
    checkLines(report, look),
    ...(settings.length > 0 ? [title(words.settingsTitle), settingLines(settings, look, words)] : []),
    ...(loaders.length > 0 ? [title(words.loaderTitle), loaderLines(loaders, look, words)] : []),
    ...(report.test ? [title(words.answerTitle), fieldLines(report.test, look, words)] : []),
    ...(report.whose && (report.test || isKnown(report.whose))
      ? [title(words.whoseTitle), whoseLines(report.whose, look, words)]
      : []),
    ...(report.spending !== undefined ? [title(words.spendingTitle), spentLines(report.spending, look)] : []),
    ...(curl === null ? [] : [title(words.curlTitle), `${curl}\n`]),
  ].join('');
}

const statusMarks: Record<CheckStatus, string> = {
  pass: marks.good,
  warn: marks.warn,
  fail: marks.bad,
  skip: marks.skip,
};

/** Narrower than this, texts stand below their names. */
const sideBySide = 60;

/** Every check with what it found, the steps through the network on lines of their own. */
function checkLines(report: Report, look: Look): string {
  const { words, style, columns } = look;
  const paint = { pass: style.good, warn: style.warn, fail: style.bad, skip: style.quiet };
  const first = Math.max(...Object.values(words.checkNames).map(width)) + 2;
  return report.checks
    .map(({ id, status, notes }) => {
      const rungs = notes.filter((one) => one.id === 'network_rung');
      const own = notes.filter((one) => one.id !== 'network_rung');
      const said = own.map((one) => noteText(one, look)).join(look.words.semicolon) || words.status[status];
      const below = rungs.map((one) => `${indent(noteText(one, look), 4, columns)}\n`).join('');
      const mark = paint[status](statusMarks[status]);
      if (columns < sideBySide)
        return `${mark} ${words.checkNames[id]}\n${indent(said, 4, columns)}\n${below}`;
      return `${mark} ${pad(words.checkNames[id], first)}${hang(said, first + 2, columns)}\n${below}`;
    })
    .join('');
}

function settingLines(settings: readonly Setting[], look: Look, words: VerifyWords): string {
  return settings
    .map(({ name, places }) => {
      const lines = places.map((one, at) => {
        const state = one.loaded ? '' : look.words.brackets(words.notLoaded);
        const sign = at === 0 && one.loaded ? marks.good : marks.skip;
        const value = shownValue(one.value, look.words, words);
        return `${indent(`${sign} ${value} · ${shownPlace(one, look, words)}${state}`, 4, look.columns)}\n`;
      });
      const rule =
        name === 'OPENAI_CUSTOM_HEADERS' ? `${indent(words.headersFromShell, 4, look.columns)}\n` : '';
      return `  ${look.words.labelled(name, words.settings[name])}\n${lines.join('')}${rule}`;
    })
    .join('');
}

function shownValue(value: Secret | Clean, words: ReportWords, verify: VerifyWords): string {
  if (value instanceof Secret) return value.length === 0 ? verify.empty : shownKey(value, words);
  return value || verify.empty;
}

function loaderLines(loaders: readonly Unloadable[], look: Look, words: VerifyWords): string {
  return loaders
    .map(({ loader, problem, line }) => {
      const text = words.loaderProblem(loader, look.words.problems[problem], line);
      return `${indent(`${marks.warn} ${text}`, 2, look.columns)}\n`;
    })
    .join('');
}

/** Every field of the answer, with what it means. */
function fieldLines({ completion }: LiveTest, look: Look, words: VerifyWords): string {
  const { fields } = words;
  const usage = completion?.usage ?? null;
  const time = completion?.created ? new Date(completion.created * 1000) : null;
  const entries: readonly Explained[] = [
    ['id', completion?.id, fields.id],
    ['object', 'chat.completion', fields.object],
    ['created', time && localTime(time), fields.created],
    ['model', completion?.model, fields.model],
    ['choices[0].index', 0, fields.index],
    ['message.role', completion?.role, fields.role],
    ['message.content', completion?.reply, fields.content],
    ['finish_reason', completion?.finishReason, fields.finish],
    ['usage.prompt_tokens', usage?.promptTokens, fields.prompt],
    ['usage.completion_tokens', usage?.completionTokens, fields.completion],
    ['usage.total_tokens', usage?.totalTokens, fields.total],
    ['cached_tokens', usage?.cachedTokens, fields.cached],
    ['reasoning_tokens', usage?.reasoningTokens, fields.reasoning],
    ['x-request-id', completion?.requestId, fields.request],
  ];
  return explained(entries, look, words);
}

/** Who the answers say the key belongs to, and what it may do in a minute. */
function whoseLines({ account, rateLimits }: Whose, look: Look, words: VerifyWords): string {
  const { fields } = words;
  const entries: readonly Explained[] = [
    ['organization', account.organization, fields.organization],
    ['project', account.project, fields.project],
    ['region', account.region, fields.region],
    ['requests', rateLimits.requestsPerMinute, fields.requests],
    ['tokens', rateLimits.tokensPerMinute, fields.tokens],
  ];
  return explained(entries, look, words);
}

function spentLines(spending: Spending | null, look: Look): string {
  const signs = { good: marks.good, warn: marks.warn, none: ' ' };
  return spendingLines(spending, look.words)
    .map(({ mark, text }) => `${indent(`${signs[mark]} ${text}`, 2, look.columns)}\n`)
    .join('');
}

/** A name, its value, and what it means. */
type Explained = readonly [name: string, value: string | number | null | undefined, meaning: string];

function explained(entries: readonly Explained[], look: Look, words: VerifyWords): string {
  const shown = entries.map(([name, value, meaning]) => {
    return [name, `${value ?? words.noValue} · ${meaning}`] as const;
  });
  if (look.columns >= sideBySide) return labelRows(shown, look);
  return shown
    .map(([name, text]) => `  ${look.style.quiet(name)}\n${indent(text, 4, look.columns)}\n`)
    .join('');
}

/** `2026-11-22 17:03:09`, by the clock of this machine. */
function localTime(time: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
