import { anyOf, oneOf, phrase, wordsOf } from '../text/phrase.ts';
import type { CauseFacts } from './cause-facts.ts';
import type { Evidence, Rule, Ruling } from './evidence-view.ts';
import { squeeze } from './read-answer.ts';

/** Codes, types and error names that say it by themselves. LiteLLM: `expired_key`; Azure: `ExpiredAuthenticationToken`. */
const codes: ReadonlySet<string> = new Set(
  wordsOf(`
    key_expired expired_key api_key_expired apikey_expired expired_api_key token_expired expired_token
    access_token_expired expired_access_token expired_authentication_token expired_credentials credentials_expired
    expired_token_exception token_expired_error expired_key_error jwt_expired
  `).map(squeeze),
);

const key = anyOf(
  /(?:api|access|secret|virtual|subscription|project|service account)[ _-]?keys?|\bkeys?|credentials?/,
  /\btokens?|\bjwt/,
);
const keyInChinese = /令牌|密钥|秘钥|token|api ?key|apikey|key|凭证|凭据/;

/** What else may run out where a key is mentioned. */
const somethingElse = anyOf(
  /trial(?! (?:api )?key)|subscription|\bplan\b|package|quota|credits?\b|balance|grant/,
  /certificate|card|session id|prompt|file|batch|url/,
  /套餐|订阅|额度|余额|证书|试用|资源包|会员/,
);

const between = oneOf`it they the your has have is was been already token key`;
/** It is only one of the things that may have gone wrong. */
const oneOfSeveral = anyOf(
  /expired ?(?:,|\/| or | and\/or )/,
  phrase`(?:\bor|\/) ?(?:${between} ?){0,5}expired`,
  /(?:过期|到期)(?:或|、|\/|／|以及)|(?:或|、|\/|／)(?:者)?.{0,3}(?:过期|到期)/,
);

const denied = /\b(?:not|n't|never) (?:yet |been )?expired|(?:未|没有|不会)(?:过期|到期)/;

const expiredWords = [
  phrase`(?:${key})\b.{0,60}\bexpired`,
  phrase`\bexpired (?:[\w-]+ ){0,2}(?:${key})`,
  /lifetime validation failed/,
  phrase`(?:${key})\b.{0,40}\bexpir(?:y|ation)\b.{0,60}\b(?:is earlier than|passed|in the past)`,
  phrase`(?:${keyInChinese}).{0,8}(?:过期|到期)`,
  phrase`(?:过期|到期)的?.{0,4}(?:${keyInChinese})`,
];

const longest = /max(?:imum)?(?: allowed| permitted)? (?:\w+ ){0,2}(?:age|lifetime|validity)/;
const tooOld = [
  phrase`(?:${key})\b.{0,80}(?:older than|exceed(?:s|ed)?|over|past|beyond|reached)\b.{0,40}(?:${longest})`,
  phrase`(?:${key})\b.{0,20}\bolder than (?:the )?(?:\w+ ){0,4}(?:allows?|permits?|policy)`,
];

const ofASignIn = anyOf(
  /sign(?:ing)? in|log(?:ging)? in|\blogin\b|\bjwt\b|authentication token|access token|id token|oauth|lifetime validation/,
  /idx10\d\d\d|登录|登陆/,
);

/** Somebody says of the key, and of nothing else, that its time has run out. A fault of the service judges no key. */
export const expiredKeyRule: Rule = {
  id: 'key-expired',
  when: (evidence) => {
    const { answer } = evidence;
    if (answer.status >= 500 || answer.meant >= 500 || answer.shape === 'page') return null;
    const clauses = clausesOf(evidence);
    if (clauses.some((clause) => tooOld.some((words) => words.test(clause)))) return endedAs('age');
    if (!namesIt(evidence) && !clauses.some(saysSo)) return null;
    return expired(evidence);
  },
};

/** Of a key that its words say has expired; or that it is refused, where something else may have. */
export const expired = (evidence: Evidence): Ruling =>
  !clausesOf(evidence).some(saysSo) &&
  (oneOfSeveral.test(evidence.answer.text) || somethingElse.test(evidence.answer.text))
    ? { cause: 'key_rejected', facts: {} }
    : endedAs(ofASignIn.test(evidence.answer.text) ? 'sign_in' : 'key');

const endedAs = (reason: CauseFacts['key_expired']['reason']) =>
  ({ cause: 'key_expired', facts: { reason } }) as const;

const clausesOf = ({ answer }: Evidence): readonly string[] => answer.text.split(/[.!?;。！？；] ?/);

/** Its code, unless the message leaves open what it was. */
const namesIt = ({ answer }: Evidence): boolean =>
  [...answer.codes].some((code) => codes.has(code)) && !oneOfSeveral.test(answer.text);

function saysSo(clause: string): boolean {
  return (
    expiredWords.some((words) => words.test(clause)) &&
    !somethingElse.test(clause) &&
    !oneOfSeveral.test(clause) &&
    !denied.test(clause)
  );
}
