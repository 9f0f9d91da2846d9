/** What sends a request by itself: the way to the call, and where address and body are. */
export interface Sender {
  readonly module: RegExp;
  readonly path: RegExp;
  readonly address: { readonly place: number; readonly name?: string };
  /** The options that hold the body under one of these names; `place`: of the body itself. */
  readonly body: readonly string[];
  readonly bodyAt?: number;
  readonly optionsAt?: number;
}

/** Sources: the documentation of each, November 2026. */
export const senders: readonly Sender[] = [
  {
    module: /^:(?:fetch|\$fetch)$|^(?:node-fetch|undici|cross-fetch|ofetch)$/,
    path: /^(?:(?:default|fetch|ofetch|request)\b)?\(\)$/,
    address: { place: 0 },
    body: ['body'],
    optionsAt: 1,
  },
  {
    module: /^axios$/,
    path: /^(?:create\(\)\.)?post\(\)$/,
    address: { place: 0 },
    body: [],
    bodyAt: 1,
    optionsAt: 2,
  },
  {
    module: /^axios$/,
    path: /^(?:create\(\)\.)?(?:request)?\(\)$/,
    address: { place: -1, name: 'url' },
    body: ['data'],
    optionsAt: 0,
  },
  {
    module: /^(?:got|ky)$/,
    path: /^(?:(?:create|extend)\(\)\.)?post\(\)$/,
    address: { place: 0 },
    body: ['json', 'body'],
    optionsAt: 1,
  },
  {
    module: /^(?:requests|httpx|aiohttp)$/,
    path: /^(?:(?:Session|session|Client|AsyncClient|ClientSession)\(\)\.)?post\(\)$/,
    address: { place: 0, name: 'url' },
    body: ['json', 'data', 'content'],
  },
  {
    module: /^(?:requests|httpx|aiohttp)$/,
    path: /^(?:(?:Session|session|Client|AsyncClient|ClientSession)\(\)\.)?(?:request|stream)\(\)$/,
    address: { place: 1, name: 'url' },
    body: ['json', 'data', 'content'],
  },
  {
    module: /^urllib(?:\.request)?$/,
    path: /^(?:request\.)?Request\(\)$/,
    address: { place: 0, name: 'url' },
    body: ['data'],
  },
];

/** Options by which a client that sends requests is made for one address. */
export const senderBases = ['baseURL', 'base_url', 'prefixUrl', 'prefix'];
