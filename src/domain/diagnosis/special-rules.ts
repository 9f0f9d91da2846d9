import { anyOf, phrase } from '../text/phrase.ts';
import { modelFacts, pathFacts, regionFacts, suggestedHost } from './answer-facts.ts';
import { answerRule, type Rule, status } from './evidence-view.ts';
import { squeeze } from './read-answer.ts';

/** What the table of meanings can't say: an answer that means another thing than its words, or whose words are names. */

const mostTokens = /max(?:_completion|_output)?_tokens/;
const lengthLimit = anyOf(mostTokens, /(?:model )?output (?:token )?limit|length limit/);
const stopped = /(?:stopped|ended|finished|truncated|cut off)(?: early)?/;
const cutShort = anyOf(
  /could not finish the message/,
  phrase`${lengthLimit}[^\d]{0,40} (?:was|were|been|is) (?:reached|hit)`,
  phrase`${stopped} (?:because|due to|by)(?: \w+){0,3} (?:length|${mostTokens}|token limit)`,
);

/** A quota that stands as a name, such as `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
function quotaNamed(id: string, names: RegExp, cause: 'rate_limited' | 'rate_limited_daily'): Rule {
  return {
    id,
    when: ({ answer }) =>
      answer.error.quotas.some((quota) => names.test(squeeze(quota))) ? { cause } : null,
  };
}

export const specialRules: readonly Rule[] = [
  // Looks like a failure, and proves that key, credit and model access work.
  {
    id: 'token-limit-reached',
    when: ({ answer }) =>
      answer.meant < 500 && cutShort.test(answer.text) && !/context/.test(answer.text)
        ? { success: true }
        : null,
  },
  // The right host is named, whatever is said around it.
  answerRule({
    id: 'residency-host-named',
    cause: 'base_url_wrong_region',
    says: [
      /(?:use|request(?:s)?(?: to)?|via|to|through|at|is|by) (?:https:\/\/)?(?:[a-z0-9-]{1,40}\.)?api\.openai\.com/,
    ],
    unless: [/unsupported_country|not supported|over https/],
    only: (evidence) => suggestedHost(evidence) !== undefined,
    facts: regionFacts,
  }),
  answerRule({
    id: 'key-wrong-issuer',
    cause: 'key_wrong_kind',
    codes: 'invalid_issuer unknown_issuer',
    says: [
      /(?:not|n't) (?:from|issued by) a (?:valid|trusted|known|recogni[sz]ed) issuer/,
      /(?:invalid|unknown|untrusted|wrong) (?:token )?issuer|issuer is not configured/,
    ],
    only: ({ answer }) => answer.status < 500,
    facts: () => ({ reason: 'jwt' }),
  }),
  // A relay that has no key for the service behind it: 'Incorrect API key provided: None'.
  answerRule({
    id: 'relay-without-key',
    cause: 'service_error',
    says: [/(?:incorrect|invalid) api[ -]?key (?:provided)?: ?[`'"]?(?:none|null|undefined)\b/],
    only: ({ exchange }) => exchange.key !== null && !exchange.endpoint.official,
    facts: () => ({ reason: 'relay_key' }),
  }),
  // Such a server wants each request signed with a secret, as no client of this API does.
  answerRule({
    id: 'wants-signature',
    cause: 'not_openai_api',
    says: [/hmac signature|signature (?:we calculated )?(?:does not|doesn't) match/],
    unless: [/\b(?:key|token)s?\b/],
    only: (evidence) => status(401, 403)(evidence) && !evidence.exchange.endpoint.official,
    facts: () => ({ reason: 'other_form' }),
  }),
  // How one-api and its kin refuse a key that is not one of theirs.
  answerRule({
    id: 'relay-token-missing',
    cause: 'key_rejected',
    says: [/未提供令牌/],
    only: ({ exchange, answer }) => exchange.key !== null && answer.status < 500,
  }),
  // Google advises to retry, although a limit of nothing never grows: the model is not in the free tier.
  answerRule({
    id: 'quota-of-nothing',
    cause: 'billing_no_credit',
    says: [
      /quota exceeded for metric.{0,120}free_tier.{0,60}limit: 0\b/,
      /(?:does not|doesn't) have a free (?:quota )?tier/,
    ],
  }),
  // Google names the quotas that were exceeded in fields of their own, and the longest decides how long to wait.
  quotaNamed('quota-named-per-day', /perday/, 'rate_limited_daily'),
  quotaNamed('quota-named-per-time', /per(?:minute|second|hour)/, 'rate_limited'),
  answerRule({
    id: 'quota-per-time',
    cause: 'rate_limited',
    says: [
      /quota.{0,200}(?:per.?(?:minute|second|hour)|retry in \d|free_tier_requests)/,
      /resource has been exhausted \(e\.g\. check quota\)/,
    ],
    unless: [/per.?day|daily/],
  }),
  // All that Anthropic says of a model that is not there is its name.
  answerRule({
    id: 'model-named',
    cause: 'model_not_found',
    says: [/^model: ?[^ ]+$/],
    only: status(400, 404),
    facts: modelFacts,
  }),
  // How OpenAI and its like name a path that they don't have, under whatever status.
  answerRule({
    id: 'no-such-url',
    cause: 'base_url_wrong_path',
    says: [/\b(?:invalid|unknown) url:? ?\((?:get|post|put|delete|patch|head) \//],
    only: ({ answer }) => answer.meant < 500,
    facts: pathFacts,
  }),
  // What the server has no program for is nothing that waiting mends (RFC 9110, 15.6.2).
  answerRule({
    id: 'not-implemented',
    cause: 'base_url_wrong_path',
    says: [/^[^.]{0,40}not.?implemented[^.]{0,20}$/],
    only: status(501),
    facts: pathFacts,
  }),
  // How Amazon's API gateway says that there is no such route, although a key was sent.
  answerRule({
    id: 'aws-no-route',
    cause: 'base_url_wrong_path',
    says: [/^missing authentication token$/],
    only: status(403),
    facts: pathFacts,
  }),
];
