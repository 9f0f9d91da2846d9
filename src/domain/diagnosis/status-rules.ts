import { anyOf, phrase } from '../text/phrase.ts';
import { keyFacts, modelFacts, parameterFacts, pathFacts } from './answer-facts.ts';
import { answerRule, type Evidence, type Rule, status } from './evidence-view.ts';

const serverFault = ({ answer }: Evidence): boolean => answer.meant >= 500 && answer.meant <= 599;
const inShape = ({ answer }: Evidence): boolean => answer.shape === 'json' || answer.shape === 'stream';
const noPage = ({ answer }: Evidence): boolean => answer.shape !== 'page';

/** A 401 of an API that says no more than that it is one. */
const onlyUnauthorized = anyOf(
  /^$|\bjwt\b|\bsession\b|expired|unauthori[sz]ed|authenticat|authori[sz]|credential|\bkey\b|\btoken\b/,
  /log ?in|access denied|未授权|未登录|无权|登录|令牌|密钥|认证|鉴权/,
  /^(?:error|invalid request|failed|401|denied|forbidden)\b/,
);

/** A longer text says more than that a key is refused, and was not understood. */
const longestPlainRefusal = 80;

const whatIsMissing = /error|404|status|http|resource|page|the|requested|url|path|file|endpoint|api|[-:.,!]/;
/** A 404 whose message names nothing but that something is not there. */
const nothingThere = phrase`^(?:${whatIsMissing}*\s*)*(?:not[ _]?found|404|no such (?:resource|page))\.?$`;

/** What remains where words say little or nothing: what the status says. */
export const statusRules: readonly Rule[] = [
  answerRule({
    id: 'bare-404',
    cause: 'base_url_wrong_path',
    only: (evidence) => status(404)(evidence) && nothingToSay(evidence),
    facts: pathFacts,
  }),
  // A fault of the service judges no key, whatever status stands in its body.
  answerRule({
    id: 'refused-inside-5xx',
    cause: 'service_error',
    only: (evidence) => evidence.answer.status >= 500 && status(401, 403, 498)(evidence),
  }),
  answerRule({
    id: 'status-402',
    cause: 'billing_no_credit',
    only: (evidence) => status(402)(evidence) && noPage(evidence),
  }),
  answerRule({ id: 'status-413', cause: 'request_too_large', only: status(413, 414, 431) }),
  // 429 means a pace by definition, where no word means money, size or a ban.
  answerRule({
    id: 'status-429',
    cause: 'rate_limited',
    only: (evidence) => status(429)(evidence) && noPage(evidence),
    facts: modelFacts,
  }),
  answerRule({
    id: 'status-405',
    cause: 'base_url_wrong_path',
    only: (evidence) => status(405)(evidence) && noPage(evidence),
    facts: pathFacts,
  }),
  answerRule({
    id: 'status-503',
    cause: 'service_overloaded',
    only: (evidence) => evidence.answer.meant === 529 || (evidence.answer.meant === 503 && inShape(evidence)),
  }),
  answerRule({ id: 'status-5xx', cause: 'service_error', only: serverFault }),
  answerRule({ id: 'status-408', cause: 'network_timeout', only: status(408, 499) }),
  // A model that was there and is no more: the path of a chat completion is there for any of them.
  answerRule({
    id: 'status-410',
    cause: 'model_retired',
    only: (evidence) =>
      status(410)(evidence) && inShape(evidence) && evidence.exchange.purpose === 'chat' && isShort(evidence),
    facts: modelFacts,
  }),
  answerRule({ id: 'status-409', cause: 'service_error', only: status(409, 425) }),
  answerRule({ id: 'status-451', cause: 'region_unsupported', only: status(451) }),
  answerRule({
    id: 'model-parameter-refused',
    cause: 'model_not_found',
    says: [/invalid|unknown|unsupported|not (?:found|exist|supported|valid|available)/],
    unless: [/not support(?:ed)? with this model|must provide|required/],
    only: (evidence) => evidence.answer.error.param === 'model' && status(400, 404, 422)(evidence),
    facts: modelFacts,
  }),
];

/** A key that was refused without a word that says more. */
export const unauthorizedRule: Rule = {
  id: 'plain-401',
  when: (evidence) => {
    const { answer } = evidence;
    if (answer.status >= 500 || !status(401, 498)(evidence)) return null;
    const plain =
      answer.shape === 'json' &&
      answer.failed &&
      answer.text.length <= longestPlainRefusal &&
      onlyUnauthorized.test(answer.text);
    return plain || bearerRefused(evidence) ? { cause: 'key_rejected', facts: keyFacts(evidence) } : null;
  },
};

/** A request that was refused without a word that says more. */
export const requestRule: Rule = answerRule({
  id: 'request',
  cause: 'request_rejected',
  only: (evidence) => status(400, 406, 415, 422)(evidence) && inShape(evidence) && evidence.answer.failed,
  facts: parameterFacts,
});

/** RFC 6750, section 3: the server names the fault of a bearer token in this header. */
function bearerRefused({ answer }: Evidence): boolean {
  return (
    answer.shape !== 'page' &&
    /^bearer\b.{0,200}error="?invalid_token/i.test(answer.headers['www-authenticate'] ?? '')
  );
}

/** As short as the name of the status. */
const isShort = ({ answer }: Evidence): boolean => answer.text.length <= longestPlainRefusal;

function nothingToSay({ answer }: Evidence): boolean {
  if (answer.shape === 'page') return false;
  return answer.text.length < 200 && (answer.text === '' || nothingThere.test(answer.text.trim()));
}
