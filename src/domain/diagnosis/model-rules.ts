import { anyOf, phrase } from '../text/phrase.ts';
import { modelFacts, parameterFacts, pathFacts, replacementFacts } from './answer-facts.ts';
import { answerRule, type Evidence, type Rule, status } from './evidence-view.ts';

const unwelcome = /unsupported|unknown|unrecognized|invalid|unexpected|extra|missing/;
/** A parameter is the subject, and the model only where it was refused. */
const aboutParameter = anyOf(
  phrase`${unwelcome} (?:request )?(?:parameter|argument|value|field|keyword|input)`,
  /parameter|not support(?:ed)? (?:the )?[`'"]|max(?:_completion|_output)?_tokens/,
  /must provide a model|model (?:is required|field|name is required)/,
);

const gone = /deprecated|decommissioned|retired|shut ?down|discontinued|sunset/;
const noLonger = anyOf(
  gone,
  /end.of.life|no longer (?:available|supported|served|offered|exists?|active)/,
  /has been (?:removed|turned off)/,
);
const family = /gpt|o\d|text|code|chatgpt|claude|llama|gemini|davinci|babbage|qwen|deepseek/;

const purpose = anyOf(
  /chat|completion|embedding|embeddings|image|audio|speech|moderation/,
  /instruct|reranker|realtime|transcription|video/,
);
const usable = /supported|available|accessible|served|usable|used|works?|compatible|called/;
const servedThere = /supported|available|compatible|allowed|accessible|served|usable/;
const otherPaths = /\/?v1\/|responses|completions|embeddings|realtime|batch|images|audio/;
const chatPath = /\/?(?:v1\/)?chat\/completions|chat.?completions?/;
const use = /did you mean to use|please use|use|via|through|instead call|call|try/;
const otherEndpoint = anyOf(
  /\/?v1\/(?:responses|completions|embeddings|images|audio|realtime)/,
  /responses (?:api|endpoint)|completions endpoint|embeddings endpoint/,
);
const cannotDo = /(?:does not|doesn't|cannot|can't) (?:support|be used (?:for|with|in)|work with|do)/;

const onlyFor = /only (?:available|open|accessible|offered)|limited|restricted|reserved/;
const withWhat = /when using|with|for|on|under/;
const yourPlan = /(?:an? |your )(?:\w+ ){0,2}(?:account|plan|subscription|geography)/;
const lacks = /(?:do not|don't|does not|doesn't|not|no) (?:currently )?(?:have )?/;
const right = /access|permission|permitted|allowed|authori[sz]ed|entitled|enabled/;
const toUse = /(?:access|use|call|sample from|invoke|run|request) /;
const granted = /enabled|accessible|allowed|permitted|included|available|authori[sz]ed|open|activated/;
const holder = anyOf(
  /organi[sz]ation|project|account|api key|key|tier|plan|token/,
  /user|team|workspace|subscription|group/,
);
const toHolder = phrase`(?:for|to|in|by|on|with) (?:the |this |your )?(?:current )?${holder}`;
/** 'Does not exist or you do not have access' says too little: that is for `model-not-found`. */
const notOr = /(?<!exist or (?:you|your team|your organization|the team) )/;
const theModel = /(?:(?:the|this|that|requested|specified) )*(?:\w+ )?model/;
const modelWithHyphen = /[a-z][a-z0-9.:/_]*-[a-z0-9]/;

const known = anyOf(
  /valid|available|supported|recogni[sz]ed|known|offered|served/,
  /loaded|deployed|installed|configured|registered/,
);
const isNotThere = anyOf(
  /(?:does|did|do)(?: not|n't) exist|not exist|not (?:be )?(?:found|located)/,
  phrase`(?:is |was )?(?:not|n't) (?:a )?${known}`,
  /is unknown|is invalid|unavailable/,
);
const noSuch = /unknown|invalid|no such|nonexistent|unrecogni[sz]ed|unsupported|unavailable/;
const someModel = /(?:requested |this )?model|[`'"]?[a-z0-9-]+[\w.:/-]*\d/;
const channel = /channels?|endpoints?|providers?|deployments?/;

/** Answers about the model, the path, and what was asked of the model. */
export const modelRules: readonly Rule[] = [
  answerRule({
    id: 'model-retired',
    cause: 'model_retired',
    codes: `
      model_deprecated model_retired model_decommissioned deprecated_model model_shutdown model_sunset
      deprecated_model_error model_discontinued
    `,
    says: [
      phrase`\b(?:model|engine|snapshot|deployment)\b.{0,140}${noLonger}`,
      /(?:deprecated|decommissioned|retired|discontinued|sunset) (?:model|snapshot)/,
      phrase`\b${family}[\w.:/-]{0,60}[\`'"]? (?:has been|was|is|were) (?:now )?(?:${gone}|no longer)`,
      /模型.{0,40}(?:已?下线|停用|弃用|停止服务|已退役|废弃|停止维护)/,
    ],
    unless: [
      /(?:parameter|argument|function_call|functions|max_tokens|field).{0,40}deprecated|deprecated in favor/,
    ],
    facts: replacementFacts,
  }),
  answerRule({
    id: 'model-wrong-endpoint',
    cause: 'model_wrong_endpoint',
    codes: `
      operation_not_supported model_wrong_endpoint unsupported_endpoint endpoint_not_supported
      unsupported_model_endpoint unsupported_api_for_model
    `,
    says: [
      /(?:not|isn't) a chat model/,
      phrase`(?:is|this is) an? ${purpose}s? model\b.{0,40}(?:not|only|cannot)`,
      phrase`(?:only|exclusively) (?:be )?${usable} (?:\w+ ){0,4}${otherPaths}`,
      phrase`not ${servedThere}(?: \w+){0,3} (?:the )?[\`'"]?${chatPath}`,
      phrase`${use} (?:the )?[\`'"]?${otherEndpoint}`,
      phrase`${cannotDo} (?:the )?(?:chat(?: completions?)?\b(?! template)|chatcompletion)`,
      /chatcompletion operation/,
      /(?:不支持|不能用于).{0,12}(?:chat\/completions|聊天|对话)(?:接口|补全)?/,
    ],
    unless: [/invalid url|cannot (?:get|post)|no route|not allowed to (?:get|post)|http method/],
    facts: modelFacts,
  }),
  answerRule({
    id: 'model-no-access',
    cause: 'model_no_access',
    codes: `
      model_no_access model_not_allowed model_access_denied key_model_access_denied
      team_model_access_denied access_denied_unpurchased model_not_open model_permission_denied
      project_model_access_denied token_model_forbidden
    `,
    says: [
      /project\b.{0,80}(?:does not|doesn't|not) have access to (?:the )?(?:requested )?model/,
      phrase`\bmodel\b.{0,60}not (?:supported|available) ${withWhat} (?:\w+ ){0,2}(?:with )?${yourPlan}`,
      /not available for your project's geography/,
      /unable to access (?:the |this )?(?:[\w-]+ )?model\b|\bmodel (?:is |was |has been )?disabled\b|not found for account/,
      phrase`\bmodel\b.{0,40}\b${onlyFor} (?:to|for)\b`,
      /(?:plan|subscription|tier)\b.{0,20}(?:does not|doesn't) (?:include|cover|allow)/,
      /模型.{0,20}仅(?:限|对|供)/,
      /\bmodel\b.{0,40}(?:requires?|needs?) (?:an? )?(?:\w+ ){0,2}(?:subscription|plan|tier)\b/,
      /(?:limit(?:ed)?|restricted) to (?:use )?(?!tier|level|plan)[a-z]+-\d/,
      phrase`${notOr}${lacks}${right}(?: rights)? (?:to |for )${toUse}?${theModel}`,
      phrase`\bmodel\b.{0,100}(?:not|n't) (?:been )?${granted}(?: \w+){0,2} ${toHolder}`,
      /access (?:to (?:the |this )?)?model.{0,60}(?:denied|forbidden|restricted)/,
      /(?:denied|forbidden|no) access to (?:the )?model|can only access models?|model access (?:denied|restricted)/,
      // A name with a hyphen is a model's; ids of organizations and projects were judged before.
      phrase`(?:not|n't) have access to (?:the )?[\`'"]?(?!org-|proj)${modelWithHyphen}`,
      /(?:key|team|user|organi[sz]ation|project)\b.{0,30} not allowed to access model/,
      /allow.?list.{0,40}model|model.{0,60}allow.?list/,
      phrase`(?:无权|没有权限|无权限)(?:访问|使用|调用) ?[\`'"]?${modelWithHyphen}`,
      /(?:无权|没有权限|无权限|未被授权|未授权|未开通|无法访问).{0,24}模型|模型.{0,40}(?:无权|没有权限|未开通|未授权|无访问权限)/,
    ],
    unless: [/not (?:exist|found).{0,20} or .{0,40}access/],
    facts: modelFacts,
  }),
  answerRule({
    id: 'model-forbidden',
    cause: 'model_no_access',
    codes: 'model_not_found',
    only: (evidence) => status(403)(evidence),
    facts: modelFacts,
  }),
  answerRule({
    id: 'model-not-found',
    cause: 'model_not_found',
    codes: `
      model_not_found model_not_found_error deployment_not_found invalid_model model_not_exist
      unknown_model no_such_model invalid_model_error model_not_available model_does_not_exist
      invalid_endpoint_or_model_not_found model_not_supported unsupported_model model_unavailable
      engine_not_found invalid_model_id invalid_model_name
    `,
    says: [
      phrase`\b(?:model|deployment|engine)(?:\b|s\/).{0,140}${isNotThere}`,
      /^model: ?[^ ]+$/,
      /not found (?:the |this )?model\b/,
      /(?:cannot|can't|could not|couldn't|unable to) find (?:the |this )?(?:requested )?model\b/,
      phrase`${noSuch} (?:model|engine|deployment)\b(?! parameter)`,
      /(?:not|isn't) a valid model|try pulling it|failed to load model/,
      /no models? (?:loaded|found|named|called|matching)/,
      phrase`no (?:available |healthy |allowed |valid )?${channel}(?: \w+){0,2} for (?:the )?${someModel}`,
      /no (?:allowed )?(?:providers|endpoints) (?:are )?(?:available|found)|no (?:healthy )?deployments? available/,
      /模型.{0,60}(?:不存在|未找到|找不到|不可用|不支持|无效|错误|不合法)/,
      /(?:不存在|不支持|未知|无效|找不到|没有)的?(?:该|此|这个)?模型/,
      /无可用(?:的)?渠道|没有(?:找到)?可用(?:的)?渠道|未找到.{0,12}模型/,
    ],
    unless: [aboutParameter, /embedding|chat template|currently unavailable|temporarily/],
    facts: modelFacts,
  }),
  answerRule({
    id: 'model-parameter-refused',
    cause: 'model_not_found',
    says: [/invalid|unknown|unsupported|not (?:found|exist|supported|valid|available)/],
    unless: [/not support(?:ed)? with this model|must provide|required/],
    only: (evidence) => evidence.answer.error.param === 'model' && status(400, 404, 422)(evidence),
    facts: modelFacts,
  }),
];

const whatIsMissing = /error|404|status|http|resource|page|the|requested|url|path|file|endpoint|api|[-:.,!]/;
/** A 404 whose message names nothing but that something is not there. */
const nothingThere = phrase`^(?:${whatIsMissing}*\s*)*(?:not[ _]?found|404|no such (?:resource|page))\.?$`;

const wrong = /invalid|unknown|unrecogni[sz]ed|unexpected|incorrect|wrong/;
const path = /path|route|endpoint|url|uri|page|resource/;
const isNoPath = anyOf(
  /not found|(?:does not|doesn't) exist|not exist|could not be found/,
  /is not (?:supported|available|valid|defined)/,
);

/** Answers that say that the address leads nowhere. Come after the model's: those are 404 as well. */
export const pathRules: readonly Rule[] = [
  answerRule({
    id: 'wrong-path',
    cause: 'base_url_wrong_path',
    codes: `
      invalid_url unknown_url route_not_found endpoint_not_found path_not_found no_route unknown_endpoint
    `,
    says: [
      phrase`${wrong} (?:request )?(?:url|uri|path|route|endpoint)`,
      /unexpected endpoint or method/,
      /cannot (?:get|post|put) \/|no route|no matching (?:path|route|operation)|no such (?:endpoint|route|path|api)/,
      /no (?:matching )?(?:route|handler|path)s?\b.{0,20}(?:match|found|for)/,
      phrase`\b${path}\b.{0,80}${isNoPath}`,
      /404 page not found|not allowed to (?:get|post) on|method not allowed|404 not found|no static resource/,
      /(?:路径|路由|接口|地址|页面|url).{0,12}(?:不存在|未找到|无效|错误)|未找到.{0,8}(?:路由|接口|路径)/,
    ],
    unless: [/image.?url|file|invalid (?:base64|image)/],
    only: ({ answer }) => answer.meant !== 401 && answer.meant !== 429,
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
  answerRule({
    id: 'bare-404',
    cause: 'base_url_wrong_path',
    only: (evidence) => status(404)(evidence) && nothingToSay(evidence),
    facts: pathFacts,
  }),
  answerRule({
    id: 'status-405',
    cause: 'base_url_wrong_path',
    only: (evidence) => status(405)(evidence) && evidence.answer.shape !== 'page',
    facts: pathFacts,
  }),
];

function nothingToSay({ answer }: Evidence): boolean {
  if (answer.shape === 'page') return false;
  return answer.text.length < 200 && (answer.text === '' || nothingThere.test(answer.text.trim()));
}

const refused = /unsupported|unknown|unrecogni[sz]ed|unexpected|invalid|extra|missing/;
const isRefused = anyOf(
  /not (?:supported|allowed|permitted|recogni[sz]ed|valid)/,
  /unsupported|invalid|unknown|required|missing|no longer/,
);

const rules = /polic(?:y|ies)|safety|content (?:filter|management)|moderation/;

/** Answers that refuse a part of the request. */
export const requestRules: readonly Rule[] = [
  answerRule({
    id: 'parameter',
    cause: 'request_rejected',
    codes: `
      unsupported_parameter unsupported_value unknown_parameter invalid_value invalid_type
      missing_required_parameter invalid_parameter invalid_parameter_error integer_below_min_value
      integer_above_max_value decimal_below_min_value decimal_above_max_value unrecognized_argument
      extra_forbidden unsupported_params_error invalid_parameter_value unprocessable_entity
    `,
    says: [
      phrase`${refused}(?: \w+){0,2} (?:parameter|argument|value|field|input|property|key in)s?\b`,
      /extra inputs are not permitted|unexpected keyword/,
      phrase`(?:parameter|argument|field|property)s?\b.{0,80}${isRefused}`,
      /(?:does not|doesn't|do not) support (?:the )?(?:parameter |setting )?[`'"]?[a-z]+_[a-z_]+/,
      /(?:is|are) not supported (?:with|by|for) (?:this|the) model/,
      /[`'"][a-z_]+[`'"] (?:is too (?:large|small)|is not supported|is no longer)/,
      /(?:参数|字段).{0,30}(?:错误|无效|不支持|不合法|缺失|必填)/,
      /(?:不支持|无效的?|未知的?|缺少).{0,6}参数/,
    ],
    unless: [/api[ _-]?key|authorization|token is|credential/],
    facts: parameterFacts,
  }),
  answerRule({
    id: 'content',
    cause: 'request_rejected',
    codes: `
      content_policy_violation content_filter invalid_prompt data_inspection_failed moderation_blocked
      content_filtered safety_violation responsible_ai_policy_violation content_violation
    `,
    says: [
      phrase`(?:flagged|violat\w+|rejected|blocked|filtered).{0,60}${rules}`,
      /safety system|content (?:policy|filter|management policy)|inappropriate content/,
      /(?:敏感|违规|不当|不安全)(?:内容|信息|词)|内容安全/,
    ],
  }),
];
