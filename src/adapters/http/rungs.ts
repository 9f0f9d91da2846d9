import { lookup } from 'node:dns/promises';
import http from 'node:http';
import net, { type Socket } from 'node:net';
import tls, { type TLSSocket } from 'node:tls';
import { bareHost } from '../../domain/network/endpoint.ts';
import type { LadderStep } from '../../domain/network/ladder.ts';
import { codeOf } from '../files/error-code.ts';
import { readCertificate } from './certificate.ts';
import { startStopwatch } from './stopwatch.ts';

/** The longest that one rung may take, in ms. */
const longestRung = 3000;

/** What every rung needs to know. */
export interface Climb {
  readonly url: URL;
  readonly deadline: number;
  readonly clock: { now(): number };
  readonly redact: (text: string) => string;
}

type Rung = Pick<LadderStep, 'way' | 'rung' | 'family' | 'target'>;
type Details = Partial<Pick<LadderStep, 'code' | 'status' | 'certificate' | 'page' | 'proxyAuthenticate'>>;

/** How a rung ended; `value` is what the next one stands on. */
interface RungOutcome<T> {
  readonly step: LadderStep;
  readonly value: T | null;
}

/** Runs one rung with its time limit. `work` is told by the signal when it is no longer wanted. */
export async function rung<T>(
  climb: Climb,
  place: Rung,
  work: (signal: AbortSignal) => Promise<{ value: T | null; details?: Details; ok?: boolean }>,
): Promise<RungOutcome<T>> {
  const elapsed = startStopwatch();
  const limit = Math.max(0, Math.min(longestRung, climb.deadline - climb.clock.now()));
  const abandon = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limit);
  });
  const step = (ok: boolean, timedOut: boolean, details: Details = {}): LadderStep => ({
    ...place,
    ok,
    timedOut,
    ms: elapsed(),
    ...details,
    code: details.code ?? null,
  });
  try {
    const ended = await Promise.race([work(abandon.signal), tooLate]);
    if (ended === 'late') return { step: step(false, true), value: null };
    return { step: step(ended.ok ?? true, false, ended.details), value: ended.value };
  } catch (error) {
    return { step: step(false, false, failureDetails(error, climb.redact)), value: null };
  } finally {
    clearTimeout(timer);
    abandon.abort();
  }
}

function failureDetails(error: unknown, redact: (text: string) => string): Details {
  const { code, proxyStatus, proxyAuthenticate } = error as Record<string, unknown>;
  return {
    ...(typeof code === 'string' ? { code: redact(code) } : {}),
    ...(typeof proxyStatus === 'number' ? { status: proxyStatus } : {}),
    ...(typeof proxyAuthenticate === 'string' ? { proxyAuthenticate: redact(proxyAuthenticate) } : {}),
  };
}

/** The addresses of a name, as programs get them (`getaddrinfo`), of one family. */
export function resolveName(climb: Climb, way: LadderStep['way'], host: string, family: 4 | 6) {
  return rung(climb, { way, rung: 'dns', family, target: host }, async () => {
    const found = await lookup(host, { family, all: true });
    return { value: found.map(({ address }) => address).slice(0, 8) };
  });
}

export function connectTo(climb: Climb, way: LadderStep['way'], address: string, port: number) {
  const family = net.isIPv6(address) ? 6 : 4;
  const target = family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
  return rung<Socket>(climb, { way, rung: 'tcp', family, target }, async (signal) => {
    const socket = net.connect({ host: address, port });
    await opened(socket, 'connect', signal);
    return { value: socket };
  });
}

/**
 * Shakes hands and looks at the certificate, whether it is trusted or not: nothing secret ever goes through
 * this connection.
 */
export function secure(climb: Climb, way: LadderStep['way'], socket: Socket) {
  const { host } = climb.url;
  return rung<TLSSocket>(climb, { way, rung: 'tls', family: null, target: host }, async (signal) => {
    const bare = bareHost(climb.url);
    const name = net.isIP(bare) === 0 ? { servername: bare } : {};
    const secured = tls.connect({ socket, host: bare, ...name, rejectUnauthorized: false });
    await opened(secured, 'secureConnect', signal);
    const certificate = readCertificate(secured, climb.redact);
    const code = secured.authorized ? undefined : refusalOf(secured.authorizationError);
    const details = {
      ...(certificate === null ? {} : { certificate }),
      ...(code === undefined ? {} : { code }),
    };
    return { value: secured, ok: secured.authorized, details };
  });
}

/** Asks without a key; only the head of the answer counts. */
export function askOver(climb: Climb, way: LadderStep['way'], socket: Socket) {
  const place = { way, rung: 'http', family: null, target: climb.url.host } as const;
  return rung<null>(climb, place, async (signal) => {
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const { pathname, host } = climb.url;
      const headers = { host, accept: 'application/json', connection: 'close' };
      const request = http.request({ path: pathname, headers, createConnection: () => socket, signal });
      request.on('response', resolve);
      request.on('error', reject);
      request.on('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
      request.end();
    });
    answer.destroy();
    const header = (name: 'content-type' | 'location' | 'date'): string | null => {
      const value = answer.headers[name];
      return value === undefined ? null : climb.redact(value).slice(0, 500);
    };
    const html = /html/i.test(header('content-type') ?? '');
    const page = { html, location: header('location'), date: header('date') };
    return { value: null, details: { status: answer.statusCode ?? 0, page } };
  });
}

/** Resolves when the socket is open; after that, errors are for the next rung to see. */
function opened(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOpen = false;
    socket.on('error', reject);
    socket.on('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    socket.once(event, () => {
      isOpen = true;
      resolve();
    });
    signal.addEventListener('abort', () => {
      if (!isOpen) socket.destroy();
    });
  });
}

/** Node types it as an Error; in truth it is the code's text. */
const refusalOf = (error: unknown): string =>
  (typeof error === 'string' ? error : codeOf(error)) || 'ERR_TLS';
