import type { LiveTest } from '../checks/api/live.ts';
import type { Report } from '../checks/report.ts';
import { isKnown, type Whose } from '../domain/account/whose.ts';
import { exitCodes } from '../domain/diagnosis/exit-codes.ts';
import type { Note } from '../domain/diagnosis/notes.ts';
import type { Warning } from '../domain/diagnosis/warnings.ts';
import { referenceIn } from '../domain/keys/references.ts';
import type { KeyOrigin } from '../domain/loading/place.ts';
import { priceOf } from '../domain/models/price.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import { type Clean, shortened } from '../domain/text/clean.ts';
import type { ReportWords } from '../i18n/en/report.ts';
import type { Diagnosis } from './explain.ts';
import { count } from './figures.ts';
import { hang, indent } from './layout.ts';
import { type ShowPlace, shownFacts } from './place.ts';
import { labelRows } from './rows.ts';
import { marks, type Style } from './theme.ts';

/** The words of reports, and how files are shown in them. */
export interface ReportVoice {
  readonly words: ReportWords;
  readonly show: ShowPlace;
}

export interface Look extends ReportVoice {
  readonly style: Style;
  readonly columns: number;
}

/** A key as it may be shown: masked, or only its length where it is short. */
export function shownKey(secret: Secret, words: ReportWords): string {
  return secret.masked.startsWith('(') ? words.length(secret.length) : secret.masked;
}

export function shownOrigin(origin: KeyOrigin, { words, show }: ReportVoice): string {
  if (origin.type === 'environment') return words.places.environment(origin.name);
  if (origin.type === 'file') return words.places.file(show(origin), origin.line);
  return words.places[origin.type];
}

/** USD without trailing zeros, never in exponent form: 0.0000037. */
function usd(amount: number): string {
  return amount.toFixed(10).replace(/\.?0+$/, '');
}

const seconds = (ms: number): string => (Math.max(ms, 10) / 1000).toFixed(ms < 995 ? 2 : 1);

/** The model that answered, by its own name for itself. */
export const modelOf = ({ completion, model }: LiveTest): Clean => completion?.model ?? model;

/** The price of a test, or null where the model or its usage is not known. */
export function priceOfTest(test: LiveTest): ReturnType<typeof priceOf> {
  const usage = test.completion?.usage;
  if (!usage) return null;
  return priceOf({
    model: modelOf(test),
    inputTokens: usage.promptTokens,
    cachedTokens: usage.cachedTokens ?? 0,
    outputTokens: usage.completionTokens,
  });
}

/** The result of the test call: everything the contract's stage 7 names. */
export function testRows(test: LiveTest, look: Look): readonly (readonly [string, string])[] {
  const { words } = look;
  const { completion } = test;
  const price = priceOfTest(test);
  const model = modelOf(test);
  const reply = completion?.reply ?? '';
  return [
    [words.labels.reply, reply === '' ? words.emptyReply : look.style.strong(reply)],
    [words.labels.model, model],
    [words.labels.tokens, tokensText(test, words)],
    [words.labels.finish, finishText(completion?.finishReason ?? (completion ? null : 'length'), words)],
    [words.labels.time, words.seconds(seconds(test.ms))],
    [words.labels.request, completion?.requestId ?? words.notReported],
    [
      words.labels.price,
      price ? words.price(usd(price.totalUsd), price.priceDate) : words.priceUnknown(model),
    ],
  ];
}

/** The same in fewer rows. */
export function briefTestRows(test: LiveTest, look: Look): readonly (readonly [string, string])[] {
  const { words } = look;
  const { completion } = test;
  const finish = finishText(completion?.finishReason ?? (completion ? null : 'length'), words);
  const request = completion?.requestId ?? words.notReported;
  return [...shortTestRows(test, look), [words.labels.finish, finish], [words.labels.request, request]];
}

