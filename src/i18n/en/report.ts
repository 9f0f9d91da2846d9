import type { Spender } from '../../domain/account/spending.ts';
import type { Cause, Owner } from '../../domain/diagnosis/causes.ts';
import type { CheckId, CheckStatus, LoadDoubt, NoteFacts, NoteId } from '../../domain/diagnosis/notes.ts';
import type {
  OtherOwner,
  Resemblance,
  ShellVariableFacts,
  WarningFacts,
  WarningId,
} from '../../domain/diagnosis/warnings.ts';
import type { KeyKind } from '../../domain/keys/kinds.ts';
import type { LoadProblem } from '../../domain/loading/loaders.ts';
import type { Shown } from '../../domain/loading/place.ts';
import type { LadderStep } from '../../domain/network/ladder.ts';
import { repository } from '../../domain/repository.ts';
import { shellPath } from '../../domain/text/shell-word.ts';
import { pages } from '../cause-words.ts';
import { unusedCa } from './causes/phrases.ts';

const kinds: Record<KeyKind, string> = {
  project: 'project key',
  service_account: 'service account key',
  user: 'user key (older format)',
  admin: 'admin key',
  unknown: 'unusual format',
};

const checkNames: Record<CheckId, string> = {
  source: 'where the key comes from',
  load: 'what the program gets',
  format: 'key format',
  file: 'the env file',
  git: 'git',
  exposure: 'published variables',
  endpoint: 'base URL',
  network: 'network',
  auth: 'key accepted',
  model: 'model',
  live: 'test call',
};

/** A text about each note, or warning, from its own facts: one without words does not compile. */
type NoteTexts = { readonly [N in NoteId]: (facts: Shown<NoteFacts[N]>) => string };
type WarningTexts = { readonly [W in WarningId]: (facts: Shown<WarningFacts[W]>) => string };

/** How to be rid of a shell variable. */
const removal = ({ remove, removeForGood, setAt }: Shown<ShellVariableFacts>): string => {
  if (remove === undefined) return '';
  const forGood =
    setAt !== undefined
      ? `; and delete it from ${setAt.path}, line ${setAt.line}`
      : removeForGood !== undefined
        ? `; permanently: ${removeForGood}`
        : '';
  return ` To use the key in the file: ${remove}${forGood}`;
};

/** Whose keys look like this one. */
const likeness = (resembles: readonly Resemblance[] | undefined = []): string => {
  const named = resembles.map(({ name, baseURL }) =>
    baseURL === null
      ? 'a relay (set OPENAI_BASE_URL to its address)'
      : `${name} (OPENAI_BASE_URL=${baseURL})`,
  );
  const [last = '', ...others] = named.reverse();
  if (last === '') return '';
  return `; it looks like a key of ${others.length > 0 ? `${others.reverse().join(', ')} or ` : ''}${last}`;
};

/** Whether two keys that disagree have one owner, where that is known. */
const owners = (owner: OtherOwner | undefined): string => {
  switch (owner?.is) {
    case undefined:
      return '';
    case 'refused':
      return ' The API does not accept the other key.';
    case 'same':
      return ` Both keys belong to the same organization (${owner.organization}).`;
    case 'another':
      return ` They belong to different organizations: this one to ${owner.organization}, the other to ${owner.other}.`;
  }
};

const ways: Readonly<Record<LadderStep['way'], string>> = { direct: 'direct', proxy: 'through the proxy' };
const rungs: Readonly<Record<LadderStep['rung'], string>> = {
  dns: 'address of',
  tcp: 'connection to',
  connect: 'CONNECT at',
  tls: 'TLS with',
  http: 'HTTP answer of',
};

const problems: Readonly<Record<LoadProblem, string>> = {
  file_refused: 'refuses the whole file',
  bom_hides_name: 'does not find the name after the byte order mark',
  colon_form: 'does not understand NAME: value',
  spaces_around_equals: 'does not accept spaces around =',
  line_without_equals_before: 'misses the name after a line without =',
  name_not_read: 'does not find the name',
  duplicate_first_wins: 'uses the first of several',
  quotes_kept: 'keeps the quotes as part of the key',
  comment_kept: 'keeps the comment as part of the key',
  blanks_kept: 'keeps the spaces after the key',
  carriage_return_kept: 'keeps the carriage return as part of the key',
  other_value: 'reads another value',
};

