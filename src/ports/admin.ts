import type { Spender, SpendLimit } from '../domain/account/spending.ts';
import type { Exchange } from '../domain/diagnosis/evidence.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Clean } from '../domain/text/clean.ts';

/** With what and until when the administration API may be asked about one project. */
export interface AdminAccess {
  readonly adminKey: Secret;
  readonly endpoint: Endpoint;
  /** `proj_…` */
  readonly project: string;
  /** On the clock's `now()`, in ms. */
  readonly deadline: number;
}

/** What an administration call gave; `value` is null where the answer was not the one asked for. */
export interface AdminAnswer<T> {
  /** The record of the call, every secret in it masked. */
  readonly exchange: Exchange;
  readonly value: T | null;
}

/** A service account made a moment ago. */
export interface CreatedAccount {
  readonly id: Clean;
  /** Null where the API made the account and gave no key. */
  readonly key: Secret | null;
  /** When the key ends, in seconds since 1970; null where it does not, or the API does not say. */
  readonly expiresAt: number | null;
}

/** A key of the project, as far as the API shows it. */
export interface ProjectKey {
  readonly id: Clean;
  readonly name: Clean;
  /** Beginning and end, with dots or stars between them. */
  readonly redacted: string;
  /** When it ends, in seconds since 1970; null where it does not, or the API does not say. */
  readonly expiresAt: number | null;
  /** The service account that owns it; null for a user's key. */
  readonly serviceAccount: { readonly id: Clean; readonly name: Clean } | null;
}

/** The part of OpenAI's administration API that this program needs. Nothing throws: the exchange tells what happened. */
export interface AdminApi {
  /** All keys of the project, at most 5000. */
  listKeys(access: AdminAccess): Promise<AdminAnswer<readonly ProjectKey[]>>;
  /** Makes a service account with a key, which lives so many seconds, or for ever (null). */
  createKey(access: AdminAccess, name: string, lifetime: number | null): Promise<AdminAnswer<CreatedAccount>>;
  deleteKey(access: AdminAccess, id: string): Promise<AdminAnswer<true>>;
  /** Deletes a service account with all its keys. */
  deleteServiceAccount(access: AdminAccess, id: string): Promise<AdminAnswer<true>>;
  /** The hard limit; `value` is null where there is none (status 404) or the answer was another. */
  spendLimit(access: AdminAccess, of: Spender): Promise<AdminAnswer<SpendLimit>>;
  /** The amounts at which e-mails are sent, in US cents a month. */
  spendAlerts(access: AdminAccess, of: Spender): Promise<AdminAnswer<readonly number[]>>;
}