/** Whose key it is and what it may do in a minute, in one row; none where no answer said anything of it. */
export function whoseRows(
  whose: Whose | null | undefined,
  { words }: Pick<Look, 'words'>,
): readonly (readonly [string, string])[] {
  if (!whose || !isKnown(whose)) return [];
  const { account, rateLimits } = whose;
  const { organization, project, region } = account;
  const pace = words.pace(
    rateLimits.requestsPerMinute === null ? null : count(rateLimits.requestsPerMinute),
    rateLimits.tokensPerMinute === null ? null : count(rateLimits.tokensPerMinute),
  );
  const parts = [organization, project, region && words.region(region), pace];
  return [[words.labels.account, parts.filter((part) => part !== null && part !== '').join(' · ')]];
}

function tokensText({ completion }: LiveTest, words: ReportWords): string {
  const usage = completion?.usage;
  if (!usage) return words.notReported;
  return [
    words.tokens(usage.promptTokens, usage.completionTokens, usage.totalTokens),
    ...(usage.cachedTokens ? [words.tokensCached(usage.cachedTokens)] : []),
    ...(usage.reasoningTokens ? [words.tokensReasoning(usage.reasoningTokens)] : []),
  ].join(words.comma);
}

function finishText(reason: Clean | 'length' | null, words: ReportWords): string {
  if (reason === null) return words.notReported;
  // A server may say `constructor`, which every object has.
  const known = Object.hasOwn(words.finishReasons, reason) ? words.finishReasons[reason] : undefined;
  return known ?? words.finishOther(reason);
}

export function warningText(warning: Warning, { words, show }: ReportVoice): string {
  // A warning's own text takes its own facts: the compiler does not see that the two belong together.
  const text: (facts: never) => string = words.warnings[warning.id];
  return text(shownFacts(warning.facts, show) as never);
}

function warningLines(warnings: readonly Warning[], look: Look): string {
  return warnings
    .map((one) => `${look.style.warn(marks.warn)} ${hang(warningText(one, look), 2, look.columns)}\n`)
    .join('');
}

export function noteText(note: Note, { words, show }: ReportVoice): string {
  const text: (facts: never) => string = words.notes[note.id];
  return text(shownFacts(note.facts, show) as never);
}

/** Who said so. What stands in between is not the API, even where it answers. */
function howKnown({ status, code, owner }: Diagnosis, words: ReportWords): string {
  if (status === null) {
    if (owner === 'network') return words.saidByConnection;
    // What this machine finds before it asks has no code of the system.
    return code === null ? words.saidLocally : words.saidByBrokenCall;
  }
  return owner === 'network'
    ? words.saidInBetween(status)
    : words.saidByApi(status, code ? words.brackets(code) : '');
}

/** Takes a text of whole lines; what is `free` is to be copied as it is. */
type Write = (text: string, where?: 'free') => void;

/** A verdict where no report is around it. */
export function tellVerdict(write: Write, diagnosis: Diagnosis, look: Omit<Look, 'show'>): void {
  writeDiagnosis(write, diagnosis, look);
  write(`\n${labelRows(causeRows(diagnosis, look), look)}`);
}

/** The same in one piece. */
export const verdictText = (diagnosis: Diagnosis, look: Omit<Look, 'show'>): string =>
  inOnePiece((write) => tellVerdict(write, diagnosis, look));

function inOnePiece(tell: (write: Write) => void): string {
  const pieces: string[] = [];
  tell((text) => void pieces.push(text));
  return pieces.join('');
}

/** The one verdict of a failure: what, in whose hands, how it is known, what to do. */
function writeDiagnosis(write: Write, diagnosis: Diagnosis, look: Omit<Look, 'show'>): void {
  const { words, style, columns } = look;
  const known = howKnown(diagnosis, words);
  write(
    [
      `${style.bad(marks.bad)} ${hang(style.strong(diagnosis.title), 2, columns)}\n`,
      `${indent(diagnosis.explanation, 2, columns)}\n`,
      `${indent(words.inWhoseHands(words.owners[diagnosis.owner], known), 2, columns)}\n`,
      `\n${words.whatToDo}\n`,
    ].join(''),
  );
  for (const [index, { text, url, command }] of diagnosis.remedies.entries()) {
    const number = `  ${index + 1}. `;
    write(`${number}${indent(text, number.length, columns).slice(number.length)}\n`);
    if (command !== undefined) write(`     ${style.strong(command)}\n`, 'free');
    if (url) write(`     ${style.link(url)}\n`);
  }
}

