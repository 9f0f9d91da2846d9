import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type {
  Phase,
  RecordedCertificate,
  RecordedFailure,
  RecordedResponse,
} from '../../domain/diagnosis/evidence.ts';
import { bareHost } from '../../domain/network/endpoint.ts';
import { type ProxyServer, routeFor } from '../../domain/network/proxy.ts';
import { codeOf } from '../files/error-code.ts';
import { BodyReader } from './body.ts';
import { readCertificate } from './certificate.ts';
import { errorChain } from './error-chain.ts';
import { recordHeaders } from './record-headers.ts';
import type { Outgoing, SendTools } from './request.ts';
import type { TunnelOptions } from './tunnel.ts';

/**
 * How long a phase may take, in ms; the deadline may end it earlier. A phase without a number has all the
 * time there is, since a model may think. For a body it is the longest pause.
 */
const phaseLimits: Readonly<Partial<Record<Phase, number>>> = {
  dns: 10_000,
  connect: 10_000,
  proxy: 10_000,
  tls: 10_000,
  body: 15_000,
};

/** One try of one request on one connection. */
export class Attempt {
  proxy: string | null = null;
  response: RecordedResponse | null = null;
  failure: RecordedFailure | null = null;
  certificate: RecordedCertificate | null = null;
  /** A kept connection turned out to be closed before any answer: that says nothing about the server. */
  wasStale = false;

  readonly #outgoing: Outgoing;
  readonly #tools: SendTools;
  readonly #reader: BodyReader;
  readonly #tunnel = new AbortController();
  #phase: Phase = 'prepare';
  /** When a list of models has to be there: one that never ends must leave time for the call that judges. */
  #bodyEnds: number | null = null;
  #proxyAccepted = false;
  #keysAgreed = false;
  #timer: NodeJS.Timeout | undefined;
  #timedOut = false;
  #over = false;
  #request: ClientRequest | null = null;
  #answer: IncomingMessage | null = null;
  #stop: (error: Error) => void = () => {};

  constructor(outgoing: Outgoing, tools: SendTools) {
    this.#outgoing = outgoing;
    this.#reader = new BodyReader(outgoing);
    this.#tools = tools;
  }

