import type { Cause } from '../causes.ts';
import type { Evidence } from '../evidence-view.ts';
import { type ReadAnswer, squeeze } from '../read-answer.ts';
import { fit } from './bounds.ts';
import { exactCodes, filterCodes, vagueCodes } from './codes.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import {
  type JudgedReading,
  type Reading,
  readings,
  type Said,
  type Table,
  type Trace,
  tableOf,
} from './readings.ts';
import { rows } from './table.ts';

/** All that is known of words and codes. Tests and measurements leave parts of it out. */
export interface Knowledge {
  readonly lexicon: Lexicon;
  readonly table: Table;
  readonly exactCodes: ReadonlyMap<string, Cause>;
  readonly vagueCodes: ReadonlyMap<string, Cause>;
  readonly seen?: (trace: Trace) => void;
}

let knownToAll: Knowledge | null = null;

/** Made when the first answer is judged: a healthy key needs none of it. */
export function commonKnowledge(): Knowledge {
  knownToAll ??= { lexicon: lexiconOf(), table: tableOf(rows), exactCodes, vagueCodes };
  return knownToAll;
}

/** Exact codes stand above what is said, vague ones below. */
const codeWeights = { exact: 78, exactAboutRequest: 70, vague: 54, anything: 22, parameter: 50 } as const;
const innerMessage = 1;
const outerMessage = 0.85;
const codeAsWords = 0.6;
/** Of each message; what is wrong is said at the beginning. */
const longestMessage = 2_000;
const longestOfAll = 4_000;
const mostCodes = 6;

/** All that an answer may mean, the likeliest first. */
export function meaningsOf({ answer, exchange }: Evidence, knowledge: Knowledge): JudgedReading[] {
  const circumstances = { status: answer.meant, official: exchange.endpoint.official };
  const said = [...codesAsWords(answer, knowledge), ...messagesOf(answer, nameOf(exchange.model))];
  const all = [...codeReadings(answer, knowledge), ...readings(said, circumstances, knowledge)];
  const possible = all
    .map((reading) => {
      const fits = fitOf(reading, answer);
      return { ...reading, weight: reading.weight * fits, fits: fits === 1 };
    })
    .filter(({ weight }) => weight > 10)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  return withoutYielding(possible);
}

/** What was asked for is known to be a model, whatever its name looks like. */
const nameOf = (model: string | null): string | null =>
  model !== null && /^[\w.:/@-]{4,}$/.test(model) ? model : null;

/** The innermost message first: wrappers add words of their own around it. */
function messagesOf({ error, text }: ReadAnswer, model: string | null): Said[] {
  const texts = error.messages.length > 0 ? [...new Set([...error.messages].reverse())] : [text];
  const said: Said[] = [];
  let length = 0;
  for (const [index, whole] of texts.entries()) {
    if (length >= longestOfAll) break;
    // What stands in braces was read as a message of its own.
    const cut = (index === 0 ? whole : (whole.split('{', 1)[0] ?? '')).slice(0, longestMessage);
    length += cut.length;
    const lower = cut.toLowerCase().replace(/[\u2018\u2019]/g, "'");
    said.push({
      text: model === null ? lower : lower.replaceAll(model.toLowerCase(), 'model'),
      weight: index === 0 ? innerMessage : outerMessage,
    });
  }
  return said;
}

/** Codes that no list has are made of words, too: `invalid_workspace_selected`, `AccessDenied`. */
function codesAsWords({ error }: ReadAnswer, { exactCodes: exact, vagueCodes: vague }: Knowledge): Said[] {
  return [...new Set(error.codes)]
    .filter((code) => !/^\d+$/.test(code) && !exact.has(squeeze(code)) && !vague.has(squeeze(code)))
    .slice(0, mostCodes)
    .map((code) => ({
      text: code
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/[_\-.]/g, ' ')
        .toLowerCase()
        .replace(/ ?\b(?:error|exception)$/, ''),
      weight: codeAsWords,
    }));
}

function codeReadings({ codes, error, meant }: ReadAnswer, knowledge: Knowledge): Reading[] {
  const found: Reading[] = [];
  for (const code of codes) {
    const exact = knowledge.exactCodes.get(code);
    const weight = exact === 'request_rejected' ? codeWeights.exactAboutRequest : codeWeights.exact;
    const reason = filterCodes.has(code) ? 'prompt_flagged' : null;
    if (exact) found.push({ cause: exact, reason, weight, order: exactOrder });
    const vague = knowledge.vagueCodes.get(code);
    // Google and others send this one with whatever they refuse.
    const says =
      vague === 'key_missing_scope' && error.message !== null ? codeWeights.anything : codeWeights.vague;
    if (vague) found.push({ cause: vague, reason: null, weight: says, order: vagueOrder });
  }
  const { param } = error;
  if (param !== null && !/^(?:|none|null|model)$/i.test(param) && [400, 404, 422].includes(meant)) {
    found.push({ cause: 'request_rejected', reason: null, weight: codeWeights.parameter, order: vagueOrder });
  }
  return found;
}

/** Before and after all rows of the table. */
const exactOrder = -1;
const vagueOrder = rows.length;

function fitOf({ cause, reason, order }: Reading, { status, meant }: ReadAnswer): number {
  // A fault of the service never judges a key, whatever it says.
  if (status >= 500 && cause.startsWith('key_')) return 0;
  if (
    reason === 'relay_key' ||
    reason === 'model_crashed' ||
    (order === exactOrder && cause === 'request_rejected')
  )
    return 1;
  return fit(cause, meant);
}

/** Some causes are named where another one is meant, which is then spoken of as well. */
function withoutYielding(possible: readonly JudgedReading[]): JudgedReading[] {
  const speaksOf = (start: string, least: number): boolean =>
    possible.some(({ cause, weight }) => cause.startsWith(start) && weight >= least);
  const money = speaksOf('billing_', 30);
  const wrongKey = speaksOf('key_rejected', 35);
  return possible.filter(
    ({ cause }) => !(cause === 'account_deactivated' && money) && !(cause === 'not_openai_api' && wrongKey),
  );
}
