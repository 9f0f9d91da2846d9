import type { OpenaiName } from '../../domain/loading/sources.ts';
import type { LadderFacts, LadderFinding } from '../../domain/network/ladder.ts';

/** What is known beside a conclusion of its own. */
export interface LadderAround {
  readonly host: string;
  /** The proxy that was tried and the variable that names it; empty where there is none. */
  readonly proxy: string;
  readonly variable: string;
  /** The host answers without the proxy. */
  readonly directWorks: boolean;
}

/** What the network showed, added to a verdict: a sentence, and what to do before all else. */
export interface LadderText<F extends LadderFinding> {
  readonly says?: (facts: LadderAround & LadderFacts[F]) => string;
  readonly remedies?: (facts: LadderAround & LadderFacts[F]) => readonly string[];
  /** What to do where nothing of the cause's helps. */
  readonly last?: (facts: LadderAround & LadderFacts[F]) => readonly string[];
}

export type LadderTexts = { readonly [F in LadderFinding]: LadderText<F> };

const withoutProxy = ({ directWorks, host, variable }: LadderAround): readonly string[] =>
  directWorks ? [`${host} answers without the proxy: remove ${variable}, or add ${host} to NO_PROXY`] : [];

/** A proxy that is there and says No was put there by somebody: going past it is theirs to allow. */
const pastProxy = ({ directWorks, host }: LadderAround): readonly string[] =>
  directWorks
    ? [
        `${host} answers without the proxy as well; where whoever runs this network allows that, add ${host} to NO_PROXY`,
      ]
    : [];

