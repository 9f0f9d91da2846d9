import type { Cause } from '../causes.ts';
import type { Evidence } from '../evidence-view.ts';
import type { ReadAnswer } from '../read-answer.ts';
import { fit } from './bounds.ts';
import { exactCodes, filterCodes, vagueCodes } from './codes.ts';
import { known } from './known.ts';
import { type Learned, learnedOf } from './learned.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import {
  type AnswerReading,
  type JudgedReading,
  readings,
  type Table,
  type Trace,
  tableOf,
} from './readings.ts';
import { recallOf } from './recall.ts';
import { saidIn, statementsOf } from './said.ts';
import { rows } from './table.ts';
import { weights } from './weights.ts';

/** All that is known of words and codes. Tests and measurements leave parts of it out. */
export interface Knowledge {
  readonly lexicon: Lexicon;
  readonly table: Table;
  readonly exactCodes: ReadonlyMap<string, Cause>;
  readonly vagueCodes: ReadonlyMap<string, Cause>;
  readonly learned: Learned;
  /** The cause of an answer that is known word for word. */
  readonly recall?: (evidence: Evidence) => Cause | null;
  readonly seen?: (trace: Trace) => void;
}

let knownToAll: Knowledge | null = null;

/** Made when the first answer is judged: a healthy key needs none of it. */
export function commonKnowledge(): Knowledge {
  knownToAll ??= {
    lexicon: lexiconOf(),
    table: tableOf(rows),
    exactCodes,
    vagueCodes,
    learned: learnedOf(weights),
    recall: recallOf(known),
  };
  return knownToAll;
}

/** Exact codes stand above what is said, vague ones below. */
const codeWeights = { exact: 78, exactAboutRequest: 70, vague: 54, anything: 22, parameter: 50 } as const;
/** All that an answer may mean, the likeliest first. */
export function meaningsOf(evidence: Evidence, knowledge: Knowledge): JudgedReading[] {
  const { answer, exchange } = evidence;
  const circumstances = { status: answer.meant, official: exchange.endpoint.official };
  const statements = statementsOf(saidIn(evidence, knowledge), knowledge.lexicon);
  const all = [...codeReadings(answer, knowledge), ...readings(statements, circumstances, knowledge)];
  const possible = all
    .map((reading) => {
      const fits = fitOf(reading, answer);
      return { ...reading, weight: reading.weight * fits, fits: fits === 1 };
    })
    .filter(({ weight }) => weight > 10)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  return withoutYielding(possible);
}

function codeReadings({ codes, error, meant }: ReadAnswer, knowledge: Knowledge): AnswerReading[] {
  const found: AnswerReading[] = [];
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
export const exactOrder = -1;
export const vagueOrder = rows.length;

function fitOf({ cause, reason, order }: AnswerReading, { status, meant }: ReadAnswer): number {
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