/** Why nobody can tell what a loader gives. */
const doubts: Readonly<Record<LoadDoubt, (facts: { loader: string; path: string }) => string>> = {
  endless_reference: () => 'a variable refers to itself',
  versions_differ: ({ loader }) => `different versions of ${loader} read these files differently`,
  not_modelled: ({ loader }) => `openai-setup does not know how ${loader} reads these files`,
  configuration: ({ path }) => `${path} decides which files are read, and would have to be executed`,
  broken_manifest: ({ path }) => `${path} is not valid JSON, so nothing tells how the program is started`,
  by_program: () => 'nothing was found here that loads env files; the program has to do it itself',
  programs_differ: ({ path }) => `${path} starts several programs that do not all get the same key`,
};

/** ` (line 3: it does not know NAME: value)`. */
const reason = ({ problem, line }: { readonly problem: LoadProblem; readonly line: number }): string =>
  ` (${line > 0 ? `line ${line}: ` : ''}it ${problems[problem]})`;

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
  kinds,
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
  spending: {
    of: { organization: 'the organization', project: 'the project' } satisfies Record<Spender, string>,
    limit: (of: string, amount: string, enforced: boolean | null) =>
      `spend limit of ${of}: $${amount} per month${enforced === null ? '' : enforced ? ', enforced' : ', not enforced'} (admin API)`,
    noLimit: (of: string) => `spend limit of ${of}: none (admin API); set one on ${pages.limits}`,
    unknownLimit: (of: string) => `spend limit of ${of}: not given by the admin API; see ${pages.limits}`,
    alerts: (of: string, amounts: readonly string[]) =>
      `spend alerts of ${of}: at ${amounts.map((one) => `$${one}`).join(', ')} per month (admin API)`,
    noAlerts: (of: string) => `spend alerts of ${of}: none (admin API); set one on ${pages.limits}`,
    unknownAlerts: (of: string) => `spend alerts of ${of}: not given by the admin API; see ${pages.limits}`,
    elsewhere: (organization: string) =>
      `spend limit: OPENAI_ADMIN_KEY belongs to another organization (${organization}); see ${pages.limits}`,
    refused: (said: string) => `spend limit: not given by the admin API (${said}); see ${pages.limits}`,
    unseen: `spend limit: an API key cannot see it; set it on ${pages.limits}, or set OPENAI_ADMIN_KEY to see it here`,
  },
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
    `${path} sends the key to ${host}, which is not OpenAI. Send it there?`,
  notes: {
    source_environment: ({ name }) => `the shell variable ${name}`,
    source_file: ({ path, line }) => `${path}, line ${line}`,
    source_stdin: () => 'standard input',
    source_prompt: () => 'your input',
    source_none: () => 'no key found in this folder',
    source_parent: ({ path }) => `not in this folder, but in ${path}`,
    source_replaced: ({ name }) =>
      `but the Authorization header in ${name} replaces the key in calls of the SDK; it was not sent here`,
    load_file: ({ loader, path }) => `${loader} loads this key from ${path}`,
    load_shell: ({ loader }) => `${loader} keeps the key from the shell`,
    load_unknown: ({ loader, reason, path }) => `unknown: ${doubts[reason]({ loader, path: path ?? '' })}`,
    load_named: () => 'skipped: the key was given, not found in the project',
    load_production_inlined: ({ loader }) =>
      `in production ${loader} reads no env file: import.meta.env has what the build put there, everything else needs the variable`,
    load_production_called: ({ loader }) =>
      `what ${loader} builds has no key; a server beside it reads these files only where it calls loadEnv`,
    load_production_none: ({ loader }) =>
      `${loader} reads no env file in production: set the variable where the program runs`,
    format_kind: ({ kind, length }) => `${kinds[kind]}, ${length} characters`,
    format_forced: ({ length }) => `${length} characters, not in the format of a key; tried anyway (--force)`,
    file_none: () => 'no env file is involved',
    file_leftover: ({ path }) =>
      `removed a copy of ${path} that a killed run had left behind; git could not stage it`,
    file_fine: ({ path }) => `${path} was read`,
    git_ignored: ({ path }) => `${path} is ignored by git`,
    git_none: () => 'not a git repository',
    git_unavailable: ({ detail }) => `could not run git${detail ? `: ${detail}` : ''}`,
    exposure_none: () => 'not in any variable that a bundler publishes',
    endpoint_default: () => 'https://api.openai.com/v1',
    endpoint_custom: ({ baseURL }) => `${baseURL}`,
    network_answered: ({ ms }) => `the host responded in ${ms} ms`,
    network_proxy: ({ proxy }) => `the host responded through the proxy ${proxy}`,
    network_extra_ca: (f) => `${unusedCa(f)}: Node ignores it`,
    network_rung: ({ way, rung, family, target, ok, timedOut, code, status, certificate, ms }) => {
      const detail = [
        timedOut ? 'no response' : code,
        status && `status ${status}`,
        certificate && `certificate issued by ${certificate.issuer}`,
      ].filter(Boolean);
      const said = detail.length > 0 ? ` (${detail.join(', ')})` : '';
      return `${ways[way]}: ${rungs[rung]} ${target}${family !== null && !target.includes(':') ? ` (IPv${family})` : ''}: ${ok ? 'ok' : 'failed'}${said}, ${ms} ms`;
    },
    auth_accepted: ({ count }) => `accepted; ${count === 1 ? '1 model' : `${count} models`} listed`,
    auth_listed: ({ count }) =>
      `${count === 1 ? '1 model' : `${count} models`} listed; many servers list them for any key, so this proves nothing about yours`,
    auth_cannot_list: () => 'this key cannot list models; the test call will show whether it works',
    auth_not_judged: () => 'this server has no model list; the test call will show whether the key works',
    model_listed: ({ model }) => `this key can use ${model}`,
    model_not_listed: ({ model }) => `${model} is not in the list; the test call will show whether it works`,
    model_unknown: ({ model }) => `${model} will be tried`,
    live_passed: ({ model, ms }) => `${model} replied in ${ms} ms`,
    live_disguised: ({ model }) => `${model} reached the token limit, which shows that everything works`,
    parameter_dropped: ({ parameter }) => `the server does not support ${parameter}; called again without it`,
    skipped_after: ({ check }) => `skipped, because "${checkNames[check]}" failed`,
    skipped_offline: () => 'skipped (--offline)',
    skipped_no_file: () => 'skipped: the key does not come from a file',
    says_finding: () => 'see the verdict',
  } satisfies NoteTexts as NoteTexts,
  warnings: {
    shadowed_by_environment: ({ name, path, line, masked, otherMasked, empty, owner, ...shell }) =>
      (empty
        ? `The shell variable ${name} is set but empty, and hides ${path}, line ${line} (${otherMasked}) from most loaders.`
        : `The shell variable ${name} (${masked}) overrides ${path}, line ${line} (${otherMasked}): programs started here use the key from the shell.`) +
      owners(owner) +
      removal(shell),
    sources_disagree: ({ path, otherPath, line, cutOff, owner }) =>
      cutOff
        ? `A rotation was interrupted: ${path} has the new key, but ${otherPath}, line ${line}, still has the old one. To finish it or undo it: openai-setup rotate`
        : `${otherPath}, line ${line}, has another key; the one in ${path} is used.${owners(owner)}`,
    production_differs: ({ loader, path, what }) => {
      switch (what) {
        case 'another':
          return `In production ${loader} loads another key${path === null ? '' : `, from ${path}`}.`;
        case 'none':
          return `In production ${loader} loads no key${path === null ? '' : `: ${path} takes precedence and has no usable key`}.`;
      }
    },
    duplicate_assignment: ({ path, lines }) =>
      `${path} sets OPENAI_API_KEY more than once (lines ${lines}); most loaders use the last, some the first.`,
    env_file_bom: ({ path }) =>
      `${path} starts with a byte order mark; many loaders cannot read the name on its first line.`,
    env_file_permissions: ({ path, mode }) =>
      `Other users of this machine can read ${path} (mode ${mode}). Run: chmod 600 ${shellPath(path)}`,
    not_loadable_by_node: ({ path, ...why }) =>
      `node --env-file cannot read this key from ${path} as it is written${reason(why)}; dotenv can.`,
    not_loadable_by_docker: ({ path, ...why }) =>
      `docker cannot read this key from ${path} as it is written${reason(why)}.`,
    not_ignored: ({ path, ...how }) => {
      switch (how.by) {
        case 'docker':
          return `${how.dockerfile} copies ${path} into the image, where anyone who has the image can read the key. Add ${path} to .dockerignore.`;
        case 'npm':
          return `npm publish would send ${path} to the registry. Add it to .npmignore, or list what to publish under "files" in package.json.`;
        case 'user':
          return `${path} is ignored only by a rule on this machine; the project's .gitignore does not list it.`;
        case 'nobody':
          return `${path} is not ignored by git: the next "git add ." would add the key.`;
      }
    },
    tracked_by_git: ({ path }) =>
      `${path} is tracked by git. Run: git rm --cached ${shellPath(path)}. A key that was pushed must be replaced.`,
    was_committed: ({ path }) =>
      `${path} was committed before. Anyone with the repository can read the keys in its history: replace them.`,
    published_to_browser: ({ name, at }) =>
      `${name}${at ? ` (${at.path}, line ${at.line})` : ''} is published to every visitor by the bundler. Keys belong in variables without that prefix.`,
    unusual_shape: (f) => {
      const told = (why: string) =>
        `The key has an unusual format: ${why}. It may still be valid; the API decides.`;
      switch (f.reason) {
        case 'length':
          return told(`${f.length} characters instead of the usual ${f.expected}`);
        case 'marker':
          return told(`it lacks the part in the middle that OpenAI keys have${likeness(f.resembles)}`);
        case 'prefix':
          return told(`no OpenAI key starts like this${likeness(f.resembles)}`);
      }
    },
    looks_truncated: ({ length, expected }) =>
      `The key looks truncated: ${length} characters instead of the usual ${expected}.`,
    custom_endpoint: ({ host }) => `Calls go to ${host}, not to OpenAI.`,
    model_retires_soon: ({ model, date }) => `${model} ends on ${date}.`,
    key_expires_soon: ({ date, days }) =>
      `The key expires on ${date}${days < 1 ? ', within a day' : `, in ${days} ${days === 1 ? 'day' : 'days'}`}. To replace it: openai-setup rotate`,
    cannot_list_models: () => 'This key cannot list models. It may still work.',
    proxy_needed_by_program: ({ proxy, needs, node, command = '' }) => {
      const reached = `The API was reached through the proxy ${proxy}.`;
      const before = command === '' ? '' : ` Before it starts, run: ${command}`;
      if (node === undefined)
        return `${reached} By default Node's fetch ignores proxy variables: set NODE_USE_ENV_PROXY=1 for your program (Node 22.21+ or 24+), or give the SDK a proxy agent.`;
      switch (needs) {
        case 'agent':
          return `${reached} The fetch of Node ${node} ignores proxy variables. Your program needs: npm install undici@7, then import { EnvHttpProxyAgent, fetch } from 'undici', and new OpenAI({ fetch, fetchOptions: { dispatcher: new EnvHttpProxyAgent() } }). With Node 22.21+ or 24+, NODE_USE_ENV_PROXY=1 is enough.${before}`;
        case 'variable':
          return `${reached} By default Node's fetch ignores proxy variables.${before}`;
        case undefined:
          return `${reached} Your program cannot use the variable as it is written.${before}`;
      }
    },
    empty_reply: ({ model }) => `${model} sent an empty reply. The key works.`,
  } satisfies WarningTexts as WarningTexts,
};

export type ReportWords = typeof report;
export default report;