/** What `verify` says beside its verdict: the network, sources, many files, `--verbose`, `--report`, `--fix`, `--watch`. */
const verify = {
  /** Between sentences. */
  blank: ' ',
  stop: '.',
  climbing: 'Looking where the network breaks',

  ladder: {
    proxy_excepted: {
      says: ({ host, proxy, variable }) =>
        `NO_PROXY keeps calls to ${host} from the proxy ${proxy} (${variable}); it was not asked.`,
      remedies: ({ host }) => [`If this network needs the proxy, take ${host} out of NO_PROXY`],
    },
    proxy_of_npm: {
      says: ({ proxy, name }) =>
        `npm goes through the proxy ${proxy} (its setting ${name}), and nothing else knows of it.`,
      remedies: ({ command }) => [`Let other programs use the proxy of npm as well: ${command}`],
    },
    proxy_unreachable: {
      says: ({ target, variable }) => `No connection to ${target} came about; ${variable} names it.`,
      remedies: withoutProxy,
    },
    proxy_silent: { remedies: withoutProxy },
    proxy_fails: { last: pastProxy },
    proxy_wants_password: { last: pastProxy },
    proxy_refuses: { last: pastProxy },
    proxy_not_http: {
      says: ({ target }) => `What listens at ${target} does not answer as an HTTP proxy does.`,
      remedies: withoutProxy,
    },
    name_unknown: { says: ({ host }) => `The name server says that there is no ${host}.` },
    name_server_silent: {
      says: () => 'The name server itself did not answer.',
      remedies: () => ['Look whether this machine is online, and which name server (DNS) it is set to'],
    },
    refused: {},
    dropped: { says: ({ target }) => `Packets to ${target} get no answer at all, as with a firewall.` },
    unreachable: {},
    reset: {},
    ipv6_broken: {
      says: () => 'Over IPv6 the host cannot be reached, over IPv4 it can.',
      remedies: () => ['Switch IPv6 off on this network, or set NODE_OPTIONS=--dns-result-order=ipv4first'],
    },
    ipv4_broken: {
      says: () => 'Over IPv4 the host cannot be reached, over IPv6 it can.',
      remedies: () => ['Set NODE_OPTIONS=--dns-result-order=ipv6first'],
    },
    not_tls: {},
    tls_inspected: {},
    tls_untrusted: {},
    tls_host: {},
    certificate_dates: {},
    clock_wrong: { says: ({ serverDate }) => `The server's clock says ${serverDate}.` },
    login_page: { says: () => 'A web page answers there, such as the sign-in page of a guest network.' },
    redirected: {},
    service_down: { says: ({ status }) => `Asked again, the host answered with ${status}.` },
    answers: {
      says: () =>
        'Asked again without a key, the host answered: the fault comes and goes, or meets only some calls.',
    },
  } satisfies LadderTexts as LadderTexts,

  comesFrom: (name: string, place: string) => `${name} comes from ${place}.`,
  correctIt: (name: string, place: string) => `Correct or remove ${name}: it comes from ${place}`,
  option: (flag: string) => `the option ${flag}`,

  manyTitle: (files: number, keys: number) =>
    `${files} files, ${keys} distinct ${keys === 1 ? 'key' : 'keys'}`,
  columns: { file: 'file', key: 'key', verdict: 'verdict' },
  good: 'works',
  goodOffline: 'not asked (--offline)',
  goodButWarned: (count: number) => `works, ${count} ${count === 1 ? 'warning' : 'warnings'}`,
  noKey: '–',
  firstStep: 'First steps',
  step: (title: string, text: string) => `${title}: ${text}`,
  perFile: 'All of it for one file: openai-setup verify FILE',
  judged: (done: number, of: number) => `${done} of ${of} keys`,

  settingsTitle: 'Names that change calls',
  settings: {
    OPENAI_API_KEY: 'the key',
    OPENAI_BASE_URL: 'where calls go',
    OPENAI_ORG_ID: 'organization',
    OPENAI_PROJECT_ID: 'project',
    OPENAI_CUSTOM_HEADERS: 'headers added to every call',
    OPENAI_ADMIN_KEY: 'for managing, not for calls',
  } satisfies Record<OpenaiName, string>,
  notLoaded: 'not loaded here',
  empty: 'empty',
  headersFromShell: 'sent only where the shell sets them, and never an Authorization header',

  answerTitle: 'The answer, field by field',
  fields: {
    id: 'names this completion, for tracing',
    object: 'what kind of answer it is',
    created: 'when it was made, in local time',
    model: 'the model that really answered',
    index: 'number of the choice; one was asked for',
    role: 'who speaks',
    content: 'the reply',
    finish: 'why it ended',
    prompt: 'tokens of the question',
    completion: 'tokens of the reply, hidden reasoning included',
    total: 'both together: what is charged',
    cached: 'tokens of the question read from a cache, which is cheaper',
    reasoning: 'tokens of the reply spent on thinking',
    request: 'names the call in a request for support',
    organization: 'whose key it is, as the answers name it',
    project: 'the project of the key',
    region: 'where the data stays',
    requests: 'requests a minute, with this model',
    tokens: 'tokens a minute, with this model',
  },
  noValue: 'not there',
  spendingTitle: 'What may be spent',
  whoseTitle: 'Whose key, and how much in a minute',
  curlTitle:
    'The same call with curl (the key is read from the variable; --http1.1 helps behind some proxies)',
  loaderTitle: 'What loaders read',
  loaderFine: (loader: string) => `${loader}: the key`,
  loaderProblem: (loader: string, problem: string, line: number) =>
    `${loader}: ${problem}${line > 0 ? `, line ${line}` : ''}`,

  shareTitle: 'Report of openai-setup, to be shared: it holds no key, no user name and no full path',
  share: {
    version: 'openai-setup',
    node: 'Node',
    platform: 'platform',
    time: 'time',
    project: 'project',
    key: 'key',
    endpoint: 'endpoint',
    proxy: 'proxy',
    verdict: 'verdict',
    said: 'the API said',
    status: 'status',
    request: 'request id',
    account: 'account',
    settings: 'settings',
    checks: 'checks',
    warnings: 'warnings',
  },
  shareWorks: 'works',
  shareNone: 'none',
  shareSet: 'set',

  needsTerminal: (flag: string) => `${flag} asks questions and needs a terminal; leave it out here.`,
  fixTitle: 'What can be repaired here',
  fixNothing: 'There is nothing here that can be repaired by itself.',
  fixes: {
    bom: (path: string) => `Remove the byte order mark from ${path}?`,
    duplicates: (path: string, lines: string, kept: string) =>
      `Merge the assignments of OPENAI_API_KEY in ${path} (lines ${lines}) into one, with ${kept}?`,
    mode: (path: string) => `Let only you read ${path} (mode 600)?`,
    ignore: (entry: string, path: string) => `Add ${entry} to ${path}, so that git leaves the key out?`,
    region: (url: string, path: string) => `Write OPENAI_BASE_URL=${url} to ${path}?`,
    replace: (path: string) => `Enter another key in place of the failing one in ${path}?`,
  },
  fixed: {
    bom: (path: string) => `${path} begins with its first character now.`,
    duplicates: (path: string) => `${path} has one assignment of the key.`,
    mode: (path: string) => `${path} can be read by you only.`,
    ignore: (path: string) => `${path} has the entry.`,
    region: (path: string) => `${path} names the regional address.`,
  },
  notFixed: (path: string) => `${path} could not be changed. It is as it was.`,
  fixAgain: 'Verifying again',

  watching: (seconds: number) => `Enter tries again at once, Ctrl-C ends it. Next try in ${seconds} s.`,
  trying: (round: number) => `Try ${round}`,
};

export type VerifyWords = typeof verify;
export default verify;
