import type { CauseFacts } from '../../src/domain/diagnosis/cause-facts.ts';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';
import { type CallFacts, type Finding, findingOf, localFinding } from '../../src/domain/diagnosis/finding.ts';
import { inFolder } from './show.ts';

/** `only`: the story that has no reason of its own. */
type ReasonOf<F> = F extends { readonly reason: infer Reason extends string } ? Reason : 'only';

/** Facts for every cause and every reason of it: one that is missing here does not compile. */
type Samples = {
  readonly [C in Cause]: {
    readonly [R in ReasonOf<CauseFacts[C]>]: FactsFor<CauseFacts[C], R>;
  };
};

/** What is known beside the reason. */
type FactsFor<F, R> = F extends { readonly reason: infer Some }
  ? R extends Some
    ? Omit<F, 'reason'>
    : never
  : Omit<F, 'reason'>;

const none = { only: {} };
const file = { path: inFolder('.env') };
const fault = { ...file, code: 'EACCES' };
const model = { only: { model: 'gpt-9' } };
const origin = { ...file, line: 3 };
const variable = { name: 'OPENAI_BASE_URL' };
const given = { address: 'relay.example', suggestion: 'https://relay.example/v1', ...origin };
const damaged = { position: 4, character: 'U+201C' };
const certificate = {
  issuer: 'Corp Root',
  altNames: 'DNS:other.example',
  validFrom: '2026-01-01',
  validTo: '2026-02-01',
};
const limit = { model: 'gpt-9', limitKind: 'RPM' } as const;
const untrusted = { host: 'relay.example', baseURL: 'https://relay.example/v1' };

export const samples: Samples = {
  key_missing: {
    nowhere: {},
    empty: {},
    not_in_file: file,
    in_parent_folder: { path: { absolute: '/.env' } },
    hidden: { path: inFolder('.env.local'), line: 2, hides: { ...file, line: 3 } },
    hidden_by_shell: { hides: { ...file, line: 3 }, remove: 'unset OPENAI_API_KEY' },
    elsewhere: { ...file, line: 3, form: 'other_name', name: 'OPENAI_KEY' },
    other_variable: { name: 'OPENAI_KEY' },
    published: { name: 'VITE_OPENAI_API_KEY', at: { ...file, line: 3 } },
    not_loaded: { ...file, line: 0, loader: 'Next.js' },
  },
  key_placeholder: { only: file },
  key_reference: {
    variable: { store: 'TEAM_KEY', ...origin, known: 'nowhere' },
    command: { ...origin, check: '(set -a; . FILE; openai-setup verify)' },
    store: { store: '1Password', ...origin, check: 'op run --env-file=FILE -- openai-setup verify' },
    file: { store: '/run/secrets/key', ...origin },
    encrypted: { store: 'dotenvx', ...origin, check: 'npx dotenvx run -- openai-setup verify' },
    template: { ...origin },
  },
  key_masked: none,
  key_damaged: {
    quotes: damaged,
    bearer: damaged,
    assignment: damaged,
    doubled: damaged,
    several: damaged,
    whitespace: damaged,
    control: damaged,
    invisible: damaged,
    non_ascii: damaged,
    characters: damaged,
    unsendable: {},
  },
  key_wrong_kind: {
    admin: { variable: 'OPENAI_ADMIN_KEY' },
    organization_id: { variable: 'OPENAI_ORG_ID' },
    project_id: { variable: 'OPENAI_PROJECT_ID' },
    session: {},
    ephemeral: {},
    jwt: {},
    object_id: {},
    address: {},
    webhook_secret: {},
  },
  key_other_vendor: {
    only: { vendor: 'Groq', variable: 'GROQ_API_KEY', vendorURL: 'https://api.groq.example/v1' },
  },
  key_expired: { key: {}, sign_in: {}, age: {} },
  key_rejected: { only: { receivedLength: 51 } },
  key_type_not_allowed: { ...none, client: {}, server_keys_off: {} },
  key_missing_scope: { only: { missingScopes: 'model.request' } },
  account_deactivated: none,
  organization_mismatch: { another: {}, unsendable: {} },
  organization_required: none,
  organization_unverified: { ...model, identity: model.only },
  project_mismatch: { another: {}, unsendable: {} },
  project_archived: none,
  ip_not_allowed: none,
  region_unsupported: none,
  billing_no_credit: { ...none, upstream: {} },
  billing_spend_limit: { project: {}, organization: {}, gateway: {} },
  billing_usage_limit: { ...none, weekly: {} },
  billing_inactive: none,
  model_not_found: model,
  model_no_access: { ...model, plan: model.only, privacy: model.only, guardrail: model.only },
  model_retired: { only: { model: 'gpt-9', replacement: 'gpt-10' } },
  model_wrong_endpoint: model,
  request_too_large: { only: limit },
  request_rejected: {
    only: { parameter: 'max_tokens', supportedValues: 'low, high', minimum: 16 },
    prompt_flagged: {},
  },
  rate_limited: { only: { ...limit, rayId: '8d49' } },
  rate_limited_daily: { only: limit },
  network_dns: none,
  network_refused: { only: { port: 443 } },
  network_unreachable: { ...none, behind_proxy: { proxyStatus: 502 } },
  network_reset: none,
  network_timeout: none,
  network_tls_untrusted: {
    only: certificate,
    client_certificate: { atProxy: true },
  },
  network_tls_clock: { only: { ...certificate, localTime: '2026-11-21T10:00:00Z' } },
  network_tls_host: { only: certificate },
  network_not_tls: { plain_to_tls: {}, plain_proxy: {}, other_protocol: {}, refused: {} },
  network_proxy_auth: { only: { proxyStatus: 401, schemes: 'NTLM' } },
  network_proxy_refused: {
    only: { proxyStatus: 403 },
    no_tunnel: { proxyStatus: 405 },
    sign_in: { proxyStatus: 511 },
    page: { proxyStatus: 200 },
  },
  network_proxy_unreachable: { address: {}, no_answer: {}, silent: {}, no_proxy: {} },
  network_intercepted: {
    header_lost: {},
    empty: {},
    page: { product: 'Squid', location: 'https://elsewhere.example/' },
  },
  network_blocked: { only: { rayId: '8d49' }, words: { rayId: '8d49' } },
  service_error: { ...none, relay_key: {}, model_crashed: {} },
  service_overloaded: none,
  base_url_invalid: {
    placeholder: given,
    key: origin,
    quotes: given,
    characters: given,
    no_scheme: given,
    scheme: given,
    host: given,
    credentials: given,
    query: given,
    port: { ...given, path: undefined, line: undefined, ...variable },
  },
  base_url_wrong_path: {
    endpoint_path: given,
    version_path: given,
    nothing_there: { requestPath: '/chat/completions' },
  },
  base_url_redirects: { only: { location: 'https://elsewhere.example/' } },
  base_url_wrong_region: { only: { suggestedHost: 'eu.api.openai.com' } },
  base_url_untrusted: {
    project_file: { ...untrusted, ...origin },
    admin_key: { ...untrusted, ...variable },
  },
  base_url_insecure: { only: given },
  not_openai_api: { header_lost: {}, other_form: {} },
  env_file_missing: { only: file },
  env_file_unreadable: {
    directory: fault,
    dangling_link: fault,
    special_file: fault,
    too_large: fault,
    no_permission: fault,
    io_error: fault,
  },
  env_file_encoding: { utf16: file, binary: file, not_utf8: file },
  env_file_not_writable: {
    denied: fault,
    read_only: fault,
    io_error: fault,
    held: fault,
    too_many_files: fault,
    changed: file,
    busy: fault,
    no_folder: file,
    read_back: file,
    not_restored: file,
  },
  disk_full: { file },
  env_file_tracked: { tracked: file, untrack_refused: file, in_doubt: file },
  gitignore_not_writable: {
    denied: fault,
    read_only: fault,
    io_error: fault,
    no_folder: fault,
    held: fault,
    too_many_files: fault,
    busy: fault,
    disk_full: fault,
    directory: fault,
    dangling_link: fault,
    special_file: fault,
    too_large: fault,
    no_permission: fault,
    link: { path: inFolder('.gitignore') },
    utf16: { path: inFolder('.gitignore') },
    overruled: { path: inFolder('.gitignore'), envPath: file.path },
  },
  unknown: none,
};

