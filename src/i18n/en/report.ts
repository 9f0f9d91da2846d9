import type { Spender } from '../../domain/account/spending.ts';
import type { Owner } from '../../domain/diagnosis/causes.ts';
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
import { shellPath } from '../../domain/text/shell-word.ts';
import { pages } from '../cause-words.ts';
import { unusedCa } from './causes/phrases.ts';

const kinds: Record<KeyKind, string> = {
  project: 'project key',
  service_account: 'service account key',
  user: 'user key (older form)',
  admin: 'admin key',
  unknown: 'unusual shape',
};

const checkNames: Record<CheckId, string> = {
  source: 'where the key comes from',
  load: 'what the program gets',
  format: 'shape of the key',
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
      ? `; and take it out of ${setAt.path}, line ${setAt.line}`
      : removeForGood !== undefined
        ? `; and for good: ${removeForGood}`
        : '';
  return ` To use the file's: ${remove}${forGood}`;
};

/** Whose keys look like this one. */
const likeness = (resembles: readonly Resemblance[] | undefined = []): string => {
  const named = resembles.map(({ name, baseURL }) =>
    baseURL === null
      ? 'a relay (OPENAI_BASE_URL is its own address)'
      : `${name} (OPENAI_BASE_URL=${baseURL})`,
  );
  const [last = '', ...others] = named.reverse();
  if (last === '') return '';
  return `; it looks like a key of ${others.length > 0 ? `${others.reverse().join(', ')} or ` : ''}${last}`;
};

/** Whether two keys that disagree have one owner, where that is known. */
const owners = (owner: OtherOwner | undefined): string => {
  if (owner === undefined) return '';
  if (owner.is === 'refused') return ' The API does not accept the other key.';
  return owner.is === 'same'
    ? ` Both keys belong to the same organization (${owner.organization}).`
    : ` They belong to different organizations: this one to ${owner.organization}, the other to ${owner.other}.`;
};

const rungs: Readonly<Record<LadderStep['rung'], string>> = {
  dns: 'address of',
  tcp: 'connection to',
  connect: 'CONNECT at',
  tls: 'TLS with',
  http: 'HTTP answer of',
};

const problems: Readonly<Record<LoadProblem, string>> = {
  file_refused: 'refuses the whole file',
  bom_hides_name: 'does not find the name behind the byte order mark',
  colon_form: 'does not know NAME: value',
  spaces_around_equals: 'stumbles over the blanks around =',
  line_without_equals_before: 'loses the name after a line without =',
  name_not_read: 'does not find the name',
  duplicate_first_wins: 'takes the first of several',
  quotes_kept: 'keeps the quotes as part of the key',
  comment_kept: 'keeps the comment as part of the key',
  blanks_kept: 'keeps blanks after the key',
  carriage_return_kept: 'keeps the carriage return as part of the key',
  other_value: 'reads another value',
};

/** Why nobody can tell what a loader gives. */
const doubts: Readonly<Record<LoadDoubt, (facts: { loader: string; path: string }) => string>> = {
  endless_reference: () => 'a variable refers to itself',
  versions_differ: ({ loader }) => `the versions of ${loader} read these files differently`,
  not_modelled: ({ loader }) => `how ${loader} reads these files is not known here`,
  configuration: ({ path }) => `${path} decides which files are read, and would have to be run`,
  by_program: () => 'nothing here shows what loads env files; the program has to do it itself',
};

/** ` (line 3: it does not know NAME: value)`. */
const reason = ({ problem, line }: { readonly problem: LoadProblem; readonly line: number }): string =>
  ` (${line > 0 ? `line ${line}: ` : ''}it ${problems[problem]})`;