/** What to search for: the id of the cause, and its place in the documentation. */
const causeRows = (
  { cause }: Pick<Diagnosis, 'cause'>,
  { words, style }: Omit<Look, 'show'>,
): readonly (readonly [string, string])[] => [
  [words.labels.cause, cause],
  [words.labels.more, style.link(words.causePage(cause))],
];

/** How a report is told. */
interface Telling {
  readonly offline: boolean;
  readonly strict: boolean;
  /** Warnings that are shown. */
  readonly warnings: readonly Warning[];
}

/** A verdict for a terminal or a log. */
export function reportText(
  report: Report,
  diagnosis: Diagnosis | null,
  look: Look,
  telling: Telling,
): string {
  const { words, style } = look;
  const parts: string[] = [];
  if (diagnosis) {
    parts.push(inOnePiece((write) => writeDiagnosis(write, diagnosis, look)));
    const about = [...keyRows(report, look), ...whoseRows(report.whose, look)];
    if (diagnosis.requestId) about.push([words.labels.request, diagnosis.requestId]);
    parts.push('\n', labelRows([...about, ...causeRows(diagnosis, look)], look));
  } else {
    const works = report.file === null ? words.works : words.worksFor(report.file.named);
    const title =
      report.exitCode === exitCodes.findings ? words.strict : telling.offline ? words.localFine : works;
    const mark = report.exitCode === exitCodes.findings ? style.warn(marks.warn) : style.good(marks.good);
    parts.push(`${mark} ${hang(style.strong(title), 2, look.columns)}\n`);
    parts.push(
      labelRows(
        [
          ...keyRows(report, look),
          ...doubtRows(report, look),
          ...whoseRows(report.whose, look),
          ...(report.test ? shortTestRows(report.test, look) : []),
        ],
        look,
      ),
    );
  }
  // The row that says where calls go says it already.
  const told = telling.strict
    ? telling.warnings
    : telling.warnings.filter(({ id }) => id !== 'custom_endpoint');
  if (told.length > 0) parts.push(warningLines(told, look));
  return parts.join('');
}

function keyRows({ key, endpoint, checks }: Report, look: Look): (readonly [string, string])[] {
  if (!key || key.value.length === 0) return [];
  const { words } = look;
  const from = shownOrigin(key.origin, look);
  const sent = checks.some(({ id, status }) => id === 'network' && status !== 'skip');
  const also = key.others.map(
    ({ place, value }) => `${shownOrigin(place, look)}${words.brackets(shownKey(value, words))}`,
  );
  return [
    [
      words.labels.key,
      referenceIn(key.value)
        ? `${words.reference} · ${from}`
        : `${shownKey(key.value, words)} · ${words.kinds[key.kind]} · ${from}`,
    ],
    ...(also.length > 0 ? [[words.labels.others, also.join(words.semicolon)] as const] : []),
    ...(endpoint.source.type === 'default'
      ? []
      : [[sent ? words.labels.endpoint : words.checkNames.endpoint, endpoint.baseURL] as const]),
  ];
}

/** A key that works is no program that works: why nobody can tell whether the program gets it; none where that is known. */
function doubtRows({ checks }: Report, { words, show }: Look): (readonly [string, string])[] {
  return checks
    .flatMap(({ notes }) => notes)
    .flatMap((note) => {
      if (note.id !== 'load_unknown') return [];
      const { loader, reason, path } = shownFacts(note.facts, show);
      return [[words.labels.program, words.notTold(reason, { loader, path: path ?? '' })] as const];
    });
}

/** A healthy key's test in few lines. */
function shortTestRows(test: LiveTest, look: Look): readonly (readonly [string, string])[] {
  const { words, style } = look;
  const price = priceOfTest(test);
  const model = modelOf(test);
  const reply = test.completion?.reply;
  const said = reply ? [style.strong(shortened(reply, 120))] : [];
  const cost = price ? words.priceShort(usd(price.totalUsd), price.priceDate) : words.priceUnknown(model);
  return [
    [words.labels.reply, [...said, model, words.seconds(seconds(test.ms))].join(' · ')],
    [words.labels.tokens, `${tokensText(test, words)} · ${cost}`],
  ];
}