  async run(): Promise<void> {
    const stopped = new Promise<never>((_, reject) => {
      this.#stop = reject;
    });
    const cancel = (): void => this.#stop(named('AbortError', 'The call was cancelled.'));
    const { signal } = this.#outgoing;
    try {
      if (signal?.aborted) cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      this.#enter('prepare');
      // Too late before it began: nothing is to be sent.
      if (this.#timedOut || signal?.aborted) await stopped;
      await Promise.race([stopped, this.#exchange()]);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#over = true;
      clearTimeout(this.#timer);
      signal?.removeEventListener('abort', cancel);
      if (this.#answer !== null) this.response = this.#recordResponse(this.#answer);
      if (this.failure !== null || this.#reader.truncated) this.#hangUp();
    }
  }

  async #exchange(): Promise<void> {
    const url = new URL(this.#outgoing.url);
    const proxy = this.#proxyFor(url);
    const agent = await this.#tools.connections.agentFor(url.protocol, proxy);
    if (this.#over) return;
    this.#answer = await this.#ask(url, agent, proxy !== null);
    this.#bodyEnds =
      this.#outgoing.list === true ? (this.#tools.clock.now() + this.#outgoing.deadline) / 2 : null;
    this.#enter('body');
    await this.#reader.read(this.#answer, () => this.#enter('body'));
  }

  /** The next phase begins, with its own time limit. */
  #enter(phase: Phase): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    this.#phase = phase;
    const end = this.#bodyEnds ?? this.#outgoing.deadline;
    const left = end - this.#tools.clock.now();
    const limit = Math.max(0, Math.min(left, phaseLimits[phase] ?? left));
    const expire = (): void => {
      this.#timedOut = true;
      const within = limit === 0 ? 'No time was left' : `Nothing within ${Math.round(limit)} ms`;
      this.#stop(named('TimeoutError', `${within} (${phase}).`));
    };
    if (limit === 0) expire();
    else this.#timer = setTimeout(expire, limit);
  }

  #fail(error: unknown): void {
    const { redact } = this.#tools;
    const kept = this.#request?.reusedSocket === true && this.#answer === null && !this.#timedOut;
    this.wasStale = kept && ['ECONNRESET', 'EPIPE'].includes(codeOf(error));
    this.failure = {
      phase: this.#phase,
      timedOut: this.#timedOut,
      ...(this.#phase === 'proxy' ? { proxyAccepted: this.#proxyAccepted } : {}),
      ...(this.#keysAgreed ? { keysAgreed: true } : {}),
      chain: errorChain(error, redact),
    };
  }

  #hangUp(): void {
    this.#tunnel.abort();
    this.#request?.destroy();
  }

  #proxyFor(url: URL): ProxyServer | null {
    const route = routeFor(url.href, this.#tools.env);
    if (route.type === 'direct') return null;
    this.#phase = 'proxy';
    if (route.type === 'proxy') {
      this.proxy = route.proxy.masked;
      return route.proxy;
    }
    this.proxy = route.proxy;
    const error = new Error(`${route.variable} names a proxy that cannot be used: ${route.proxy}`);
    throw Object.assign(error, { code: `ERR_PROXY_${route.problem.toUpperCase()}` });
  }

  #ask(url: URL, agent: http.Agent, throughProxy: boolean): Promise<IncomingMessage> {
    const { method, headers, body } = this.#outgoing;
    const tunnel: TunnelOptions = {
      tunnelSignal: this.#tunnel.signal,
      onProxy: () => {
        this.#proxyAccepted = true;
        this.#enter('proxy');
      },
      onKeys: () => {
        this.#keysAgreed = true;
      },
      onTunnel: () => {
        this.#keysAgreed = false;
        this.#enter('tls');
      },
    };
    return new Promise((resolve, reject) => {
      const options = { method, headers, agent, ...(throughProxy ? tunnel : {}) };
      const request = (url.protocol === 'https:' ? https : http).request(url, options);
      this.#request = request;
      if (throughProxy) this.#enter('proxy');
      request.on('socket', (socket) => this.#follow(socket, request, url, throughProxy));
      request.on('response', resolve);
      request.on('error', reject);
      request.on('close', () => reject(closedEarly()));
      // Nobody asked for another protocol; without a listener the socket would be left open.
      request.on('upgrade', (answer, socket) => {
        socket.destroy();
        resolve(answer);
      });
      request.end(body ?? undefined);
    });
  }

  /** Tells the phases of a new connection apart. */
  #follow(socket: Socket, request: ClientRequest, url: URL, throughProxy: boolean): void {
    const secure = url.protocol === 'https:';
    if (request.reusedSocket) {
      if (secure) this.#see(socket as TLSSocket);
      this.#enter('headers');
      return;
    }
    if (!throughProxy) {
      const isAddress = isIP(bareHost(url)) !== 0;
      this.#enter(isAddress ? 'connect' : 'dns');
      socket.once('lookup', (error: Error | null) => {
        if (error === null) this.#enter('connect');
      });
      socket.once('connect', () => this.#enter(secure ? 'tls' : 'headers'));
    }
    if (!secure) return;
    // Node emits 'secure' before it judges the certificate, and closes the connection when it does not like it:
    // later there would be nothing to read. Without that event only this detail is missing.
    socket.prependListener('secure', () => this.#see(socket as TLSSocket));
    // The first key, and with it this event, comes after the other side's certificate.
    socket.once('keylog', () => {
      this.#keysAgreed = true;
    });
    socket.once('secureConnect', () => this.#enter('headers'));
  }

  #see(socket: TLSSocket): void {
    this.certificate = readCertificate(socket, this.#tools.redact);
  }

  #recordResponse(answer: IncomingMessage): RecordedResponse {
    return {
      status: answer.statusCode ?? 0,
      headers: recordHeaders(answer.headers, this.#tools.redact),
      body: this.#tools.redact(this.#reader.text()),
    };
  }
}

function closedEarly(): Error {
  return Object.assign(new Error('The connection was closed before an answer.'), { code: 'ECONNRESET' });
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
