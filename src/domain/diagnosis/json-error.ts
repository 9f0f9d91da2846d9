/** What an error answer says, taken together from every shape and wrapper that servers put around it. */
export interface SaidError {
  /** The innermost message: wrappers add words of their own around it. */
  readonly message: string | null;
  readonly code: string | null;
  readonly type: string | null;
  readonly param: string | null;
  /** Every message, outermost first. */
  readonly messages: readonly string[];
  /** Every code, type and status word, as written. */
  readonly codes: readonly string[];
  /** Codes that are numbers of a service's own, after the name of their field: `error_code_17`. */
  readonly numbered: readonly string[];
  /** Waiting times that stand in fields of their own, as written, in seconds or with their unit (`12.5`, `20s`). */
  readonly waits: readonly string[];
  /** Moments at which something opens again, in fields of their own, as written. */
  readonly resets: readonly string[];
  /** Names of quotas that were exceeded, as Google lists them. */
  readonly quotas: readonly string[];
  readonly requestId: string | null;
}

const messageNames = new Set([
  'message',
  'msg',
  'error',
  'detail',
  'details',
  'description',
  'errormsg',
  'errmsg',
  'errormessage',
  'errordescription',
  'statusmsg',
  'statusmessage',
  'faultstring',
  'title',
  'raw',
  'hint',
]);
/** They say what kind of error it is, where a name beside them says which one. */
const kindNames = new Set(['title', 'error', 'hint']);
const codeNames = new Set([
  'code',
  'type',
  'status',
  'statuscode',
  'reason',
  'errcode',
  'errorcode',
  'errortype',
]);
/** What was sent, echoed; what would have been right; and Google's advice on what to read. None of it says what is wrong. */
const echoNames = new Set([
  'input',
  'request',
  'requestbody',
  'payload',
  'schema',
  'ctx',
  'links',
  'headers',
  'tools',
  'flaggedinput',
]);
/** They may hold the whole answer of somebody else, as a text. */
const answerNames = new Set(['data', 'body', 'response', 'responsebody', 'errorbody', 'result', 'upstream']);
const waitNames = new Set([
  'retryafter',
  'retryafterseconds',
  'retryafters',
  'retryin',
  'retrydelay',
  'waitseconds',
  'waittime',
  'resetsinseconds',
  'resetinseconds',
  'resetsin',
  'resetin',
  'resetafter',
  'resetafterseconds',
  'estimatedtime',
]);
const waitNamesInMs = new Set([
  'retryafterms',
  'retryaftermilliseconds',
  'resetafterms',
  'retrydelayms',
  'waitms',
]);
const resetNames = new Set([
  'resetat',
  'resetsat',
  'resettime',
  'resetdate',
  'resetson',
  'nextreset',
  'nextresettime',
  'retryat',
  'availableat',
  'ratelimitreset',
  'xratelimitreset',
]);

/** Enough for every wrapper seen; an answer nested deeper, or longer, is cut off. */
const deepest = 8;
const mostNodes = 400;
const mostCodes = 60;
/** Of each message, in UTF-16 units: what is wrong is said at the beginning. What stands inside it is read whole. */
const longestMessage = 8_000;

/** An object that has a message or a code of its own. */
interface Node {
  depth: number;
  message: string | null;
  /** The message is only the kind of error. */
  isKind: boolean;
  code: string | null;
  type: string | null;
  param: string | null;
}

