import type { ChoiceReason, Retirement } from '../domain/models/choose.ts';
import type { ModelEntry } from '../domain/models/list.ts';
import { pricesCheckedOn } from '../domain/models/rows.ts';
import { type Task, tasks } from '../domain/models/tasks.ts';
import type { ModelsWords } from '../i18n/en/models.ts';
import { pages } from '../i18n/openai-pages.ts';
import { dollars, shortCount } from './figures.ts';
import { wrap } from './layout.ts';
import { type Column, table } from './table.ts';

const unknown = '?';
const soonMark = '!';

/** The list as text: a title, the table, and what has to be said about it. */
export function modelsText(
  entries: readonly ModelEntry[],
  context: {
    readonly words: ModelsWords;
    readonly columns: number;
    readonly fromApi: boolean;
    readonly chatOnly: boolean;
    /** The server's host, where it is not OpenAI's. */
    readonly otherHost: string | null;
    /** The best model for each task, by its id. */
    readonly best: Readonly<Record<Task, string | null>>;
  },
): string {
  const { words, columns, fromApi, chatOnly, otherHost, best } = context;
  const title = fromApi
    ? words.titleFromApi(entries.length, chatOnly)
    : words.titleFromTable(pricesCheckedOn);
  if (entries.length === 0) return `${wrap(words.none, columns)}\n`;
  const rows = rowLines(entries, words, columns);
  const notes = [
    recommendedText(best, words),
    hasMark(rows, soonMark) ? words.soonNote : '',
    words.prices(pricesCheckedOn, hasMark(rows, unknown)),
    pages.prices,
    otherHost === null ? '' : words.pricesElsewhere(otherHost),
  ].filter((note) => note !== '');
  return [
    wrap(title, columns),
    '',
    ...rows,
    '',
    ...notes.map((note) => (note === pages.prices ? note : wrap(note, columns))),
    '',
  ].join('\n');
}

/** Whether a mark that needs a word is to be seen. */
const hasMark = (lines: readonly string[], mark: string): boolean =>
  lines.some((line) => line.split(' ').includes(mark));

/** The table; where it has no room for the ends, the mark of a near one stands behind the model. */
function rowLines(entries: readonly ModelEntry[], words: ModelsWords, columns: number): readonly string[] {
  const rows = entries.map((entry) => cells(entry, words));
  const lines = table(tableColumns(words), rows, columns);
  const ends = entries.map(({ end }) => end?.state === 'soon');
  if (!ends.includes(true) || hasMark(lines, soonMark)) return lines;
  const marked = rows.map(([id = '', ...others], at) => [ends[at] ? `${id} ${soonMark}` : id, ...others]);
  return table(tableColumns(words), marked, columns);
}

function tableColumns({ columns: titles }: ModelsWords): readonly Column[] {
  return [
    { title: titles.id, align: 'left' },
    { title: titles.input, align: 'point' },
    { title: titles.cached, align: 'point', drop: 4 },
    { title: titles.output, align: 'point' },
    { title: titles.context, align: 'right', drop: 3 },
    { title: titles.ends, align: 'left', drop: 1 },
    { title: titles.purpose, align: 'left', drop: 2 },
  ];
}

function cells(entry: ModelEntry, words: ModelsWords): readonly string[] {
  const price = (usd: number | null) => (usd === null ? unknown : dollars(usd));
  return [
    entry.id,
    price(entry.inputUsdPerMillion),
    price(entry.cachedInputUsdPerMillion),
    price(entry.outputUsdPerMillion),
    entry.contextTokens === null ? unknown : shortCount(entry.contextTokens),
    entry.end === null ? '' : endText(entry.end, words),
    entry.purposes.map((purpose) => words.purposes[purpose]).join(words.listSeparator),
  ];
}

function endText({ state, date }: Retirement, words: ModelsWords): string {
  if (state === 'past') return words.ended(date);
  return state === 'soon' ? words.soon(date) : date;
}

/** The best models, each with what it is best for; empty where none of them is there. */
function recommendedText(best: Readonly<Record<Task, string | null>>, words: ModelsWords): string {
  const ids = [...new Set(tasks.map((task) => best[task]).filter((id) => id !== null))];
  const told = ids.map((id) => {
    const purposes = tasks.filter((task) => best[task] === id).map((task) => words.purposes[task]);
    return words.bestFor(id, purposes.join(words.listSeparator));
  });
  return told.length === 0 ? '' : words.recommended(told.join(words.listSeparator));
}

/** Why a model was chosen, in a few sentences. */
export function reasonText(reason: ChoiceReason, words: ModelsWords): string {
  const { reasons } = words;
  const { inputUsdPerMillion: input, outputUsdPerMillion: output } = reason;
  const priced = input !== null && output !== null;
  return [
    reason.by === 'cheapest' && priced
      ? reasons.cheapest(dollars(input), dollars(output))
      : reasons.preferred[reason.task],
    reason.by === 'preferred' && priced ? reasons.price(dollars(input), dollars(output)) : '',
    reasons.priceDate(reason.priceDate),
    reason.listed ? reasons.fromApi : reasons.fromTable,
    reason.endsSoon === null ? '' : reasons.endsSoon(reason.endsSoon),
  ]
    .filter((sentence) => sentence !== '')
    .join(words.sentenceSeparator);
}

/** The list in the form of the JSON contract. */
export function modelsJson(entries: readonly ModelEntry[]) {
  return entries.map((entry) => ({
    id: entry.id,
    chat: entry.chat,
    purpose: entry.purposes,
    inputUsdPerMillion: entry.inputUsdPerMillion,
    cachedInputUsdPerMillion: entry.cachedInputUsdPerMillion,
    outputUsdPerMillion: entry.outputUsdPerMillion,
    contextTokens: entry.contextTokens,
    shutdownDate: entry.end?.date ?? null,
    retired: entry.end?.state === 'past',
    priceKnown: entry.inputUsdPerMillion !== null && entry.outputUsdPerMillion !== null,
  }));
}
