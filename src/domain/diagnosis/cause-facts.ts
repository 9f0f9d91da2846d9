/**
 * What is known of each cause, beside what every finding has. `reason` says which of a cause's stories it is: a closed
 * union that both languages word, so that a reason without words does not compile. Facts never hold a secret, and a file as
 * its place: texts get it as it is shown.
 */
import type { UnreadableEncoding } from '../env/document.ts';
import type { Damage } from '../keys/damage.ts';
import type { ReferenceKind } from '../keys/references.ts';
import type { NotAKey } from '../keys/shapes.ts';
import type { StrayForm } from '../keys/stray-form.ts';
import type { FilePlace } from '../loading/place.ts';
import type { Cause } from './causes.ts';

/** The cause says it all. */
interface None {
  readonly reason?: never;
}

export interface InFile {
  readonly path: FilePlace;
}

export interface AtLine extends InFile {
  /** From 1. */
  readonly line: number;
}

/** The system's code, such as `EACCES`; empty where there is none. */
interface SystemFault {
  readonly code?: string | undefined;
}

/** Why a file cannot be read. */
export type UnreadableReason =
  | 'directory'
  | 'dangling_link'
  | 'special_file'
  | 'too_large'
  | 'no_permission'
  | 'io_error';

/**
 * Why a file cannot be written. `busy`: another run of this program writes it; `held`: another program keeps it, or it is
 * mounted by itself; `too_many_files`: this process may open no more.
 */
export type UnwritableReason =
  | 'denied'
  | 'read_only'
  | 'no_folder'
  | 'io_error'
  | 'busy'
  | 'held'
  | 'too_many_files';

/** What is wrong with an address that is no usable base URL. */
export type AddressProblem =
  | 'placeholder'
  | 'key'
  | 'quotes'
  | 'characters'
  | 'no_scheme'
  | 'scheme'
  | 'host'
  | 'credentials'
  | 'query'
  | 'port';

/** Where a setting stands: a line of a file, or a variable of the shell; nothing for an option. */
export interface SettingOrigin {
  readonly path?: FilePlace | undefined;
  readonly line?: number | undefined;
  readonly name?: string | undefined;
}

/** A base URL that was given, with the right one where it can be told. */
export interface GivenAddress extends SettingOrigin {
  /** Shortened, without user and password; absent where it could be a key. */
  readonly address?: string | undefined;
  readonly suggestion?: string | undefined;
}

/** A base URL that ends with too much, or too little. */
export interface WrongEnding extends GivenAddress {
  readonly reason: 'endpoint_path' | 'version_path';
}

