/**
 * Synthetic keys with the real alphabet and length of every kind, put together at run time so that no file holds one.
 * The same seed gives the same key.
 */

/** In two parts, so that scanners don't take this file for a leak. */
const marker = ['T3Blbk', 'FJ'].join('');

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const base64url = `${alphanumeric}-_`;

/** mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = (seed + 0x9e3779b9) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Random characters; never `-` or `_` at the ends, where they would make tests hard to read. */
export function randomText(length: number, seed: number, alphabet = alphanumeric): string {
  const random = randomOf(seed);
  const pick = (from: string) => from.charAt(Math.floor(random() * from.length));
  return Array.from({ length }, (_, at) =>
    pick(at === 0 || at === length - 1 ? alphanumeric : alphabet),
  ).join('');
}

function around(prefix: string, side: number, seed: number, alphabet = base64url): string {
  return (
    prefix + randomText(side, seed * 2 + 1, alphabet) + marker + randomText(side, seed * 2 + 2, alphabet)
  );
}

/** Every kind of OpenAI key, current and older forms. */
export const keyBuilders = {
  /** 164 characters: what the dashboard gives out today. */
  project: (seed = 1) => around('sk-proj-', 74, seed),
  project132: (seed = 1) => around('sk-proj-', 58, seed),
  project56: (seed = 1) => around('sk-proj-', 20, seed),
  serviceAccount: (seed = 1) => around('sk-svcacct-', 74, seed),
  serviceAccount135: (seed = 1) => around('sk-svcacct-', 58, seed),
  /** 51 characters: user keys until 2024. */
  user: (seed = 1) => around('sk-', 20, seed, alphanumeric),
  userNone: (seed = 1) => around('sk-None-', 20, seed),
  admin: (seed = 1) => around('sk-admin-', 58, seed),
} as const satisfies Record<string, (seed?: number) => string>;

/** Keys of other services. */
export const otherKeys = {
  anthropic: (seed = 1) => `sk-ant-api03-${randomText(93, seed, base64url)}AA`,
  openrouter: (seed = 1) => `sk-or-v1-${randomText(64, seed, '0123456789abcdef').toLowerCase()}`,
  groq: (seed = 1) => `gsk_${randomText(52, seed)}`,
  xai: (seed = 1) => `xai-${randomText(80, seed)}`,
  perplexity: (seed = 1) => `pplx-${randomText(48, seed)}`,
  google: (seed = 1) => `AIzaSy${randomText(33, seed, base64url)}`,
  huggingFace: (seed = 1) => `hf_${randomText(34, seed)}`,
  github: (seed = 1) => `ghp_${randomText(36, seed)}`,
  azure: (seed = 1) => hex(32, seed),
  deepseek: (seed = 1) => `sk-${hex(32, seed)}`,
  relay: (seed = 1) => `sk-${randomText(48, seed)}`,
} as const satisfies Record<string, (seed?: number) => string>;

/** What comes from OpenAI and is not an API key. */
export const notKeys = {
  organization: (seed = 1) => `org-${randomText(24, seed)}`,
  project: (seed = 1) => `proj_${randomText(24, seed)}`,
  session: (seed = 1) => `sess-${randomText(40, seed)}`,
  ephemeral: (seed = 1) => `ek_${randomText(32, seed)}`,
  webhook: (seed = 1) => `whsec_${randomText(43, seed)}=`,
  jwt: (seed = 1) =>
    `${['eyJ', 'hbGci'].join('')}${randomText(30, seed)}.${randomText(80, seed + 1)}.${randomText(43, seed + 2, base64url)}`,
  assistant: (seed = 1) => `asst_${randomText(24, seed)}`,
  request: (seed = 1) => `req_${hex(32, seed)}`,
} as const satisfies Record<string, (seed?: number) => string>;

function hex(length: number, seed: number): string {
  const random = randomOf(seed);
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}
