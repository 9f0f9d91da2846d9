import { anyOf, phrase } from '../text/phrase.ts';
import { keyFacts } from './answer-facts.ts';
import { answerRule, type Evidence, type Rule, status } from './evidence-view.ts';
import { expiredKeyRule } from './expired-key.ts';

const mostTokens = /max(?:_completion|_output)?_tokens/;
const lengthLimit = anyOf(mostTokens, /(?:model )?output (?:token )?limit|length limit/);
const stopped = /(?:stopped|ended|finished|truncated|cut off)(?: early)?/;
const cutShort = anyOf(
  /could not finish the message/,
  phrase`${lengthLimit}[^\d]{0,40} (?:was|were|been|is) (?:reached|hit)`,
  phrase`${stopped} (?:because|due to|by)(?: \w+){0,3} (?:length|${mostTokens}|token limit)`,
);

/** Looks like a failure, and proves that key, credit and model access work. */
export const disguiseRules: readonly Rule[] = [
  {
    id: 'token-limit-reached',
    when: ({ answer }) =>
      answer.meant < 500 && cutShort.test(answer.text) && !/context/.test(answer.text)
        ? { success: true }
        : null,
  },
];

const didNot = /didn't|did not|haven't|have not|not|no|without|must|failed to/;
const send = /provided?|suppl(?:y|ied)|sen[dt]|includ(?:e|ed)|present(?:ed)?|specif(?:y|ied)/;
const aKey = /api[ -]?key|key|token|authori[sz]ation|credentials|auth/;
const wayToAuthenticate = anyOf(
  /bearer|basic|authori[sz]ation|authentication|api[ -_]?key|access token|auth|token/,
  /credentials|subscription key|x-api-key|api-key|key/,
);
const authentication = /auth(?:entication|ori[sz]ation)?|api[ -_]?key|key|token|credentials?|bearer/;
const arrived = anyOf(
  /provided|found|supplied|received|sent|present|given|passed/,
  /in (?:the )?(?:request|header)/,
);
const keyHeader = anyOf(
  /api[ -_]?key|authori[sz]ation(?: header)?|(?:access |bearer |auth )?token/,
  /credentials?|x-api-key(?: header)?|api-key/,
);
const isMissing = anyOf(
  /missing|required|empty|absent/,
  /not (?:been )?(?:provided|found in|present|set|supplied|sent|given)/,
);
const unjudgedKeyInChinese = phrase`(?:认证信息|鉴权信息|authorization|请求头|api[ -]?key|密钥)(?!.{0,10}(?:无效|错误|不正确|过期))`;

/** Nothing came with the request: whoever says so did not judge a key. */
const headerLost = [
  phrase`${didNot} ${send}(?: with)? (?:an?|your|any|the)? ?(?:valid )?(?:openai )?${aKey}`,
  phrase`missing (?:the )?(?:required )?${wayToAuthenticate}`,
  phrase`no (?:cookie )?${authentication}(?: credentials?| header| token| key)?s? (?:was |were |is |are )?${arrived}`,
  phrase`${keyHeader}\b(?: header)? (?:is |are |was |were |has )?${isMissing}`,
  /missing subscription key|need to provide your api key|request is missing/,
  /(?:requires?|needs?) (?:an? )?(?:api[ -]?key|authori[sz]ation header|authentication header)/,
  phrase`(?:未|没有|缺少|请)(?:提供|携带|传入|设置|填写)?.{0,8}${unjudgedKeyInChinese}`,
];