/** What the other side showed, trusted or not. `atProxy`: it is the proxy's own, and not the host's behind it. */
export interface CertificateFacts {
  readonly atProxy?: boolean | undefined;
  readonly issuer?: string | undefined;
  readonly altNames?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/** What `NODE_EXTRA_CA_CERTS` names, and Node could not use. */
export interface UnusableCa extends InFile {
  readonly problem: 'missing' | 'unreadable' | 'no_certificate';
}

/** Authorities that a variable names which Node does not read, and other programs do. */
export interface OtherCa extends InFile {
  readonly variable: string;
}

/** The model that the answer names. */
interface AboutModel {
  readonly model?: string | undefined;
}

export interface LimitFacts extends AboutModel {
  readonly limitKind?: 'RPM' | 'TPM' | 'RPD' | 'TPD' | undefined;
}

/** The part of a request that was refused, which the caller can leave out, and what is accepted instead. */
export interface RequestFacts {
  readonly parameter?: string | undefined;
  /** No request goes without it. */
  readonly neededParameter?: boolean | undefined;
  /** Separated by commas. */
  readonly supportedValues?: string | undefined;
  /** The smallest number. */
  readonly minimum?: number | undefined;
}

interface Blocked {
  /** The id that Cloudflare gives a request, for its support. */
  readonly rayId?: string | undefined;
}

interface ByProxy {
  /** What the proxy answered to CONNECT. */
  readonly proxyStatus?: number | undefined;
}

/**
 * A proxy that is there and does not lead on. `no_tunnel`: it knows no CONNECT, as a web server; `sign_in`: it wants somebody
 * to sign in; `page`: it says yes, and sends a page of its own.
 */
type ProxyRefusal = ByProxy & (None | { readonly reason: 'no_tunnel' | 'sign_in' | 'page' });

interface KeyFacts {
  readonly key_missing:
    | { readonly reason: 'nowhere' }
    | { readonly reason: 'empty' }
    /** An empty value at this line wins over a key elsewhere. */
    | (AtLine & { readonly reason: 'hidden'; readonly hides: AtLine })
    /** The same of the shell's own variable; `remove`: the command that takes it away. */
    | { readonly reason: 'hidden_by_shell'; readonly hides: AtLine; readonly remove?: string | undefined }
    /**
     * The loader does not give what stands in the file; `line`: 0 where it is no single one's fault. `variable`: of the shell,
     * where the key stands there and in no file.
     */
    | (AtLine & { readonly reason: 'not_loaded'; readonly loader: string; readonly variable?: string })
    | (InFile & { readonly reason: 'not_in_file' })
    /**
     * A key that no loader gives to a program; `folder`: of a file that nothing reads. `file`: what a variable such as
     * `OPENAI_API_KEY_FILE` names. `inDoubt`: nobody can tell what the program loads. `readBy`: code that reads that other name.
     * `tool`: what gives it to the programs that it starts; `namedIn`: a file of the project that names this one. `check`: the
     * command that tests the key in it, `FILE` in it stands for the file. `unloaded`: a program of this language is known to load
     * nothing, or too late for the file `early`, which needs the key before.
     * `loadWith`: the start command as it would load the file.
     */
    | (AtLine & {
        readonly reason: 'elsewhere';
        readonly form: StrayForm | 'profile';
        readonly name?: string | undefined;
        readonly file?: string | undefined;
        readonly folder?: FilePlace | undefined;
        readonly inDoubt?: boolean | undefined;
        readonly readBy?: FilePlace | undefined;
        readonly tool?: string | undefined;
        readonly namedIn?: FilePlace | undefined;
        readonly check?: string | undefined;
        readonly unloaded?: 'python' | 'node' | undefined;
        readonly early?: FilePlace | undefined;
        readonly loadWith?: string | undefined;
      })
    /** `name`: of a variable of the shell that holds one. `readBy`: code that reads it. */
    | { readonly reason: 'other_variable'; readonly name: string; readonly readBy?: FilePlace | undefined }
    /** The only key has a name whose value a bundler publishes; without a file it is a variable of the shell. */
    | {
        readonly reason: 'published';
        readonly name: string;
        readonly at: AtLine | null;
        readonly readBy?: FilePlace | undefined;
      }
    /** `path`: the parent folder's file that has it; `up`: the way there from this folder. */
    | (InFile & { readonly reason: 'in_parent_folder'; readonly up?: string });
  /**
   * `length`: of a text that is too short for a key, and says nothing else. `hides`: a key elsewhere that the placeholder wins
   * over; `remove`: the command that takes it out of the shell.
   */
  readonly key_placeholder: {
    readonly length?: number | undefined;
    readonly path?: FilePlace | undefined;
    readonly line?: number | undefined;
    readonly hides?: AtLine | undefined;
    readonly remove?: string | undefined;
  };
  /**
   * `store`: what it refers to; absent where that has no name. `check` and `start`: commands that run this program, and the
   * project's, with the secret in place; `FILE` in them stands for the file. `known`: where the variable is set.
   */
  readonly key_reference: {
    readonly reason: ReferenceKind;
    readonly store?: string | undefined;
    readonly path?: FilePlace | undefined;
    readonly line?: number | undefined;
    readonly check?: string | undefined;
    readonly start?: string | undefined;
    readonly known?: 'shell' | 'file' | 'nowhere' | undefined;
  };
  readonly key_masked: None;
  readonly key_damaged: {
    /** `unsendable`: no header can carry it. */
    readonly reason: Damage | 'unsendable';
    /** Of the first wrong character, from 1. */
    readonly position?: number | undefined;
    /** The wrong character, as `U+201C`. */
    readonly character?: string | undefined;
    /** What stands around the whole key in this line, and only has to go. */
    readonly around?: (AtLine & { readonly text: string }) | undefined;
  };
  /** `variable`: where such a value belongs. */
  readonly key_wrong_kind: { readonly reason: NotAKey; readonly variable?: string | undefined };
  /** `vendorURL`: the base URL of the service, for clients of the OpenAI API. */
  readonly key_other_vendor: {
    readonly vendor: string;
    readonly variable?: string | undefined;
    readonly vendorURL?: string | undefined;
  };
  /** `sign_in`: a token of a sign-in, which lasts hours; `age`: older than an organization lets its keys become. */
  readonly key_expired: { readonly reason: 'key' | 'sign_in' | 'age' };
  /** `receivedLength`: of the key that arrived, by the mask in the server's message. */
  readonly key_rejected: { readonly receivedLength?: number | undefined };
  /** `client`: the program that calls; `server_keys_off`: the server takes no keys of its users. */
  readonly key_type_not_allowed: None | { readonly reason: 'client' | 'server_keys_off' };
  readonly key_missing_scope: { readonly missingScopes?: string | undefined };
}

interface AccountFacts {
  readonly account_deactivated: None;
  /** `unsendable`: the id holds what no header can carry. */
  readonly organization_mismatch: { readonly reason: 'another' | 'unsendable' };
  readonly organization_required: None;
  /** `identity`: a person's or company's papers, and not the organization's settings. */
  readonly organization_unverified: AboutModel & (None | { readonly reason: 'identity' });
  readonly project_mismatch: { readonly reason: 'another' | 'unsendable' };
  readonly project_archived: None;
  readonly ip_not_allowed: None;
  readonly region_unsupported: None;
  /** `upstream`: the credit that whoever answers has with the service behind it. */
  readonly billing_no_credit: None | { readonly reason: 'upstream' };
  /** Whose limit it is. */
  readonly billing_spend_limit: { readonly reason: 'project' | 'organization' | 'gateway' };
  readonly billing_usage_limit: None | { readonly reason: 'weekly' };
  readonly billing_inactive: None;
}

interface ModelFacts {
  readonly model_not_found: AboutModel;
  /** What closes the model: the plan, rules about what happens with the data, or rules about what may be used. */
  readonly model_no_access: AboutModel & (None | { readonly reason: 'plan' | 'privacy' | 'guardrail' });
  readonly model_retired: AboutModel & { readonly replacement?: string | undefined };
  readonly model_wrong_endpoint: AboutModel;
  readonly request_too_large: LimitFacts;
  readonly request_rejected: RequestFacts & (None | { readonly reason: 'prompt_flagged' });
  readonly rate_limited: LimitFacts & Blocked;
  readonly rate_limited_daily: LimitFacts;
}

interface NetworkFacts {
  readonly network_dns: None;
  readonly network_refused: { readonly port?: number | undefined };
  /** `behind_proxy`: it is the proxy that does not get there. */
  readonly network_unreachable: None | (ByProxy & { readonly reason: 'behind_proxy' });
  readonly network_reset: None;
  readonly network_timeout: None;
  /** `client_certificate`: the other side lets nobody in who shows none. */
  readonly network_tls_untrusted: CertificateFacts &
    (
      | ({ readonly extraCa?: UnusableCa | undefined; readonly otherCa?: OtherCa | undefined } & None)
      | { readonly reason: 'client_certificate' }
    );
  /** `localTime`: by this machine's clock, ISO, UTC. */
  readonly network_tls_clock: CertificateFacts & { readonly localTime?: string | undefined };
  readonly network_tls_host: CertificateFacts;
  /** `refused`: the other side speaks TLS, and ended the handshake. */
  readonly network_not_tls: {
    readonly reason: 'plain_to_tls' | 'plain_proxy' | 'other_protocol' | 'refused';
  };
  /** `schemes`: that the proxy would take. */
  readonly network_proxy_auth: ByProxy & { readonly schemes?: string | undefined };
  readonly network_proxy_refused: ProxyRefusal;
  /** `silent`: it accepts connections, and says nothing; `no_proxy`: what it says is no answer of a proxy. */
  readonly network_proxy_unreachable: { readonly reason: 'address' | 'no_answer' | 'silent' | 'no_proxy' };
  readonly network_intercepted:
    | { readonly reason: 'header_lost' }
    | { readonly reason: 'empty' }
    /** `product`: what answers in place of the API; `location`: where the page leads. */
    | {
        readonly reason: 'page';
        readonly product?: string | undefined;
        readonly location?: string | undefined;
      };
  /** `words`: a refusal in a few words, and no page that says who refused. */
  readonly network_blocked: Blocked & (None | { readonly reason: 'words' });
  /** `relay_key`: whoever answers lacks a key of its own for the service behind it; `model_crashed`: a model on a server of one's own. */
  readonly service_error: None | { readonly reason: 'relay_key' | 'model_crashed' };
  readonly service_overloaded: None;
}

interface AddressFacts {
  readonly base_url_invalid: GivenAddress & { readonly reason: AddressProblem };
  readonly base_url_wrong_path:
    | WrongEnding
    /** `requestPath`: the one that the server saw. */
    | { readonly reason: 'nothing_there'; readonly requestPath?: string | undefined };
  readonly base_url_redirects: { readonly location?: string | undefined };
  readonly base_url_wrong_region: { readonly suggestedHost?: string | undefined };
  /** `admin_key`: it may go to fewer hosts than other keys. */
  readonly base_url_untrusted: SettingOrigin & {
    readonly reason: 'project_file' | 'admin_key';
    readonly host: string;
    readonly baseURL: string;
  };
  readonly base_url_insecure: GivenAddress;
  readonly not_openai_api: { readonly reason: 'header_lost' | 'other_form' };
}

interface FileFacts {
  readonly env_file_missing: InFile;
  readonly env_file_unreadable: InFile & SystemFault & { readonly reason: UnreadableReason };
  readonly env_file_encoding: InFile & { readonly reason: UnreadableEncoding | 'not_utf8' };
  /**
   * `read_back`: what was written did not give the same values; `changed`: the file is not what the plan was made from;
   * `not_restored`: a write failed, and what stood there before could not be put back.
   */
  readonly env_file_not_writable: InFile &
    SystemFault & { readonly reason: UnwritableReason | 'read_back' | 'changed' | 'not_restored' };
  readonly disk_full: InFile & { readonly reason: 'file' };
  /** `in_doubt`: there is a repository, and neither git nor its index says whether the file is in it. */
  readonly env_file_tracked: InFile & { readonly reason: 'tracked' | 'untrack_refused' | 'in_doubt' };
  readonly gitignore_not_writable: InFile &
    SystemFault &
    (
      | { readonly reason: UnwritableReason | UnreadableReason | 'disk_full' }
      /** Git reads no rule from such a file. */
      | { readonly reason: 'link' | 'utf16' }
      /** A rule elsewhere wins, and `envPath` stays in sight of git. */
      | { readonly reason: 'overruled'; readonly envPath: FilePlace }
    );
  readonly unknown: None;
}

/** The facts of every cause: one without them does not compile. */
export interface CauseFacts
  extends KeyFacts,
    AccountFacts,
    ModelFacts,
    NetworkFacts,
    AddressFacts,
    FileFacts {}

/** Which of its stories a cause tells. */
export type Reason<C extends Cause = Cause> = Extract<CauseFacts[C], { readonly reason: string }>['reason'];

/** Facts as an argument: they may be left out where none of them is required. */
export type FactsArgument<C extends Cause> = object extends CauseFacts[C]
  ? [facts?: CauseFacts[C]]
  : [facts: CauseFacts[C]];

/** A cause with its own facts. */
export type Caused<C extends Cause = Cause> = {
  readonly [K in C]: { readonly cause: K } & (object extends CauseFacts[K]
    ? { readonly facts?: CauseFacts[K] }
    : { readonly facts: CauseFacts[K] });
}[C];

/** A cause without its facts; a reason, where one is given, is its own. */
export type Blame = {
  readonly [C in Cause]: { readonly cause: C; readonly reason?: Reason<C> };
}[Cause];