const call: CallFacts = {
  host: 'relay.example',
  baseURL: 'https://relay.example/v1',
  model: 'gpt-9',
  organization: 'org-1',
  project: 'proj_1',
  proxy: 'http://proxy.example:8080',
  keyLength: 164,
  systemCode: 'ECONNREFUSED',
};

/** A finding that has nothing but its cause and facts, whatever test it serves. */
const plain = (cause: Cause, facts: object): Finding =>
  findingOf(cause, facts as never, localFinding('unknown'));

export interface StoryOfCause {
  readonly cause: Cause;
  readonly reason: string | null;
  /** All that may be known. */
  readonly full: Finding;
  /** Nothing but what the type demands. */
  readonly bare: Finding;
}

/** Every cause with every reason. */
export const stories: readonly StoryOfCause[] = (Object.keys(causes) as Cause[]).flatMap((cause) =>
  Object.entries<object>(samples[cause]).map(([key, sample]) => {
    const reason = key === 'only' ? null : key;
    const facts = reason === null ? sample : { reason, ...sample };
    const bare = Object.fromEntries(Object.entries(facts).filter(([name]) => isRequired(cause, name)));
    return {
      cause,
      reason,
      full: {
        ...plain(cause, facts),
        call,
        said: 'Quota gone, see https://platform.openai.com/account/billing.',
        status: 429,
        retryAfterSeconds: 1.146,
      } as Finding,
      bare: plain(cause, bare),
    };
  }),
);

/** The first story of a cause, barely told. */
export function bareFinding(cause: Cause): Finding {
  const story = stories.find((one) => one.cause === cause);
  if (!story) throw new Error(`no story of ${cause}`);
  return story.bare;
}

function isRequired(cause: Cause, name: string): boolean {
  if (name === 'path')
    return !cause.startsWith('base_url_') && !/^key_(?:placeholder|reference)$/.test(cause);
  if (cause === 'key_missing' && ['line', 'hides', 'loader', 'form', 'name'].includes(name)) return true;
  return ['reason', 'store', 'envPath', 'host', 'baseURL', 'vendor'].includes(name);
}