/** Everything that a verdict is told with, apart from the causes themselves. */
const report = {
  works: 'The key works.',
  worksFor: (path: string) => `The key in ${path} works.`,
  localFine: 'Local checks passed; nothing was sent (--offline).',
  strict: 'The key works, but there are warnings, and --strict makes them fail.',
  whatToDo: 'What to do:',
  saidByApi: (status: number, code: string) => `the API answered ${status}${code}`,
  saidInBetween: (status: number) => `what came back (${status}) is not the API's`,
  saidLocally: 'found on this machine; no request was sent',
  saidByConnection: 'the call failed before any answer came',
  owners: {
    key: 'the key',
    account: 'your account',
    model: 'the model or the request',
    files: 'the files on this machine',
    network: 'the network between here and the API',
    endpoint: 'the base URL',
    service: 'the service itself',
    unknown: 'not known',
  } satisfies Record<Owner, string>,
  inWhoseHands: (owner: string, known: string) => `In whose hands: ${owner}. How this is known: ${known}.`,
  comma: ', ',
  region: (region: string) => `region ${region}`,
  /** Numbers with their separators; null where one is not known. */
  pace: (requests: string | null, tokens: string | null) => {
    const known = [requests && `${requests} requests`, tokens && `${tokens} tokens`].filter(Boolean);
    return known.length === 0 ? '' : `${known.join(' and ')} a minute`;
  },
  labels: {
    key: 'key',
    source: 'from',
    others: 'also in',
    endpoint: 'sent to',
    reply: 'reply',
    model: 'model',
    tokens: 'tokens',
    finish: 'ended',
    time: 'time',
    request: 'request id',
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
  tokensReasoning: (count: number) => `${count} for reasoning`,
  notReported: 'not reported by the server',
  finishReasons: {
    stop: 'by itself (stop)',
    length: 'at the token limit (length)',
    content_filter: 'cut by the content filter (content_filter)',
    tool_calls: 'with a wish to call a tool (tool_calls)',
  } as Record<string, string>,
  finishOther: (reason: string) => `for another reason (${reason})`,
  emptyReply:
    '(empty: the model spent its tokens on thinking; that proves key, credit and model all the same)',
  seconds: (seconds: string) => `${seconds} s`,
  price: (usd: string, date: string) => `about $${usd} (prices of ${date}; OpenAI's pricing page decides)`,
  priceShort: (usd: string, date: string) => `~$${usd} (prices of ${date})`,
  priceUnknown: (model: string) => `no price on file for ${model}`,
  services: {
    says: (service: string, variable: string, place: string) =>
      `There is a key of ${service} in ${variable} (${place}), which programs for OpenAI do not read.`,
    tryIt: (service: string) => `Try the key at ${service} (without “verify” the same line sets it up):`,
    tryDeployment: (service: string) =>
      `Try the key at ${service}, with --model and the name of your deployment (without “verify” the same line sets it up):`,
    needsAddress: (service: string, variable: string) =>
      `${service} has an address of your own: set ${variable} where the key stands, then run openai-setup verify again`,
  },
  spending: {
    of: { organization: 'the organization', project: 'the project' } satisfies Record<Spender, string>,
    limit: (of: string, amount: string, enforced: boolean | null) =>
      `spend limit of ${of}: $${amount} a month${enforced === null ? '' : enforced ? ', enforced' : ', not enforced'} (admin API)`,
    noLimit: (of: string) => `spend limit of ${of}: none (admin API); set one on ${pages.limits}`,
    unknownLimit: (of: string) =>
      `spend limit of ${of}: the admin API did not tell it; look on ${pages.limits}`,
    alerts: (of: string, amounts: readonly string[]) =>
      `spend alerts of ${of}: at ${amounts.map((one) => `$${one}`).join(', ')} a month (admin API)`,
    noAlerts: (of: string) => `spend alerts of ${of}: none (admin API); set one on ${pages.limits}`,
    unknownAlerts: (of: string) =>
      `spend alerts of ${of}: the admin API did not tell them; look on ${pages.limits}`,
    elsewhere: (organization: string) =>
      `spend limit: OPENAI_ADMIN_KEY manages another organization (${organization}); look on ${pages.limits}`,
    refused: (said: string) =>
      `spend limit: the admin API did not tell it (${said}); look on ${pages.limits}`,
    unseen: `spend limit: cannot be seen with an API key; set it on ${pages.limits}, or have it told here with OPENAI_ADMIN_KEY in the environment`,
  },
  warningsTitle: 'Worth knowing',
  checkNames,
  status: { pass: 'ok', warn: 'ok, but', fail: 'failed', skip: 'skipped' } satisfies Record<
    CheckStatus,
    string
  >,
  /** Why a loader does not read the key. */
  problems,
  waiting: (title: string, seconds: number) => `${title}. Trying again in ${seconds} s`,
  asking: 'Asking the API',
  trustBaseUrl: (host: string, path: string) =>
    `${path} sends the key to ${host}, which is not OpenAI. Send it there?`,
  notes: {
    source_environment: ({ name }) => `the shell variable ${name}`,
    source_file: ({ path, line }) => `${path}, line ${line}`,
    source_stdin: () => 'standard input',
    source_prompt: () => 'your input',
    source_none: () => 'no place in this folder has a key',
    source_parent: ({ path }) => `not in this folder, but in ${path}`,
    source_replaced: ({ name }) =>
      `but the Authorization header in ${name} replaces the key in calls of the SDK; it was left out here`,
    load_file: ({ loader, path }) => `${loader} gives this key, from ${path}`,
    load_shell: ({ loader }) => `${loader} leaves the shell's key as it is`,
    load_unknown: ({ loader, reason, path }) =>
      `cannot be told: ${doubts[reason]({ loader, path: path ?? '' })}`,
    load_named: () => 'not asked: the key was named, not looked for',
    load_production_inlined: ({ loader }) =>
      `in production ${loader} reads no env file: import.meta.env is what the build wrote out, all else wants the variable`,
    load_production_none: ({ loader }) =>
      `${loader} reads no env file in production: set the variable where the program runs`,
    format_kind: ({ kind, length }) => `${kinds[kind]}, ${length} characters`,
    file_none: () => 'no env file is involved',
    file_leftover: ({ path }) =>
      `removed a copy of ${path} that a killed run had left; git could not stage it`,
    file_fine: ({ path }) => `${path} was read`,
    git_ignored: ({ path }) => `${path} is ignored by git`,
    git_none: () => 'not a git repository',
    git_unavailable: ({ detail }) => `git could not be asked${detail ? `: ${detail}` : ''}`,
    exposure_none: () => 'in no variable that a bundler publishes',
    endpoint_default: () => 'https://api.openai.com/v1',
    endpoint_custom: ({ baseURL }) => `${baseURL}`,
    network_answered: ({ ms }) => `the host answered in ${ms} ms`,
    network_proxy: ({ proxy }) => `the host answered through the proxy ${proxy}`,
    network_extra_ca: (f) => `${unusedCa(f)}: Node ignores it`,
    network_rung: ({ way, rung, family, target, ok, timedOut, code, status, certificate, ms }) => {
      const detail = [
        timedOut ? 'nothing came' : code,
        status && `status ${status}`,
        certificate && `certificate issued by ${certificate.issuer}`,
      ].filter(Boolean);
      const said = detail.length > 0 ? ` (${detail.join(', ')})` : '';
      return `${way === 'proxy' ? 'through the proxy' : 'direct'}: ${rungs[rung]} ${target}${family !== null && !target.includes(':') ? ` (IPv${family})` : ''}: ${ok ? 'yes' : 'no'}${said}, ${ms} ms`;
    },
    auth_accepted: ({ count }) => `accepted; ${count} models listed`,
    auth_cannot_list: () => 'this key may not list models; the test call decides',
    auth_not_judged: () => 'this server has no model list; the test call decides',
    model_listed: ({ model }) => `${model} is there for this key`,
    model_not_listed: ({ model }) => `${model} is not in the list; the test call decides`,
    model_unknown: ({ model }) => `${model} will be tried`,
    live_passed: ({ model, ms }) => `${model} answered in ${ms} ms`,
    live_disguised: ({ model }) => `${model} hit the token limit, which proves that everything works`,
    parameter_dropped: ({ parameter }) => `the server does not know ${parameter}; called again without it`,
    skipped_after: ({ check }) => `not asked, because "${checkNames[check]}" failed`,
    skipped_offline: () => 'not asked (--offline)',
    skipped_no_file: () => 'not asked: the key comes from no file',
    says_finding: () => 'see the verdict',
  } satisfies NoteTexts as NoteTexts,
  warnings: {
    shadowed_by_environment: ({ name, path, line, masked, otherMasked, empty, owner, ...shell }) =>
      (empty
        ? `The shell variable ${name} is set but empty, and hides ${path}, line ${line} (${otherMasked}) from most loaders.`
        : `The shell variable ${name} (${masked}) wins over ${path}, line ${line} (${otherMasked}): programs started here use the shell's key.`) +
      owners(owner) +
      removal(shell),
    sources_disagree: ({ path, otherPath, line, cutOff, owner }) =>
      cutOff
        ? `A rotation was cut off: ${path} has the new key, and ${otherPath}, line ${line}, still the old one. To finish it, or take it back: openai-setup rotate`
        : `${otherPath}, line ${line}, holds another key; ${path} is the one that counts.${owners(owner)}`,
    production_differs: ({ loader, path, what }) =>
      what === 'another'
        ? `In production ${loader} gives another key${path === null ? '' : `, from ${path}`}.`
        : `In production ${loader} gives no key${path === null ? '' : `: ${path} has none that can be one, and wins there`}.`,
    duplicate_assignment: ({ path, lines }) =>
      `${path} sets OPENAI_API_KEY more than once (lines ${lines}); some loaders take the first, most the last.`,
    env_file_bom: ({ path }) =>
      `${path} begins with a byte order mark; many loaders cannot read the name on its first line.`,
    env_file_permissions: ({ path, mode }) =>
      `Other users of this machine can read ${path} (mode ${mode}). Run: chmod 600 ${path}`,
    not_loadable_by_node: ({ path, ...why }) =>
      `node --env-file would not read this key from ${path} as it stands${reason(why)}; dotenv does.`,
    not_loadable_by_docker: ({ path, ...why }) =>
      `docker would not read this key from ${path} as it stands${reason(why)}.`,
    not_ignored: ({ path, ...how }) => {
      if (how.by === 'docker')
        return `${how.dockerfile} copies ${path} into the image, for everyone who gets it. Add ${path} to .dockerignore.`;
      if (how.by === 'npm')
        return `npm publish would send ${path} to the registry. Add it to .npmignore, or list what to send under "files" in package.json.`;
      return how.by === 'user'
        ? `${path} is ignored only by a rule of your own machine; the project's .gitignore does not have it.`
        : `${path} is not ignored by git: the next "git add ." takes the key along.`;
    },
    tracked_by_git: ({ path }) =>
      `${path} is tracked by git. Run: git rm --cached ${shellPath(path)}. A key that was pushed must be replaced.`,
    was_committed: ({ path }) =>
      `${path} was committed before. Keys in the history are public to all who have the repository: replace them.`,
    published_to_browser: ({ name, at }) =>
      `${name}${at ? ` (${at.path}, line ${at.line})` : ''} is published to every visitor by the bundler. Keys belong in variables without that prefix.`,
    unusual_shape: (f) => {
      const told = (why: string) =>
        `The key has an unusual shape: ${why}. That may be right; the API decides.`;
      if (f.reason === 'length') return told(`${f.length} characters, where ${f.expected} are usual`);
      const like = likeness(f.resembles);
      return f.reason === 'marker'
        ? told(`it lacks the part in the middle that keys of OpenAI have${like}`)
        : told(`no key of OpenAI begins like this${like}`);
    },
    looks_truncated: ({ length, expected }) =>
      `The key looks cut: ${length} characters, where ${expected} are usual.`,
    custom_endpoint: ({ host }) => `Calls go to ${host}, not to OpenAI.`,
    model_retires_soon: ({ model, date }) => `${model} ends on ${date}.`,
    key_expires_soon: ({ date, days }) =>
      `The key expires on ${date}${days < 1 ? ', within a day' : `, in ${days} ${days === 1 ? 'day' : 'days'}`}. To replace it: openai-setup rotate`,
    cannot_list_models: () => 'This key may not list models. It can still work.',
    proxy_needed_by_program: ({ proxy, needs, node, command = '' }) => {
      const reached = `The API was reached through the proxy ${proxy}.`;
      const before = command === '' ? '' : ` Before it starts, run: ${command}`;
      if (node === undefined)
        return `${reached} Node's own fetch ignores proxy variables: start your program with NODE_USE_ENV_PROXY=1 (Node 22.21 or 24 and newer), or give the SDK an agent.`;
      if (needs === 'agent')
        return `${reached} The fetch of Node ${node} ignores proxy variables. Your program needs: npm install undici@7, then import { EnvHttpProxyAgent, fetch } from 'undici', and new OpenAI({ fetch, fetchOptions: { dispatcher: new EnvHttpProxyAgent() } }). From Node 22.21 or 24 on, NODE_USE_ENV_PROXY=1 does instead.${before}`;
      return needs === 'variable'
        ? `${reached} Node's own fetch ignores proxy variables until it is told to use them.${before}`
        : `${reached} Your program does not take the variable as it stands.${before}`;
    },
    empty_reply: ({ model }) => `${model} answered with an empty text. The key works all the same.`,
  } satisfies WarningTexts as WarningTexts,
};

export type ReportWords = typeof report;
export default report;