export const headerLostRules: readonly Rule[] = [
  // A relay that has no key for the service behind it: 'Incorrect API key provided: None'.
  answerRule({
    id: 'relay-without-key',
    cause: 'service_error',
    says: [/(?:incorrect|invalid) api[ -]?key (?:provided)?: ?[`'"]?(?:none|null|undefined)\b/],
    only: ({ exchange }) => exchange.key !== null && !exchange.endpoint.official,
  }),
  // How one-api and its kin say that they got no token: it is theirs that is missing, whatever was sent.
  answerRule({ id: 'relay-token-missing', cause: 'key_rejected', says: [/未提供令牌/], only: ({ exchange }) => exchange.key !== null }),
  {
    id: 'header-lost',
    when: (evidence) => {
      const { answer, exchange } = evidence;
      if (exchange.key === null || answer.codes.has('invalidapikey')) return null;
      if (!headerLost.some((words) => words.test(answer.text)) || saysKeyIsWrong(answer.text)) return null;
      // OpenAI's own words mean that the key was lost on the way; another service may want it in another header.
      const openai =
        exchange.endpoint.official ||
        /platform\.openai\.com|missing bearer (?:or basic )?auth/.test(answer.text);
      return openai
        ? { cause: 'network_intercepted', facts: { reason: 'header_lost' } }
        : { cause: 'not_openai_api', facts: { reason: 'header_lost' } };
    },
  },
];

const secret = anyOf(
  /api[ _-]?keys?|access[ _-]?keys?|secret[ _-]?keys?|subscription key|virtual key|keys?|credentials?/,
  /(?:auth(?:entication|orization)? |access |bearer |api |proxy server )?token/,
);
const wrong = anyOf(
  /incorrect|invalid|wrong|unknown|bad|malformed|expired|revoked|disabled|deactivated/,
  /unrecogni[sz]ed|deleted|inactive|compromised|leaked|blocked|suspended|unauthori[sz]ed|rejected/,
);
const accepted = /exist|valid|match|found|verified|validated|recogni[sz]ed|active|correct|work/;
const isWrong = anyOf(
  wrong,
  /not (?:valid|found|recogni[sz]ed|exist|active|known|correct|match(?:ed)?|authenticated)/,
  phrase`(?:does|do|has|is|was|could)(?:n't| not) (?:be )?${accepted}`,
  /no longer (?:valid|active|exists)/,
);
const otherSubject = /json|count|number|max|input|output|prompt|field|parameter|url|csrf|in /;
const ofThePosition = /[\w-]|s? (?:count|limit|in json|at position)/;
const keyInChinese = /令牌|密钥|秘钥|token|api[ -_]?key|apikey|key|凭证/;
const wrongInChinese = anyOf(
  /无效|非法|错误|不正确|不存在|过期|失效|不可用|禁用|停用|吊销|撤销|被删除/,
  /验证失败|验证不正确|校验失败|不合法|有误|不匹配/,
);

const wrongFirst = phrase`\b${wrong} (?:(?!${otherSubject})[\w'-]+ ){0,3}${secret}(?!${ofThePosition})`;
const otherWords = [
  phrase`${secret}\b.{0,80}?${isWrong}`,
  /authentication (?:fails|is (?:invalid|incorrect))|certification failed/,
  /could not validate (?:the )?credentials/,
  /failed to (?:validate|verify|authenticate)(?: \w+){0,2} (?:key|token|credentials)/,
  /virtual key expected|login fail|unable to find token|user not found/,
  phrase`(?:${keyInChinese}|凭据).{0,14}${wrongInChinese}`,
  phrase`(?:无效|错误|非法|不正确|过期|失效|未知|不存在)的?.{0,6}${keyInChinese}`,
  /未提供令牌|(?:身份|权限)?(?:验证|认证|鉴权|校验)(?:失败|不通过|未通过|错误)/,
];

function saysKeyIsWrong(text: string): boolean {
  return (
    (wrongFirst.test(text) && !/unexpected token|json/.test(text)) ||
    otherWords.some((words) => words.test(text))
  );
}

/** A 401 of an API that says no more than that it is one. */
const onlyUnauthorized = anyOf(
  /^$|\bjwt\b|\bsession\b|expired|unauthori[sz]ed|authenticat|authori[sz]|credential|\bkey\b|\btoken\b/,
  /log ?in|access denied|未授权|未登录|无权|登录|令牌|密钥|认证|鉴权/,
  /^(?:error|invalid request|failed|401|denied|forbidden)\b/,
);

const lacks = /(?:do not|don't|does not|doesn't|no|not|without|lacks?)(?: have)?/;
const right = /permissions?|privileges?|rights?/;
const denied = /disallowed|denied|forbidden|restricted/;

export const keyRules: readonly Rule[] = [
  expiredKeyRule,
  answerRule({
    id: 'key-rejected',
    cause: 'key_rejected',
    codes: `
      invalid_api_key invalid_apikey incorrect_api_key api_key_invalid invalid_token token_invalid
      token_expired expired_token token_revoked token_invalidated expired_api_key api_key_expired
      api_key_revoked revoked_api_key api_key_disabled api_key_deleted api_key_not_found key_revoked
      key_expired invalid_key invalid_credentials invalid_access_token invalid_authentication
      invalid_authentication_error bad_api_key wrong_api_key incorrect_api_key_error
      token_not_found_in_db expired_key invalid_auth unknown_api_key compromised_api_key
      api_key_deactivated
    `,
    says: [{ test: saysKeyIsWrong }],
    only: ({ answer }) => answer.shape !== 'page',
    facts: keyFacts,
  }),
  answerRule({
    id: 'permission',
    cause: 'key_missing_scope',
    codes: 'permission_denied permission_denied_error permission_error no_permission access_denied_exception',
    says: [
      phrase`${lacks}(?: the| any)?(?: necessary| required| sufficient)? ${right} (?:to|for)`,
      /permission denied|not (?:allowed|permitted|authori[sz]ed) to (?:perform|make|access|call|use|do)/,
      phrase`access to (?:this|the) (?:api|resource|endpoint) (?:is|was|has been) ${denied}`,
      /无权限|没有权限|权限不足/,
    ],
    only: (evidence) =>
      evidence.answer.shape === 'json' && (status(401, 403)(evidence) || failedInside(evidence)),
  }),
  // Not a word about the key itself: it may be good, and lack a right.
  answerRule({
    id: 'forbidden',
    cause: 'key_missing_scope',
    says: [/authori[sz]ation (?:has )?failed/],
    only: (evidence) => status(403)(evidence) && evidence.answer.shape === 'json',
  }),
  {
    id: 'plain-401',
    when: (evidence) => {
      const { answer } = evidence;
      if (!status(401, 498)(evidence)) return null;
      if (answer.shape === 'json' && answer.failed && onlyUnauthorized.test(answer.text))
        return { cause: 'key_rejected', facts: keyFacts(evidence) };
      return bearerRefused(evidence) ? { cause: 'key_rejected', facts: keyFacts(evidence) } : null;
    },
  },
];

/** RFC 6750, section 3: the server names the fault of a bearer token in this header. */
function bearerRefused({ answer }: Evidence): boolean {
  return (
    answer.shape !== 'page' &&
    /^bearer\b.{0,200}error="?invalid_token/i.test(answer.headers['www-authenticate'] ?? '')
  );
}

/** An error in an answer whose status says that all is well, as Baidu's older services send them. */
function failedInside({ answer }: Evidence): boolean {
  return answer.meant < 300 && answer.failed;
}
