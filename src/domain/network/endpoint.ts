import type { AddressProblem, CauseFacts, GivenAddress, WrongEnding } from '../diagnosis/cause-facts.ts';
import { isSamePlace, type KeyOrigin, type Place } from '../loading/place.ts';
import { type Clean, cleanText } from '../text/clean.ts';

/** Where an endpoint's address came from; decides whether a key may be sent there. */
export type EndpointSource = Place | { readonly type: 'default' } | { readonly type: 'option' };

/** An address that was judged well-formed. */
export interface Endpoint {
  /** Without a trailing slash, credentials, query or fragment: `https://api.openai.com/v1`. */
  readonly baseURL: string;
  /** Lower case, with the port where it is not the scheme's own: `localhost:8080`. */
  readonly host: string;
  /** Operated by OpenAI: `api.openai.com` or a regional host below it. */
  readonly official: boolean;
  readonly source: EndpointSource;
}

type ParsedEndpoint =
  | { readonly ok: true; readonly endpoint: Endpoint }
  | { readonly ok: false; readonly cause: 'base_url_invalid'; readonly facts: CauseFacts['base_url_invalid'] }
  | { readonly ok: false; readonly cause: 'base_url_insecure'; readonly facts: GivenAddress }
  | { readonly ok: false; readonly cause: 'base_url_wrong_path'; readonly facts: WrongEnding };

/** Where the SDK sends requests when nothing else is said. */
export const defaultEndpoint: Endpoint = {
  baseURL: 'https://api.openai.com/v1',
  host: 'api.openai.com',
  official: true,
  source: { type: 'default' },
};

/**
 * Judges a base URL as the SDK and `fetch` will read it. Blank text is the default, as in the SDK, which
 * trims `OPENAI_BASE_URL` and ignores it when empty.
 */
export function parseEndpoint(text: string, source: EndpointSource): ParsedEndpoint {
  const address = text.trim();
  if (address === '') return { ok: true, endpoint: defaultEndpoint };

  const malformed = writtenWrong(address);
  if (malformed !== null) return malformed;

  const url = toURL(address);
  if (url === null) return invalid('host', address);
  if (blockedPorts.has(url.port) && !isDeadPort(url)) return invalid('port', address);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { ok: false, cause: 'base_url_insecure', facts: given(address, saferAddress(url)) };
  }

  const official = isOfficial(url);
  const path = withoutTrailingSlashes(url.pathname);
  const pasted = endpointPaths.find((suffix) => path.toLowerCase().endsWith(suffix));
  if (pasted !== undefined) {
    const base = official ? '/v1' : path.slice(0, -pasted.length);
    return wrongPath('endpoint_path', address, url.origin + base);
  }
  if (official && path !== '/v1') {
    return wrongPath('version_path', address, `${url.origin}/v1`);
  }
  return { ok: true, endpoint: { baseURL: url.origin + path, host: url.host, official, source } };
}

/**
 * May a key from `key` be sent to this endpoint without asking? Yes for OpenAI's own hosts, for
 * this machine, and for a host that the user named: as an option, in the shell, or in the very file that
 * holds the key.
 */
export function isTrusted(endpoint: Endpoint, key: KeyOrigin): boolean {
  return maySpeakForOpenai(endpoint) || isNamed(endpoint, key);
}

/** Whether the user named the host: not by default, and not by a file of the project that holds no key. */
function isNamed(endpoint: Endpoint, key: KeyOrigin): boolean {
  switch (endpoint.source.type) {
    case 'option':
    case 'environment':
      return true;
    case 'file':
      return key.type === 'file' && isSamePlace(key, endpoint.source);
    case 'default':
      return false;
  }
}

/** An admin key goes to OpenAI's own hosts, to this machine, and to an address that `--base-url` names. */
export function adminMayGo(endpoint: Endpoint): boolean {
  return maySpeakForOpenai(endpoint) || endpoint.source.type === 'option';
}

/** The same where nobody asked for a call with it: not to an address that only the project names. */
export function adminMayGoUnasked(endpoint: Endpoint, key: KeyOrigin): boolean {
  return endpoint.official || (adminMayGo(endpoint) && isNamed(endpoint, key));
}

/** OpenAI, or a server of this machine in its place, such as a rehearsal or a relay in front of it. */
export const maySpeakForOpenai = (endpoint: Pick<Endpoint, 'official' | 'baseURL'>): boolean =>
  endpoint.official || isOnThisMachine(endpoint);

/** A server of this machine. */
export const isOnThisMachine = ({ baseURL }: Pick<Endpoint, 'baseURL'>): boolean =>
  isLoopback(new URL(baseURL).hostname);

/** The host of an address, without the brackets of IPv6. */
export const bareHost = ({ hostname }: Pick<URL, 'hostname'>): string => hostname.replace(/^\[|\]$/g, '');

/**
 * A name or address of this machine, as `URL.hostname` gives it: 127.0.0.0/8, `[::1]`, `localhost` and the names
 * below it (reserved by RFC 6761).
 */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

