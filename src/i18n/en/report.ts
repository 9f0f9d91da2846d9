import type { Cause, Owner } from '../../domain/diagnosis/causes.ts';
import type { CheckStatus, LoadDoubt } from '../../domain/diagnosis/notes.ts';
import { repository } from '../../domain/repository.ts';
import { doubts, problems } from './report/loading.ts';
import { notes } from './report/notes.ts';
import { spending } from './report/spending.ts';
import { checkNames, kinds } from './report/terms.ts';
import { warnings } from './report/warnings.ts';

/** Everything that a verdict is told with, apart from the causes themselves. */
const report = {
  works: 'The key works.',
  worksFor: (path: string) => `The key in ${path} works.`,
  localFine: 'The local checks passed; nothing was sent (--offline).',
  strict: 'The key works, but --strict turns the warnings into a failure.',
  whatToDo: 'What to do:',
  saidByApi: (status: number, code: string) => `the API answered ${status}${code}`,
  saidInBetween: (status: number) => `the response (${status}) did not come from the API`,
  saidLocally: 'found on this machine; no request was sent',
  saidByConnection: 'the call failed before any response arrived',
  saidByBrokenCall: 'the call ended without a complete response',
  owners: {
    key: 'the key',
    account: 'your account',
    model: 'the model or the request',
    files: 'the files on this machine',
    network: 'the network between here and the API',
    endpoint: 'the base URL',
    service: 'the service itself',
    unknown: 'unknown',
  } satisfies Record<Owner, string>,
  inWhoseHands: (owner: string, known: string) => `Cause: ${owner}. Evidence: ${known}.`,
  /** The place of a cause in the documentation. */
  causePage: (cause: Cause) => `${repository}/blob/main/docs/troubleshooting.md#${cause}`,
  comma: ', ',
  semicolon: '; ',
  brackets: (text: string) => ` (${text})`,
  labelled: (label: string, text: string) => `${label}: ${text}`,
  region: (region: string) => `region ${region}`,
  /** Numbers with their separators; null where one is not known. */
  pace: (requests: string | null, tokens: string | null) => {
    const known = [requests && `${requests} requests`, tokens && `${tokens} tokens`].filter(Boolean);
    return known.length === 0 ? '' : `${known.join(' and ')} per minute`;
  },
  labels: {
    key: 'key',
    source: 'from',
    others: 'also in',
    endpoint: 'sent to',
    program: 'program',
    reply: 'reply',
    model: 'model',
    tokens: 'tokens',
    finish: 'finish',
    time: 'time',
    request: 'request id',
    cause: 'cause id',
    more: 'see also',
    account: 'account',
    price: 'price',
  },
  /** The program may not get the key, and why nobody can tell. */
  notTold: (doubt: LoadDoubt, facts: { readonly loader: string; readonly path: string }) =>
    `may not get this key: ${doubts[doubt](facts)}`,
  kinds,
  reference: 'a reference',
  length: (length: number) => (length === 1 ? '1 character' : `${length} characters`),
  places: {
    environment: (name: string) => `the shell variable ${name}`,
    file: (path: string, line: number) => `${path}, line ${line}`,
    stdin: 'standard input',
    prompt: 'your input',
  },
  tokens: (prompt: number, completion: number, total: number) =>
    `${prompt} prompt + ${completion} completion = ${total}`,
  tokensCached: (count: number) => `${count} of the prompt cached`,
  tokensReasoning: (count: number) => `${count} of the completion for reasoning`,
  notReported: 'not reported by the server',
  finishReasons: {
    stop: 'complete (stop)',
    length: 'reached the token limit (length)',
    content_filter: 'cut off by the content filter (content_filter)',
    tool_calls: 'to call a tool (tool_calls)',
  } as Record<string, string>,
  finishOther: (reason: string) => `another reason (${reason})`,
  emptyReply: '(empty: the model used its tokens for reasoning; the key, credit and model work)',
  seconds: (seconds: string) => `${seconds} s`,
  price: (usd: string, date: string) => `about $${usd} (prices of ${date}; OpenAI's pricing page decides)`,
  priceShort: (usd: string, date: string) => `~$${usd} (prices of ${date})`,
  priceUnknown: (model: string) => `no known price for ${model}`,
  services: {
    says: (service: string, variable: string, place: string) =>
      `${variable} (${place}) holds a ${service} key, which programs for OpenAI do not read.`,
    tryIt: (service: string) =>
      `Try the key with ${service} (without “verify”, the same command sets it up):`,
    tryDeployment: (service: string) =>
      `Try the key with ${service}, adding --model and the name of your deployment (without “verify”, the same command sets it up):`,
    needsAddress: (service: string, variable: string) =>
      `${service} uses an address of your own: set ${variable} where the key is set, then run openai-setup verify again`,
  },
  spending,
  checkNames,
  status: { pass: 'ok', warn: 'warning', fail: 'failed', skip: 'skipped' } satisfies Record<
    CheckStatus,
    string
  >,
  /** Why a loader does not read the key. */
  problems,
  /** Why it waits before it tries again. */
  waitingFor: {
    rate_limited: 'Rate limit reached',
    service_error: 'The service failed',
    service_overloaded: 'The service is overloaded',
  } as Partial<Record<Cause, string>>,
  /** What it waits for. */
  noAnswer: (host: string, proxy: string | null) =>
    `No answer from ${host} yet${proxy === null ? '' : `, through the proxy ${proxy}`}`,
  waiting: (title: string, seconds: number) => `${title}. Trying again in ${seconds} s`,
  asking: 'Calling the API',
  trustBaseUrl: (host: string, path: string) =>
    `${path} would send the key to ${host}, which is not OpenAI. Send it there?`,
  notes,
  warnings,
};

export type ReportWords = typeof report;
export default report;
