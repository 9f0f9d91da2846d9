// Stand-ins of services on loopback: as much of each API as its own command-line tool asks for while it lists, sets and
// lists again one secret. `values` is what came in, by name.
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** Starts a stand-in; `at` is a port of loopback (0: any) or the path of a socket, `tls` a key and a certificate. */
export async function startService(answer, at = 0, tls = null) {
  const values = new Map();
  const listener = (request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', async () => {
      const url = new URL(request.url, 'http://service');
      const text = Buffer.concat(pieces).toString();
      const given = await answer({ method: request.method, path: url.pathname, url, text, values });
      const {
        status = 200,
        headers = {},
        body = {},
      } = given ?? { status: 404, body: { message: 'not found' } };
      const type = status === 204 ? {} : { 'content-type': 'application/json' };
      response.writeHead(status, { ...type, ...headers });
      response.end(status === 204 ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise((resolve) =>
    server.listen(at, ...(typeof at === 'number' ? ['127.0.0.1'] : []), resolve),
  );
  const address = server.address();
  return {
    values,
    port: typeof address === 'string' ? null : address.port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

/** GitHub: `open` takes the value out of the sealed box that the tool made with `publicKey` (base64). */
export const github =
  ({ publicKey, open }) =>
  ({ method, path, text, values }) => {
    const headers = { 'x-oauth-scopes': 'repo, read:org, workflow' };
    if (path.endsWith('/public-key')) return { body: { key_id: '1', key: publicKey } };
    if (path.endsWith('/secrets')) {
      const secrets = [...values.keys()].map((name) => ({ name, created_at: now(), updated_at: now() }));
      return { headers, body: { total_count: secrets.length, secrets } };
    }
    if (method === 'PUT') {
      values.set(path.split('/').at(-1), open(JSON.parse(text).encrypted_value));
      return { status: 201 };
    }
    if (path === '/graphql' || path === '/api/graphql')
      return { headers, body: { data: { viewer: { login: 'me' } } } };
    return { headers };
  };

export const heroku = ({ method, path, text, values }) => {
  if (path === '/account') return { body: { id: '1', email: 'me@example.com' } };
  if (!path.endsWith('/config-vars')) return null;
  if (method === 'PATCH')
    for (const [name, value] of Object.entries(JSON.parse(text))) values.set(name, value);
  return { body: { A: '1', ...Object.fromEntries(values) } };
};

export const docker = ({ method, path, text, values }) => {
  const call = path.replace(/^\/v[\d.]+/, '');
  if (call === '/_ping') return { headers: { 'api-version': '1.44', ostype: 'linux' }, body: 'OK' };
  if (call === '/info')
    return { body: { ID: 'x', Swarm: { LocalNodeState: 'active', ControlAvailable: true } } };
  if (call === '/secrets/create') {
    const { Name, Data } = JSON.parse(text);
    if (values.has(Name)) return { status: 409, body: { message: `secret ${Name} already exists` } };
    values.set(Name, Buffer.from(Data, 'base64').toString());
    return { status: 201, body: { ID: 'id1' } };
  }
  const secrets = [...values.keys()].map((Name) => ({
    ID: 'id1',
    Version: { Index: 1 },
    CreatedAt: now(),
    UpdatedAt: now(),
    Spec: { Name, Labels: {} },
  }));
  if (call === '/secrets') return { body: secrets };
  if (call.startsWith('/secrets/')) {
    if (method === 'DELETE') {
      values.clear();
      return { status: 204, body: '' };
    }
    return secrets[0] ? { body: secrets[0] } : null;
  }
  return null;
};

const review = 'authorization.k8s.io/v1';

export const kubernetes = ({ method, path, text, values }) => {
  const version = { groupVersion: review, version: 'v1' };
  const lists = {
    '/version': { major: '1', minor: '32', gitVersion: 'v1.32.0' },
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [{ name: 'authorization.k8s.io', versions: [version], preferredVersion: version }],
    },
    '/api/v1': resources('v1', 'secrets', 'Secret', true, ['create', 'get', 'list', 'patch', 'update']),
    [`/apis/${review}`]: resources(review, 'selfsubjectaccessreviews', 'SelfSubjectAccessReview', false, [
      'create',
    ]),
  };
  if (lists[path]) return { body: lists[path] };
  if (path.endsWith('/selfsubjectaccessreviews')) {
    const body = {
      kind: 'SelfSubjectAccessReview',
      apiVersion: review,
      metadata: {},
      spec: {},
      status: { allowed: true },
    };
    return { status: 201, body };
  }
  if (!path.endsWith('/secrets/openai')) return null;
  if (method === 'PATCH')
    for (const [name, value] of Object.entries(JSON.parse(text).stringData)) values.set(name, value);
  if (values.size === 0)
    return {
      status: 404,
      body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 },
    };
  const data = Object.fromEntries(
    [...values].map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
  );
  const metadata = { name: 'openai', namespace: 'default' };
  return { body: { kind: 'Secret', apiVersion: 'v1', metadata, type: 'Opaque', data } };
};

function resources(groupVersion, name, kind, namespaced, verbs) {
  const singularName = name.slice(0, -1);
  return {
    kind: 'APIResourceList',
    groupVersion,
    resources: [{ name, singularName, namespaced, kind, verbs }],
  };
}

export const cloudflare = ({ method, path, text, values }) => {
  const result = (body) => ({ body: { success: true, errors: [], messages: [], result: body } });
  if (path.endsWith('/user/tokens/verify')) return result({ id: '1', status: 'active' });
  if (path.endsWith('/user')) return result({ id: '1', email: 'me@example.com' });
  if (path.endsWith('/memberships')) return result([{ id: '1', account: { id: 'a1', name: 'me' } }]);
  if (path.endsWith('/accounts')) return result([{ id: 'a1', name: 'me' }]);
  if (path.endsWith('/secrets') && method === 'PUT') {
    const secret = JSON.parse(text);
    values.set(secret.name, secret.text);
    return result({ name: secret.name, type: 'secret_text' });
  }
  if (path.endsWith('/secrets'))
    return result([...values.keys()].map((name) => ({ name, type: 'secret_text' })));
  return result({});
};

export const vercel = ({ method, path, text, values }) => {
  const call = path.replace(/^\/v\d+/, '');
  if (call === '/user')
    return {
      body: { user: { id: 'u1', uid: 'u1', username: 'me', version: 'northstar', defaultTeamId: 'team_1' } },
    };
  if (call === '/teams/team_1') return { body: { id: 'team_1', slug: 'me', name: 'me' } };
  if (call === '/projects/prj_1') return { body: { id: 'prj_1', name: 'web', accountId: 'team_1' } };
  if (!call.endsWith('/env')) return null;
  const at = Date.now();
  const row = (key) => ({
    id: 'e1',
    key,
    type: 'sensitive',
    target: ['production'],
    createdAt: at,
    updatedAt: at,
  });
  if (method === 'GET') return { body: { envs: [...values.keys()].map(row) } };
  const { key, value } = JSON.parse(text);
  values.set(key, value);
  return { status: 201, body: { created: row(key), failed: [] } };
};

export const netlify = ({ method, path, text, values }) => {
  const call = path.replace(/^\/api\/v1/, '');
  const site = {
    id: 's1',
    name: 'site',
    account_id: 'a1',
    account_slug: 'me',
    account_name: 'me',
    build_settings: {},
  };
  if (call === '/user') return { body: { id: 'u1', full_name: 'Me', email: 'me@example.com', slug: 'me' } };
  if (call === '/accounts') return { body: [{ id: 'a1', slug: 'me', name: 'Me' }] };
  if (call === '/sites') return { body: [site] };
  // Of another host: `test-push.mjs` leads it here.
  if (path.includes('/integrations/')) return { body: [] };
  if (call === '/sites/s1') return { body: site };
  if (!/^\/accounts\/\w+\/env/.test(call) && call !== '/sites/s1/env') return { body: {} };
  if (method === 'DELETE') {
    values.delete(call.split('/').at(-1));
    return { status: 204, body: '' };
  }
  if (method !== 'GET')
    for (const { key, values: given } of [JSON.parse(text)].flat()) values.set(key, given.at(0).value);
  const rows = [...values].map(([key, value]) => ({
    key,
    scopes: ['builds', 'functions', 'runtime', 'post-processing'],
    values: [{ id: 'v1', context: 'all', value }],
  }));
  return { status: method === 'GET' ? 200 : 201, body: rows };
};
