import type { Socket } from 'node:net';

/** The head of a proxy's answer, and what came behind it. Names of headers are in small letters. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rest: Buffer;
}

/** Bytes, and heads, that nobody sends who means to answer. */
const longestHead = 64 * 1024;
const mostHeads = 20;

/**
 * The answer behind `100 Continue`, `103 Early Hints` and the like, which Node takes for the answer to `CONNECT`. Throws
 * where the connection ends before, or what comes is no head.
 */
export async function finalHead(first: AnswerHead, socket: Socket, signal: AbortSignal): Promise<AnswerHead> {
  let head = first;
  for (let count = 0; isInterim(head.status); count += 1) {
    if (count === mostHeads) throw broken('HPE_INVALID_STATUS', 'The proxy never came to an answer.');
    head = await nextHead(head.rest, socket, signal);
  }
  return head;
}

const isInterim = (status: number): boolean => status >= 100 && status < 200 && status !== 101;

function nextHead(begun: Buffer, socket: Socket, signal: AbortSignal): Promise<AnswerHead> {
  return new Promise((resolve, reject) => {
    let bytes = begun;
    const stop = (): void => {
      socket.removeListener('data', take);
      socket.removeListener('close', closed);
      signal.removeEventListener('abort', aborted);
      socket.pause();
    };
    const fail = (error: Error): void => {
      stop();
      socket.destroy();
      reject(error);
    };
    const closed = (): void =>
      fail(broken('ECONNRESET', 'The proxy closed the connection without an answer.'));
    const aborted = (): void => fail(broken('ABORT_ERR', 'The proxy was given up.'));
    const look = (): void => {
      const end = /\r?\n\r?\n/.exec(bytes.toString('latin1'));
      if (!end) {
        if (bytes.length > longestHead) fail(broken('HPE_HEADER_OVERFLOW', 'The head has no end.'));
        return;
      }
      const head = parsed(bytes.toString('latin1', 0, end.index));
      if (!head) {
        fail(broken('HPE_INVALID_CONSTANT', 'What the proxy sent is no HTTP.'));
        return;
      }
      stop();
      resolve({ ...head, rest: bytes.subarray(end.index + end[0].length) });
    };
    const take = (piece: Buffer): void => {
      bytes = Buffer.concat([bytes, piece]);
      look();
    };
    if (signal.aborted) return aborted();
    if (socket.destroyed) return closed();
    // What breaks the connection closes it too.
    socket.on('error', () => {});
    socket.on('close', closed);
    signal.addEventListener('abort', aborted);
    look();
    socket.on('data', take);
  });
}

function parsed(text: string): Pick<AnswerHead, 'status' | 'headers'> | null {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const status = /^HTTP\/1\.\d (\d{3})(?: |$)/.exec(first)?.[1];
  if (!status) return null;
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return { status: Number(status), headers };
}

const broken = (code: string, message: string): Error => Object.assign(new Error(message), { code });