/** Longer than any real address; keeps the search for a suggestion short. */
const longest = 2000;

/** Faults of the writing itself, found before a URL parser silently repairs them. */
function writtenWrong(address: string): ParsedEndpoint | null {
  if (address.length > longest) return invalid('host', address);
  if (/^(?:null|undefined|none)$/i.test(address)) {
    return invalid('placeholder', address, defaultEndpoint.baseURL);
  }
  // Somebody pasted the key into the wrong variable: it must not come back in a message.
  if (/^sk-/.test(address)) return { ok: false, cause: 'base_url_invalid', facts: { reason: 'key' } };
  const unquoted = /^(["'`])(.*)\1$/s.exec(address)?.[2];
  if (unquoted !== undefined) return invalid('quotes', address, unquoted);
  // The URL parser drops tabs and line breaks, and reads a backslash as a slash.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(address)) return invalid('characters', address);
  if (!address.includes('://'))
    return invalid('no_scheme', address, `${guessedScheme(address)}://${address}`);
  if (!/^https?:\/\/[^/]/i.test(address)) {
    return invalid('scheme', address, address.replace(/^[^:]{1,20}:\/+/, 'https://'));
  }
  if (address.includes('@')) return invalid('credentials', address, withoutCredentials(address));
  if (/[?#]/.test(address)) return invalid('query', address, address.replace(/[?#].*$/s, ''));
  return null;
}

function invalid(reason: AddressProblem, address: string, candidate?: string): ParsedEndpoint {
  return { ok: false, cause: 'base_url_invalid', facts: { reason, ...given(address, candidate) } };
}

function wrongPath(reason: WrongEnding['reason'], address: string, candidate: string): ParsedEndpoint {
  return { ok: false, cause: 'base_url_wrong_path', facts: { reason, ...given(address, candidate) } };
}

/** A candidate is only suggested where it would be accepted itself. */
function given(address: string, candidate?: string): GivenAddress {
  const parsed =
    candidate === undefined || candidate === address ? null : parseEndpoint(candidate, { type: 'option' });
  const retold = parsed !== null && !parsed.ok ? parsed.facts.suggestion : undefined;
  const suggestion = parsed?.ok ? parsed.endpoint.baseURL : retold;
  return { address: shownAddress(address), suggestion };
}

/** The address as it may be shown: user and password left out, and a query, in which some services take a key. */
export function shownAddress(address: string): Clean {
  const at = address.lastIndexOf('@');
  const slashes = address.indexOf('//');
  const start = slashes === -1 || slashes > at ? 0 : slashes + 2;
  const open = at === -1 ? address : `${address.slice(0, start)}…${address.slice(at)}`;
  return cleanText(open.replace(/([?#]).+$/s, '$1…'));
}

/** Only what follows the last `@` of the authority is the host; the rest was never one. */
function withoutCredentials(address: string): string | undefined {
  const url = toURL(address);
  if (url === null) return undefined;
  url.username = '';
  url.password = '';
  return url.href.includes('@') ? undefined : url.href;
}

function toURL(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

function guessedScheme(address: string): 'http' | 'https' {
  const url = toURL(`http://${address}`);
  return url !== null && isLoopback(url.hostname) ? 'http' : 'https';
}

/** 0.0.0.0 is where a local server listens; 127.0.0.1 is where it is asked. */
function saferAddress(url: URL): string {
  const safer = new URL(url);
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') safer.hostname = '127.0.0.1';
  else safer.protocol = 'https:';
  return safer.href;
}

function isOfficial(url: URL): boolean {
  if (url.protocol !== 'https:' || url.port !== '') return false;
  const region = /^(?:([a-z0-9-]{1,63})\.)?api\.openai\.com$/.exec(url.hostname);
  return region !== null && !region[1]?.startsWith('xn--');
}

/**
 * OpenAI's hosts for whoever shows a client certificate: `mtls.api.openai.com`, `mtls-eu.api.openai.com`. Source:
 * https://developers.openai.com/api/docs/guides/mutual-tls, and the mTLS examples of openai-node, read in November 2026.
 */
export const wantsClientCertificate = (host: string): boolean =>
  /^mtls(?:-[a-z0-9-]{1,20})?\.api\.openai\.com$/.test(host);

function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/** Paths that documentation shows after the base URL, longest first. */
const endpointPaths = [
  '/chat/completions',
  '/completions',
  '/images/generations',
  '/audio/transcriptions',
  '/audio/speech',
  '/embeddings',
  '/moderations',
  '/responses',
  '/models',
];

/** Ports at which nothing ever listens here: people name them to have a refused connection, and get one. */
const isDeadPort = ({ hostname, port }: URL): boolean =>
  isLoopback(hostname) && ['1', '7', '9'].includes(port);

/** Ports that `fetch` refuses ('bad port'). Source: Fetch Standard, 'port blocking', read in November 2026. */
const blockedPorts: ReadonlySet<string> = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 ' +
    '123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 ' +
    '990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  ).split(' '),
);