/** Reads an error out of a JSON value of any shape. Whether it is an error at all is for the caller to say. */
export function readError(json: unknown): SaidError {
  const nodes: Node[] = [];
  const messages: string[] = [];
  const codes: string[] = [];
  const numbered: string[] = [];
  const quotas: string[] = [];
  const times: Times = { waits: [], resets: [] };
  let requestId: string | null = null;
  let visited = 0;

  const visit = (value: unknown, depth: number, carriesMessages = true): void => {
    visited += 1;
    if (depth > deepest || visited > mostNodes) return;
    if (typeof value === 'string') {
      if (carriesMessages) sayIn(newNode(depth), value, depth);
      return;
    }
    if (Array.isArray(value)) {
      for (const item of value) visit(item, depth + 1, carriesMessages);
    }
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return;
    const node = newNode(depth);
    for (const [key, field] of Object.entries(value)) readField(node, key, field, depth);
  };

  const newNode = (depth: number): Node => {
    const node: Node = { depth, message: null, isKind: false, code: null, type: null, param: null };
    nodes.push(node);
    return node;
  };

  const readField = (node: Node, key: string, field: unknown, depth: number): void => {
    const name = plainName(key);
    const text = typeof field === 'number' ? String(field) : typeof field === 'string' ? field.trim() : null;
    if (text !== null) takeTime(times, name, text);
    if (name === 'headers') takeTimesOfHeaders(times, field);
    if (echoNames.has(name)) return;
    if (text !== null && name === 'quotaid') quotas.push(text.slice(0, 200));
    if (text !== null && name === 'requestid') requestId ??= text;
    if (text !== null && name === 'param') node.param ??= text;
    if (name === 'loc' && Array.isArray(field)) node.param ??= String(field.at(-1));
    if (text !== null && text !== '' && codeNames.has(name)) {
      if (text.length <= 100 && codes.length < mostCodes) codes.push(text);
      if (numbered.length < mostCodes && isOwnNumber(name, text)) numbered.push(`${name}_${text}`);
      if (name === 'type') node.type ??= text;
      else if (name === 'code' || name.endsWith('code')) node.code ??= text;
    }
    if (messageNames.has(name) && typeof field === 'string') sayIn(node, field, depth, kindNames.has(name));
    else if (answerNames.has(name) && typeof field === 'string') visit(jsonWithin(field), depth + 1);
    else if (typeof field === 'object' && field !== null)
      visit(field, depth + 1, messageNames.has(name) || name === 'errors');
  };

  /** A message may be a code, or hold a whole answer of somebody else. */
  const sayIn = (node: Node, written: string, depth: number, isKind = false): void => {
    const text = written.trim();
    if (text === '') return;
    const start = text.slice(0, longestMessage);
    takeMessage(node, start, isKind);
    messages.push(start);
    const inner = jsonWithin(text);
    if (inner !== undefined) visit(inner, depth + 1);
    else for (const part of pythonWithin(text)) readField(newNode(depth + 1), part.name, part.text, deepest);
  };

  visit(json, 0);
  return { ...namedIn(nodes), messages, codes, numbered, ...times, quotas, requestId };
}

function namedIn(nodes: readonly Node[]): Pick<SaidError, 'message' | 'code' | 'type' | 'param'> {
  const best = innermost(nodes);
  return {
    message: best?.message ?? null,
    code: best?.code ?? nodes.find(({ code }) => code !== null)?.code ?? null,
    type: best?.type ?? nodes.find(({ type }) => type !== null)?.type ?? null,
    param: best?.param ?? nodes.find(({ param }) => param !== null && param !== '')?.param ?? null,
  };
}

/** Not an HTTP status. Baidu's are the only ones of fewer than four digits. */
const isOwnNumber = (name: string, text: string): boolean =>
  name.endsWith('code') &&
  (/^\d{4,6}$/.test(text) || (name === 'errorcode' && /^\d{1,3}$/.test(text) && !/^[45]/.test(text)));

interface Times {
  readonly waits: string[];
  readonly resets: string[];
}

function takeTime({ waits, resets }: Times, name: string, text: string): void {
  const written = text.slice(0, 100);
  if (waitNames.has(name)) waits.push(written);
  if (waitNamesInMs.has(name)) waits.push(`${written}ms`);
  if (resetNames.has(name)) resets.push(written);
}

/** OpenRouter hands on the headers of whoever set a limit. */
function takeTimesOfHeaders(times: Times, headers: unknown): void {
  if (typeof headers !== 'object' || headers === null) return;
  for (const [name, value] of Object.entries(headers)) takeTime(times, plainName(name), String(value));
}

const plainName = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '');

/** What says which error it is comes before what only says of what kind it is. */
function takeMessage(node: Node, text: string, isKind: boolean): void {
  if (node.message !== null && (!node.isKind || isKind)) return;
  node.message = text;
  node.isKind = isKind;
}

/** The deepest node with a message; of equally deep ones the first, and one with a code before one without. */
function innermost(nodes: readonly Node[]): Node | null {
  let best: Node | null = null;
  for (const node of nodes) {
    if (node.message === null) continue;
    if (best === null || node.depth > best.depth || (node.depth === best.depth && !best.code && node.code)) {
      best = node;
    }
  }
  return best;
}

/** JSON that stands inside a message: `… - {"error": {…}}`. */
function jsonWithin(text: string): unknown {
  const brace = text.indexOf('{');
  const start = brace === -1 ? text.indexOf('[') : brace;
  const end = text.lastIndexOf(brace === -1 ? ']' : '}');
  if (start === -1 || end <= start) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start, end + 1));
    return typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A Python dictionary inside a message, as LiteLLM and others print it: `{'error': {'message': "…", 'code': '…'}}`. */
function pythonWithin(text: string): { name: string; text: string }[] {
  if (!text.includes('{')) return [];
  const found = text.matchAll(
    /['"](message|code|type|param)['"]: {0,2}(?:'([^'\n]{1,1000})'|"([^"\n]{1,1000})")/g,
  );
  return [...found].map((match) => ({ name: match[1] ?? '', text: match[2] ?? match[3] ?? '' }));
}
