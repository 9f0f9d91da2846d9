import { Secret } from '../secrets/secret.ts';
import { bareHost, isLoopback, shownAddress } from './endpoint.ts';

/** A proxy that this program can use: HTTP, or HTTP over TLS, asked to `CONNECT`. */
export interface ProxyServer {
  /** The whole address, with user and password where there are any; never shown. */
  readonly address: Secret;
  /** For showing: `http://…@proxy.example:3128`. */
  readonly masked: string;
  readonly secure: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string;
  readonly port: number;
  readonly hasCredentials: boolean;
  /** The variable that named it, as it is written in the environment. */
  readonly variable: string;
}

/** How a URL is reached. `unusable`: a variable names a proxy that cannot be used; nothing is to be sent. */
export type Route =
  | { readonly type: 'direct' }
  | { readonly type: 'proxy'; readonly proxy: ProxyServer }
  | {
      readonly type: 'unusable';
      readonly problem: 'socks' | 'scheme' | 'address';
      readonly variable: string;
      /** Its value without user and password. */
      readonly proxy: string;
    };

type ProxyVariables = Readonly<Record<string, string | undefined>>;

/**
 * Which proxy a URL goes through, as curl decides: the scheme's own variable, then `ALL_PROXY`, lower case
 * first; `NO_PROXY` excepts hosts; this machine is never reached through a proxy.
 * Source: https://curl.se/docs/manpage.html, 'ENVIRONMENT', read in November 2026.
 */
export function routeFor(address: string, env: ProxyVariables): Route {
  const url = new URL(address);
  if (isLoopback(url.hostname)) return { type: 'direct' };

  const scheme = url.protocol.slice(0, -1);
  const variable = [`${scheme}_proxy`, 'all_proxy']
    .flatMap((name) => [name, name.toUpperCase()])
    .find((name) => env[name]?.trim());
  const value = variable === undefined ? undefined : env[variable]?.trim();
  if (variable === undefined || value === undefined) return { type: 'direct' };

  const exceptions = env['no_proxy']?.trim() || env['NO_PROXY']?.trim() || '';
  if (isExcepted(url, exceptions)) return { type: 'direct' };
  return readProxy(value, variable);
}

/** Reads a proxy's address; one without a scheme is understood as `http://`. */
function readProxy(value: string, variable: string): Route {
  const given = { variable, proxy: shownAddress(value) };
  const whole = value.includes('://') ? value : `http://${value}`;
  if (/^socks\d?[a-z]?:/i.test(whole)) return { type: 'unusable', problem: 'socks', ...given };
  if (!/^https?:/i.test(whole)) return { type: 'unusable', problem: 'scheme', ...given };
  if (!URL.canParse(whole)) return { type: 'unusable', problem: 'address', ...given };

  const url = new URL(whole);
  const secure = url.protocol === 'https:';
  const hasCredentials = url.username !== '' || url.password !== '';
  if (!isDecodable(url.username) || !isDecodable(url.password)) {
    return { type: 'unusable', problem: 'address', ...given };
  }
  const proxy: ProxyServer = {
    address: new Secret(`${url.protocol}//${userinfo(url)}${url.host}`),
    masked: `${url.protocol}//${hasCredentials ? '…@' : ''}${url.host}`,
    secure,
    hostname: bareHost(url),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    hasCredentials,
    variable,
  };
  return { type: 'proxy', proxy };
}

function userinfo(url: URL): string {
  if (url.username === '' && url.password === '') return '';
  return `${url.username}${url.password === '' ? '' : `:${url.password}`}@`;
}

/** A stray `%` in a password cannot be turned back into text. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function isExcepted(url: URL, exceptions: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && matches(entry, url.hostname, port));
}

/** One entry of `NO_PROXY`: `*`, a name (and all below it), an address, a range; each may carry a port. */
function matches(entry: string, hostname: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(hostname, entry);
  const plainIPv6 = !entry.startsWith('[') && entry.indexOf(':') !== entry.lastIndexOf(':');
  const colon = plainIPv6 ? -1 : entry.lastIndexOf(':');
  const hasPort = colon > entry.lastIndexOf(']');
  if (hasPort && entry.slice(colon + 1) !== port) return false;

  const named = hasPort ? entry.slice(0, colon) : entry;
  if (plainIPv6 || named.startsWith('[')) return hostname === canonicalIPv6(named);
  const name = named.replace(/^\*?\./, '');
  return name !== '' && (hostname === name || (!isIPv4(hostname) && hostname.endsWith(`.${name}`)));
}

/** IPv6 addresses have many spellings; the URL parser knows the one that `hostname` has. */
function canonicalIPv6(text: string): string | null {
  const address = `http://${text.startsWith('[') ? text : `[${text}]`}`;
  return URL.canParse(address) ? new URL(address).hostname : null;
}

/** IPv4 ranges (`10.0.0.0/8`); ranges of IPv6 addresses are not understood, and match nothing. */
function isInRange(hostname: string, range: string): boolean {
  const [network = '', width = ''] = range.split('/');
  const bits = /^\d{1,2}$/.test(width) ? Number(width) : 33;
  if (!isIPv4(hostname) || !isIPv4(network) || bits > 32) return false;
  const divisor = 2 ** (32 - bits);
  return Math.floor(toNumber(hostname) / divisor) === Math.floor(toNumber(network) / divisor);
}

function isIPv4(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text);
}

function toNumber(ipv4: string): number {
  return ipv4.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
