import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { type Note, note } from '../../domain/diagnosis/notes.ts';
import { type Warning, warning } from '../../domain/diagnosis/warnings.ts';
import { testParameters } from '../../domain/models/choose.ts';
import { type Clean, cleanText } from '../../domain/text/clean.ts';
import type { Access, Api, ChatRequest, Completion } from '../../ports/api.ts';
import type { Verdict } from '../result.ts';
import { type Patience, withRetries } from './retries.ts';

/** A test call that proved that the key works. */
export interface LiveTest {
  /** The model asked for. */
  readonly model: Clean;
  /** Null where an answer proves that key, credit and model work although it is no completion. */
  readonly completion: Completion | null;
  /** Whole milliseconds. */
  readonly ms: number;
  /** What was sent beside model and message. */
  readonly parameters: ChatRequest['parameters'];
}

export interface LiveOutcome {
  readonly verdict: Verdict;
  readonly test: LiveTest | null;
  readonly finding: Finding | null;
  /** The call that decided. */
  readonly exchange: Exchange | null;
}

const modelCauses: readonly Finding['cause'][] = [
  'model_not_found',
  'model_no_access',
  'model_retired',
  'model_wrong_endpoint',
];

/** More models than this are not tried: the fault is then access, not the model. */
const modelsTried = 5;

/**
 * One chat completion. Without a model named by the user the next candidate is tried where one is not
 * there for this key; the problem is reported only when all fail. A parameter that a server does not
 * know is left out, and the call made once more.
 */
export async function checkLive(
  api: Api,
  access: Access,
  request: { readonly models: readonly string[]; readonly message: string },
  waiting: Patience,
): Promise<LiveOutcome> {
  let first: LiveOutcome | null = null;
  for (const model of request.models.slice(0, modelsTried)) {
    const outcome = await callModel(api, access, model, request.message, waiting);
    if (!outcome.finding) return outcome;
    first ??= outcome;
    if (!modelCauses.includes(outcome.finding.cause)) return outcome;
  }
  return first ?? { verdict: failedVerdict, test: null, finding: null, exchange: null };
}

const failedVerdict: Verdict = { status: 'fail', notes: [note('says_finding')], warnings: [] };

async function callModel(
  api: Api,
  access: Access,
  model: string,
  message: string,
  waiting: Patience,
): Promise<LiveOutcome> {
  let parameters = testParameters(model, access.endpoint.official);
  const notes: Note[] = [];
  for (;;) {
    const { answer, finding } = await withRetries(
      waiting,
      () => api.chat(access, { model, message, parameters }),
      { listed: access.listed },
    );
    const { completion, exchange } = answer;
    if (!finding) return passed(model, completion, exchange, parameters, notes);
    const refused = finding.cause === 'request_rejected' ? (finding.facts.parameter ?? '') : '';
    if (!Object.hasOwn(parameters, refused)) {
      const verdict = { ...failedVerdict, notes: [...notes, note('says_finding')], ms: exchange.ms };
      return { verdict, test: null, finding, exchange };
    }
    parameters = without(parameters, refused, finding);
    notes.push(note('parameter_dropped', { parameter: refused }));
  }
}

/** Leaves a parameter out; the token limit keeps its older name, which every server knows. */
function without(
  parameters: Readonly<Record<string, string | number>>,
  name: string,
  finding: Finding,
): Readonly<Record<string, string | number>> {
  const { [name]: value, ...others } = parameters;
  const older = name === 'max_completion_tokens' && /\bmax_tokens\b/.test(finding.said ?? '');
  return older && value !== undefined ? { ...others, max_tokens: value } : others;
}

function passed(
  model: string,
  completion: Completion | null,
  exchange: Exchange,
  parameters: ChatRequest['parameters'],
  notes: readonly Note[],
): LiveOutcome {
  const ms = Math.round(exchange.ms);
  const empty = completion === null || completion.reply.trim() === '';
  const warnings: Warning[] = empty ? [warning('empty_reply', { model })] : [];
  const said = completion
    ? note('live_passed', { model: completion.model ?? model, ms })
    : note('live_disguised', { model });
  return {
    verdict: { status: empty ? 'warn' : 'pass', notes: [...notes, said], warnings, ms },
    test: { model: cleanText(model), completion, ms, parameters },
    finding: null,
    exchange,
  };
}
