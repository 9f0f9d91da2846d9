import type { OpenAI } from 'openai';
import type { SpendLimit } from '../../domain/account/spending.ts';
import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import { keyKind } from '../../domain/keys/kinds.ts';
import { readCustomHeaders } from '../../domain/network/custom-headers.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { type Clean, cleanText } from '../../domain/text/clean.ts';
import { fieldsOrNone } from '../../domain/text/fields.ts';
import type { AdminAccess, AdminAnswer, AdminApi, CreatedAccount, ProjectKey } from '../../ports/admin.ts';
import type { Recorded, SendTools } from '../http/request.ts';
import { type ApiTools, createClient, recordCall } from './openai.ts';

const pageSize = 100;
const mostKeys = 5000;

const mostAlerts = 100;

type Organization = OpenAI['admin']['organization'];

type AdminCall = <T>(
  access: AdminAccess,
  ask: (organization: Organization) => Promise<T | null>,
) => Promise<AdminAnswer<T>>;

/** Makes a call through the SDK, whatever becomes of it: the record of it counts, with every secret masked. */
function callThroughSdk(tools: Omit<ApiTools, 'version'>): AdminCall {
  return async <T>(access: AdminAccess, ask: (organization: Organization) => Promise<T | null>) => {
    const [http, sdk] = await Promise.all([import('../http/machinery.ts'), import('openai')]);
    const { env, clock } = tools;
    const connections = http.createConnections();
    const sendTools: SendTools = { env, clock, connections, redact: (text) => text };
    const { deadline, endpoint } = access;
    const { recorded, answer } = await recordCall(
      http,
      sendTools,
      { deadline, redact: tools.redact },
      async (fetch) => {
        const adminAPIKey = access.adminKey.reveal();
        const defaultHeaders = readCustomHeaders(env['OPENAI_CUSTOM_HEADERS']).headers;
        const client = createClient(sdk.OpenAI, endpoint, fetch, { adminAPIKey, defaultHeaders });
        return ask(client.admin.organization);
      },
    ).finally(() => connections.close());
    return { exchange: exchangeOf(access, masked(recorded, access, tools.redact)), value: answer ?? null };
  };
}

/**
 * The administration API, through the SDK. An answer may hold a new key, so it reaches the SDK as it came, and only what
 * is recorded of it is masked.
 */
export function createAdminApi(tools: Omit<ApiTools, 'version'>): AdminApi {
  const call = callThroughSdk(tools);
  return {
    listKeys: (access) =>
      call(access, async ({ projects }) => {
        const keys: ProjectKey[] = [];
        const query = { limit: pageSize, owner_project_access: 'any' } as const;
        for await (const entry of projects.apiKeys.list(access.project, query)) {
          const key = readProjectKey(entry);
          if (key) keys.push(key);
          if (keys.length === mostKeys) break;
        }
        return keys;
      }),
    createKey: (access, name, lifetime) =>
      call(access, async ({ projects }) => {
        // In the types of the SDK since 7; older ones send it all the same. `scopes` there are only for a further key of an
        // account (`serviceAccounts.apiKeys.create`), which takes no lifetime, and no answer shows those of the old key.
        const body = { name, ...(lifetime === null ? {} : { expires_in_seconds: lifetime }) };
        return readCreated(await projects.serviceAccounts.create(access.project, body));
      }),
    deleteKey: (access, id) =>
      call(access, async ({ projects }) =>
        isDeleted(await projects.apiKeys.delete(id, { project_id: access.project })),
      ),
    deleteServiceAccount: (access, id) =>
      call(access, async ({ projects }) =>
        isDeleted(await projects.serviceAccounts.delete(id, { project_id: access.project })),
      ),
    spendLimit: (access, of) =>
      call(access, async ({ projects, spendLimit }) =>
        readSpendLimit(
          await (of === 'project' ? projects.spendLimit.retrieve(access.project) : spendLimit.retrieve()),
        ),
      ),
    spendAlerts: (access, of) =>
      call(access, async ({ projects, spendAlerts }) => {
        const found: number[] = [];
        const asked = of === 'project' ? projects.spendAlerts.list(access.project) : spendAlerts.list();
        let seen = 0;
        for await (const entry of asked) {
          const cents = centsIn(entry);
          if (cents !== null) found.push(cents);
          seen += 1;
          if (seen === mostAlerts) break;
        }
        return found.sort((a, b) => a - b);
      }),
  };
}

/** Judged as a list call is: the administration API fails in the same ways. */
function exchangeOf({ endpoint, project, adminKey }: AdminAccess, recorded: Recorded): Exchange {
  const key = { kind: keyKind(adminKey.reveal()), length: adminKey.length };
  return { purpose: 'models', endpoint, key, model: null, organization: null, project, ...recorded };
}

function masked(recorded: Recorded, { adminKey }: AdminAccess, redact: (text: string) => string): Recorded {
  const mask = (text: string): string => redact(text.replaceAll(adminKey.reveal(), () => adminKey.masked));
  const { response, failure } = recorded;
  return {
    ...recorded,
    response: response && {
      ...response,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, mask(value)]),
      ),
      body: mask(response.body),
    },
    failure: failure && {
      ...failure,
      chain: failure.chain.map((link) => ({ ...link, message: mask(link.message) })),
    },
  };
}

function readProjectKey(entry: unknown): ProjectKey | null {
  const { id, name, redacted_value: redacted, owner, expires_at: end } = fieldsOrNone(entry);
  const { service_account: account } = fieldsOrNone(owner);
  if (typeof id !== 'string' || typeof redacted !== 'string') return null;
  const { id: accountId, name: accountName } = fieldsOrNone(account);
  return {
    id: cleanText(id),
    name: nameIn(name),
    redacted,
    expiresAt: timeIn(end),
    serviceAccount:
      typeof accountId === 'string' ? { id: cleanText(accountId), name: nameIn(accountName) } : null,
  };
}

const nameIn = (value: unknown): Clean => cleanText(typeof value === 'string' ? value : '');

function readCreated(answer: unknown): CreatedAccount | null {
  const { id, api_key: key } = fieldsOrNone(answer);
  const { value, expires_at: end } = fieldsOrNone(key);
  if (typeof id !== 'string') return null;
  return {
    id: cleanText(id),
    key: typeof value === 'string' && value !== '' ? new Secret(value) : null,
    expiresAt: timeIn(end),
  };
}

function readSpendLimit(answer: unknown): SpendLimit | null {
  const cents = centsIn(answer);
  if (cents === null) return null;
  const { status } = fieldsOrNone(fieldsOrNone(answer)['enforcement']);
  return { cents, enforced: status === 'enforcing' ? true : status === 'inactive' ? false : null };
}

/** The threshold of a limit or an alert: US cents a month, the only currency and interval that there are. */
function centsIn(answer: unknown): number | null {
  const { threshold_amount: cents, currency = 'USD', interval = 'month' } = fieldsOrNone(answer);
  const known = currency === 'USD' && interval === 'month';
  return known && typeof cents === 'number' && Number.isFinite(cents) && cents >= 0 ? cents : null;
}

/** Seconds since 1970, before the year 10000. */
const timeIn = (value: unknown): number | null =>
  typeof value === 'number' && value > 0 && value < 253_402_300_800 ? value : null;

const isDeleted = (answer: unknown): true | null => (fieldsOrNone(answer)['deleted'] === true ? true : null);
