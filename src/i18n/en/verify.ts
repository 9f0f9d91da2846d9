import type { OpenaiName } from '../../domain/loading/sources.ts';
import type { LadderFacts, LadderFinding } from '../../domain/network/ladder.ts';

/** What is known besides the facts of a conclusion. */
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

type LadderTexts = { readonly [F in LadderFinding]: LadderText<F> };

const withoutProxy = ({ directWorks, host, variable }: LadderAround): readonly string[] =>
  directWorks ? [`${host} responds without the proxy: remove ${variable}, or add ${host} to NO_PROXY`] : [];

/** A proxy that is there and says No was put there by somebody: going past it is theirs to allow. */
const pastProxy = ({ directWorks, host }: LadderAround): readonly string[] =>
  directWorks
    ? [
        `${host} also responds without the proxy; if the administrator of this network allows it, add ${host} to NO_PROXY`,
      ]
    : [];

/** What `verify` says besides its verdict: the network, sources, many files, `--verbose`, `--report`, `--fix`, `--watch`. */
const verify = {
  /** Between sentences. */
  blank: ' ',
  stop: '.',
  climbing: 'Locating the network fault',

  ladder: {
    proxy_excepted: {
      says: ({ host, proxy, variable }) =>
        `NO_PROXY keeps calls to ${host} away from the proxy ${proxy} (${variable}), so the proxy was not tried.`,
      remedies: ({ host }) => [`If this network needs the proxy, remove ${host} from NO_PROXY`],
    },
    proxy_of_npm: {
      says: ({ proxy, name }) =>
        `npm goes through the proxy ${proxy} (its setting ${name}), and other programs do not know about it.`,
      remedies: ({ command }) => [`Let other programs use the proxy of npm as well: ${command}`],
    },
    proxy_unreachable: {
      says: ({ target, variable }) => `Could not connect to ${target}, which is set in ${variable}.`,
      remedies: withoutProxy,
    },
    proxy_silent: { remedies: withoutProxy },
    proxy_fails: { last: pastProxy },
    proxy_wants_password: { last: pastProxy },
    proxy_refuses: { last: pastProxy },
    proxy_not_http: {
      says: ({ target }) => `Whatever listens at ${target} does not respond like an HTTP proxy.`,
      remedies: withoutProxy,
    },
    name_unknown: { says: ({ host }) => `DNS: ${host} does not exist.` },
    name_server_silent: {
      says: () => 'The DNS server itself did not respond.',
      remedies: () => ['Check whether this machine is online, and which DNS server it uses'],
    },
    refused: {},
    dropped: { says: ({ target }) => `Packets to ${target} get no response at all, as behind a firewall.` },
    unreachable: {},
    reset: {},
    ipv6_broken: {
      says: () => 'The host cannot be reached over IPv6, but it can over IPv4.',
      remedies: () => ['Turn off IPv6 on this network, or set NODE_OPTIONS=--dns-result-order=ipv4first'],
    },
    ipv4_broken: {
      says: () => 'The host cannot be reached over IPv4, but it can over IPv6.',
      remedies: () => ['Set NODE_OPTIONS=--dns-result-order=ipv6first'],
    },
    not_tls: {},
    tls_inspected: {},
    tls_untrusted: {},
    tls_host: {},
    certificate_dates: {},
    clock_wrong: { says: ({ serverDate }) => `The server's clock says ${serverDate}.` },
    login_page: { says: () => 'A web page came back, such as the sign-in page of a guest network.' },
    redirected: {},
    service_down: { says: ({ status }) => `A second try got ${status} from the host.` },
    answers: {
      says: () =>
        'A second try without a key got a response: the fault is intermittent, or affects only some calls.',
    },
  } satisfies LadderTexts as LadderTexts,

  comesFrom: (name: string, place: string) => `${name} comes from ${place}.`,
  correctIt: (name: string, place: string) => `Correct or remove ${name}: it comes from ${place}`,
  option: (flag: string) => `the option ${flag}`,

  manyTitle: (files: number, keys: number) => `${files} files, ${keys} ${keys === 1 ? 'key' : 'keys'}`,
  columns: { file: 'file', key: 'key', verdict: 'verdict' },
  good: 'works',
  goodOffline: 'not tested (--offline)',
  goodButWarned: (count: number) => `works, ${count} ${count === 1 ? 'warning' : 'warnings'}`,
  noKey: '–',
  firstStep: 'First steps',
  step: (title: string, text: string) => `${title}: ${text}`,
  perFile: 'Details for one file: openai-setup verify FILE',
  judged: (done: number, of: number) => `${done} of ${of} keys`,

  settingsTitle: 'Variables that affect calls',
  settings: {
    OPENAI_API_KEY: 'the key',
    OPENAI_BASE_URL: 'where calls go',
    OPENAI_ORG_ID: 'organization',
    OPENAI_PROJECT_ID: 'project',
    OPENAI_CUSTOM_HEADERS: 'headers added to every call',
    OPENAI_ADMIN_KEY: 'for administration, not for calls',
  } satisfies Record<OpenaiName, string>,
  notLoaded: 'not loaded here',
  empty: 'empty',
  headersFromShell: 'sent only if set in the shell, and never an Authorization header',

  answerTitle: 'The response, field by field',
  fields: {
    id: 'id of this completion, for tracing',
    object: 'type of the response',
    created: 'when it was created, in local time',
    model: 'the model that actually replied',
    index: 'index of the choice; one was requested',
    role: 'role of the message',
    content: 'the reply',
    finish: 'why the reply ended',
    prompt: 'input tokens',
    completion: 'output tokens, including hidden reasoning',
    total: 'both together; input and output are priced separately',
    cached: 'input tokens read from the cache, which are cheaper',
    reasoning: 'output tokens used for reasoning',
    request: 'identifies this call when you contact support',
    organization: 'the organization of the key',
    project: 'the project of the key',
    region: 'where the data is kept',
    requests: 'requests per minute with this model',
    tokens: 'tokens per minute with this model',
  },
  noValue: 'none',
  spendingTitle: 'Spending',
  whoseTitle: 'Owner of the key, and rate limits',
  curlTitle:
    'The same call with curl (it reads the key from the variable; --http1.1 helps behind some proxies)',
  loaderTitle: 'What each loader reads',
  loaderProblem: (loader: string, problem: string, line: number) =>
    `${loader}: ${problem}${line > 0 ? `, line ${line}` : ''}`,

  shareTitle: 'openai-setup report, safe to share: it has no key, user name, organization id or full path',
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
  shareDefault: 'default',

  /** In a run of a CI system. */
  ci: {
    withoutSecrets: {
      fork: 'Empty because this run comes from a fork, which gets no secrets: check the key in a run of the repository itself, and skip this step for forks',
      dependabot:
        'Empty because Dependabot started this run, which gets only its own secrets: add OPENAI_API_KEY under Settings > Secrets and variables > Dependabot',
      unprotected:
        'This branch or tag is not protected, so it gets no protected variables: protect it, or turn off "Protect variable" for OPENAI_API_KEY',
    },
    secret: {
      github: `Save a working key under Settings > Secrets and variables > Actions as OPENAI_API_KEY, and pass it to this step: env: { OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }} }`,
      gitlab:
        'Save a working key under Settings > CI/CD > Variables as OPENAI_API_KEY, masked, and not in .gitlab-ci.yml',
      other: 'Save a working key as a secret of your CI system, and pass it to this step as OPENAI_API_KEY',
    },
    onYourMachine: (step: string) => `On your own machine, not in CI: ${step}`,
  },

  needsTerminal: (flag: string) => `${flag} needs a terminal; leave it out here.`,
  fixTitle: 'Possible repairs',
  codeFault: (place: string) =>
    `The code has an error at ${place}. What it is and what to do: openai-setup doctor`,
  fixNothing: 'Nothing here can be repaired automatically.',
  fixes: {
    bom: (path: string) => `Remove the byte order mark from ${path}?`,
    encoding: (path: string) => `Rewrite ${path} from UTF-16 to UTF-8, which every loader reads?`,
    duplicates: (path: string, lines: string, kept: string) =>
      `Merge the assignments of OPENAI_API_KEY in ${path} (lines ${lines}) into one, with ${kept}?`,
    mode: (path: string) => `Make ${path} readable only by you (mode 600)?`,
    ignore: (entry: string, path: string) => `Add ${entry} to ${path}, so that git does not add the key?`,
    region: (url: string, path: string) => `Write OPENAI_BASE_URL=${url} to ${path}?`,
    replace: (path: string) => `Enter another key to replace the failing one in ${path}?`,
  },
  fixed: {
    bom: (path: string) => `Removed the byte order mark from ${path}.`,
    encoding: (path: string) => `Rewrote ${path} as UTF-8.`,
    duplicates: (path: string) => `Merged the assignments of the key in ${path}.`,
    mode: (path: string) => `Only you can read ${path} now.`,
    ignore: (path: string) => `Added the entry to ${path}.`,
    region: (path: string) => `Wrote the regional address to ${path}.`,
  },
  notFixed: (path: string) => `Could not change ${path}. It is as it was.`,
  fixAgain: 'Verifying again',

  watching: (seconds: number) => `Next try in ${seconds} s. Enter tries now, Ctrl-C stops.`,
  watchBegins: (seconds: number, cost: string) =>
    `Trying again every ${seconds} s until it works. ${cost} Enter tries now, Ctrl-C stops.`,
  watchCost: (usd: string) => `A failed try costs nothing, a successful one at most about $${usd}.`,
  watchCostUnknown: 'A failed try costs nothing; a successful one is a very short call.',
  watchFree: 'Nothing is sent, so a try costs nothing.',
  tried: (time: string, round: number, outcome: string) => `${time} · try ${round}: ${outcome}`,
  triedWorks: 'it works',
  causeLine: (title: string, id: string) => `${title} (${id})`,
  separator: ', ',
};

export type VerifyWords = typeof verify;
export default verify;
