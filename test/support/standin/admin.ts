import { type Answer, apiError, jsonAnswer, maskedByApi } from '../../../src/standin/answers.ts';
import { madeUpKey, randomId } from '../../../src/standin/made-up.ts';
import type { Incoming } from '../../../src/standin/server.ts';
import { parseBody } from './body.ts';

interface KnownKey {
  readonly id: string;
  readonly text: string;
  readonly name: string;
  /** The service account that owns it; null for a key of a user's. */
  readonly account: { readonly id: string; readonly name: string } | null;
  readonly expiresAt?: number | null;
}

/** The keys of one project, and who may administer them. */
export interface AdminState {
  readonly adminKey: string;
  keys: readonly KnownKey[];
  /** The longest that the organization lets keys live, in seconds; null: for ever. */
  longest: number | null;
}

export function startAdmin(firstKey: string): AdminState {
  const first = { id: randomId('key_', 16), text: firstKey, name: 'the first key', account: null };
  return { adminKey: madeUpKey('sk-admin-', 58), keys: [first], longest: null };
}

const route = /^\/v1\/organization\/projects\/[^/]+\/(service_accounts|api_keys)(?:\/([^/]+))?$/;

/** An answer of the administration API, or null where the path is none of its. */
export function adminAnswer({ method, pathname, key, bytes }: Incoming, state: AdminState): Answer | null {
  const [, what, id] = route.exec(pathname) ?? [];
  if (what === undefined) return null;
  if (key !== state.adminKey) {
    return apiError(401, {
      message: `Incorrect API key provided: ${maskedByApi(key ?? '')}.`,
      code: 'invalid_api_key',
    });
  }
  if (what === 'api_keys' && id === undefined && method === 'GET') return listed(state);
  if (what === 'service_accounts' && id === undefined && method === 'POST') return created(state, bytes);
  if (method === 'DELETE' && id !== undefined)
    return what === 'api_keys' ? deletedKey(state, id) : deletedAccount(state, id);
  return apiError(405, { message: `Not allowed to ${method} on ${pathname}.` });
}

const now = (): number => Math.floor(Date.now() / 1000);

function listed({ keys }: AdminState): Answer {
  const data = keys.map(({ id, text, name, account, expiresAt }) => ({
    object: 'organization.project.api_key',
    id,
    name,
    redacted_value: `${text.slice(0, 7)}${'*'.repeat(8)}${text.slice(-4)}`,
    created_at: now(),
    expires_at: expiresAt ?? null,
    last_used_at: null,
    owner_project_access: 'active',
    owner: account
      ? { type: 'service_account', service_account: { ...account, created_at: now(), role: 'member' } }
      : {
          type: 'user',
          user: {
            id: 'user_1',
            name: 'Somebody',
            email: 'somebody@example.com',
            created_at: now(),
            role: 'owner',
          },
        },
  }));
  return jsonAnswer({
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: false,
  });
}

function created(state: AdminState, bytes: Uint8Array): Answer {
  const parsed = parseBody(bytes);
  if ('refusal' in parsed) return parsed.refusal;
  const { name, expires_in_seconds: lifetime = null } = parsed.body;
  if (typeof name !== 'string')
    return apiError(400, { message: "Missing required parameter: 'name'.", param: 'name' });
  if (lifetime !== null && (typeof lifetime !== 'number' || lifetime < 1 || lifetime > 31_536_000))
    return apiError(400, { message: "Invalid 'expires_in_seconds'.", param: 'expires_in_seconds' });
  if (state.longest !== null && (lifetime === null || lifetime > state.longest)) {
    const message = `API keys of this organization must expire within ${state.longest} seconds.`;
    return apiError(400, { message, param: 'expires_in_seconds', code: 'invalid_value' });
  }
  const expiresAt = lifetime === null ? null : now() + lifetime;
  const account = { id: randomId('user-', 24), name };
  const key: KnownKey = {
    id: randomId('key_', 16),
    text: madeUpKey('sk-svcacct-'),
    name: 'Secret Key',
    account,
    expiresAt,
  };
  state.keys = [...state.keys, key];
  return jsonAnswer({
    object: 'organization.project.service_account',
    ...account,
    role: 'member',
    created_at: now(),
    api_key: {
      object: 'organization.project.service_account.api_key',
      id: key.id,
      name: key.name,
      value: key.text,
      expires_at: expiresAt,
      created_at: now(),
    },
  });
}

function deletedKey(state: AdminState, id: string): Answer {
  const key = state.keys.find((one) => one.id === id);
  if (!key) return apiError(404, { message: `No such API key: ${id}.` });
  if (key.account)
    return apiError(400, { message: 'API keys of service accounts cannot be deleted by themselves.' });
  state.keys = state.keys.filter((one) => one !== key);
  return jsonAnswer({ object: 'organization.project.api_key.deleted', id, deleted: true });
}

function deletedAccount(state: AdminState, id: string): Answer {
  const left = state.keys.filter(({ account }) => account?.id !== id);
  if (left.length === state.keys.length) return apiError(404, { message: `No such service account: ${id}.` });
  state.keys = left;
  return jsonAnswer({ object: 'organization.project.service_account.deleted', id, deleted: true });
}
