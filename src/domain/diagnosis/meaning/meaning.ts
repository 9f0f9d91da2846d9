import type { Cause } from '../causes.ts';
import type { Evidence } from '../evidence-view.ts';
import { exactCodes, vagueCodes } from './codes.ts';
import { type Reading, readings, type Said } from './judge-meaning.ts';

/** What statuses mean by themselves: they bound what words can mean. */
const impossible: Readonly<Partial<Record<Cause, (status: number) => boolean>>> = {
  key_rejected: (status) => status >= 500 || [402, 404, 405, 413, 429].includes(status),
  key_missing_scope: (status) => status >= 500 || [402, 404, 405, 413, 429].includes(status),
  key_type_not_allowed: (status) => status >= 500 || [404, 405, 413, 429].includes(status),
  not_openai_api: (status) => status >= 429 || [402, 404, 405, 413].includes(status),
  organization_mismatch: (status) => status >= 429,
  project_mismatch: (status) => status >= 429,
  organization_required: (status) => status >= 429,
  base_url_wrong_path: (status) => status === 401 || status >= 422,
  model_wrong_endpoint: (status) => status === 401 || status === 429,
  request_rejected: (status) => status === 401 || status === 402 || status === 429 || status >= 500,
  request_too_large: (status) => status === 401 || status === 402,
  model_not_found: (status) => status === 402,
  rate_limited: (status) => status === 402 || status === 404,
};

const usual: Readonly<Record<number, readonly string[]>> = {
  401: ['key_', 'model_no_', 'organization_', 'project_', 'account_', 'ip_', 'region_'],
  402: ['billing_'],
  403: ['key_', 'model_no', 'region_', 'ip_', 'account_', 'billing_', 'organization_', 'project_', 'network_'],
  404: ['model_', 'base_url_', 'project_'],
  405: ['base_url_'],
  413: ['request_too'],
  422: ['request_'],
  429: ['rate_', 'billing_', 'service_', 'request_too', 'account_'],
};

function fits(cause: Cause, status: number): number {
  if (impossible[cause]?.(status)) return 0;
  if (cause === 'service_error' && status >= 400 && status < 500 && status !== 429) return 0.75;
  if (cause === 'service_error' && status === 429) return 0.7;
  if (cause === 'rate_limited' && status === 503) return 0.75;
  if (cause === 'model_not_found' && status >= 500) return status === 503 ? 1 : 0.7;
  const known = status >= 500 ? ['service_'] : usual[status];
  return known === undefined || known.some((start) => cause.startsWith(start)) ? 1 : 0.85;
}

export function saidBy({ answer }: Evidence): Said[] {
  const { messages } = answer.error;
  const whole = messages.length > 0 ? [...messages].reverse() : [answer.text];
  return whole.map((text, index) => ({
    text: (index === 0 ? text : (text.split('{')[0] ?? '')).slice(0, 4000).toLowerCase().replace(/[\u2018\u2019]/g, "'"),
    weight: index === 0 ? 1 : 0.85,
  }));
}

export function meaningOf(evidence: Evidence): Reading[] {
  const { answer, exchange } = evidence;
  const status = answer.meant;
  const bounds = { status, official: exchange.endpoint.official };
  const all: Reading[] = [...readings(saidBy(evidence), bounds)];
  for (const code of answer.codes) {
    const named = exactCodes.get(code);
    if (named) all.push({ cause: named, reason: undefined, weight: named === 'request_rejected' ? 70 : 78, order: -1, clause: code });
    const vaguely = vagueCodes.get(code);
    if (vaguely) all.push({ cause: vaguely, reason: undefined, weight: 54, order: 900, clause: code });
  }
  if (answer.error.param && !/^(?:none|null|model)$/i.test(answer.error.param) && [400, 404, 422].includes(status))
    all.push({ cause: 'request_rejected', reason: undefined, weight: 50, order: 901, clause: answer.error.param });
  const asWords = answer.error.codes.filter((code) => !/^\d+$/.test(code)).map((code) => ({
    text: code.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_\-.]/g, ' ').toLowerCase()
      .replace(/ ?\b(?:error|exception)$/, ''),
    weight: 0.6,
  }));
  all.push(...readings(asWords, bounds));
  const possible = all
    .map((reading) => ({ ...reading, weight: reading.weight * (reading.reason === 'relay_key' || (reading.order === -1 && reading.cause === 'request_rejected') ? 1 : fits(reading.cause, status)) * (answer.status >= 500 && reading.cause.startsWith('key_') ? 0 : 1) }))
    .filter(({ weight }) => weight > 10)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  const money = possible.some(({ cause, weight }) => cause.startsWith('billing_') && weight >= 30);
  const judged = possible.some(({ cause, weight }) => cause === 'key_rejected' && weight >= 35);
  return possible.filter(
    ({ cause }) => !(cause === 'account_deactivated' && money) && !(cause === 'not_openai_api' && judged),
  );
}
