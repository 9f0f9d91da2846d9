import { type CauseWords, type CommonFacts, each, step, type WordFacts } from '../../cause-words.ts';
import { after, duration, named, operator, quote, who, whoStarts } from './phrases.ts';

const otherModel = 'See which models this key can use: openai-setup models';

const notAccepted = (f: WordFacts<'request_rejected'>, what: string) =>
  `${what}${f.supportedValues === undefined ? '' : ` (accepted: ${f.supportedValues})`}.${quote(f)}`;
const orElse = (f: CommonFacts) => [
  'Or try another model: openai-setup verify --model <id>',
  step(f, 'See what the error means', 'errors'),
];

/** What is wrong with the model, the request or the pace. */
export const modelCauses = {
  model_not_found: {
    title: 'This key cannot use a model of that name',
    explanation: (f) =>
      `${whoStarts(f)} accepted the key, but ${f.model === undefined ? 'the key cannot use the requested model' : `the key cannot use a model named ${f.model}`}.${quote(f)}`,
    remedies: (f) => [
      otherModel,
      !f.isListed && step(f, 'Check the spelling of the model', 'models'),
      step(
        f,
        'If the model exists, check whether the project allows it: open the project, then Project settings > Limits',
        'projects',
      ),
    ],
  },
  model_no_access: {
    title: 'This key has no access to the model',
    explanation: each(
      {
        plan: 'exists, but the plan of this account does not include it',
        privacy: 'exists, but the privacy settings of this account exclude the providers that serve it',
        guardrail: 'exists, but a rule of the account or gateway excludes it',
        none: 'is not available to the project, the organization or the key',
      },
      (f: WordFacts<'model_no_access'>, why) => `The model${named(f.model)} ${why}.${quote(f)}`,
    ),
    remedies: {
      plan: (f) => [`Change the plan at ${who(f)}, or ask which models yours includes`, otherModel],
      privacy: (f) => [`Check the privacy and data settings of your account at ${who(f)}`, otherModel],
      guardrail: (f) => [
        `Check the rules for models and providers at ${who(f)}, or ask whoever set them`,
        otherModel,
      ],
      none: (f) => [
        step(
          f,
          f.official
            ? 'Allow the model in the project: open the project, then Project settings > Limits'
            : `Ask ${operator(f)} to enable the model for your key`,
          'projects',
        ),
        otherModel,
      ],
    },
  },
  model_retired: {
    title: 'The model was shut down',
    explanation: (f) => `The model${named(f.model)} is no longer served.${quote(f)}`,
    remedies: (f) => [
      f.replacement === undefined ? otherModel : `Use ${f.replacement}, which the response recommends`,
      step(f, f.official ? 'See what replaces it' : `Ask ${operator(f)} what replaces it`, 'deprecations'),
    ],
  },
  model_wrong_endpoint: {
    title: 'The model does not support chat completions',
    explanation: (f) => `The key works, but the model${named(f.model)} uses another endpoint.${quote(f)}`,
    remedies: (f) => [
      'Choose a chat model, or call the endpoint that the response names',
      step(f, 'See which endpoints each model supports', 'models'),
    ],
  },
  request_too_large: {
    title: 'The request is too large',
    explanation: (f) =>
      `It has more tokens or bytes than the model${named(f.model)} or the limit allows. Waiting does not help.${quote(f)}`,
    remedies: (f) => [
      'Send less text, or request fewer output tokens',
      step(f, 'Or use a model or a usage tier with a larger limit', 'limits'),
    ],
  },
  request_rejected: {
    title: 'The API rejected the request; the key is fine',
    explanation: {
      prompt_flagged: (f) => notAccepted(f, 'A filter or a policy rejected the prompt'),
      none: (f) =>
        notAccepted(
          f,
          f.parameter === undefined
            ? 'The request has something that is not accepted'
            : `“${f.parameter}” is not accepted as it was sent`,
        ),
    },
    remedies: {
      prompt_flagged: (f) => [
        'Reword the prompt; if it is harmless, tell the operator of the filter',
        ...orElse(f),
      ],
      none: (f) => [
        f.parameter === undefined
          ? 'Change the request as the response says'
          : f.neededParameter === true
            ? `Send “${f.parameter}” as the response says`
            : `Leave out “${f.parameter}”, or send it as the response says`,
        ...orElse(f),
      ],
    },
  },
  rate_limited: {
    title: 'Too many requests; the key works',
    explanation: (f) =>
      `The ${f.limitKind === undefined ? 'rate limit' : 'limit per minute'} was reached${named(f.limitKind)}.${f.waitSeconds === undefined ? '' : ` It resets in about ${duration(f.waitSeconds)}.`}${quote(f)}`,
    remedies: (f) => [
      f.waitSeconds === undefined
        ? 'Wait a minute, then try again'
        : `Wait ${duration(f.waitSeconds)}, then try again`,
      'In programs, use exponential back-off and spread requests out',
      step(
        f,
        f.official
          ? 'See your limits; higher usage tiers allow more'
          : `Ask ${operator(f)} about your limits`,
        'limits',
      ),
    ],
  },
  rate_limited_daily: {
    title: 'The daily limit was reached; the key works',
    explanation: (f) =>
      `No more requests are allowed today${named(f.limitKind)}.${f.waitSeconds === undefined ? '' : ` Some capacity returns in about ${duration(f.waitSeconds)}.`}${quote(f)}`,
    remedies: (f) => [
      f.waitSeconds === undefined
        ? 'Wait until the limit resets, tomorrow at the latest'
        : `Wait ${duration(f.waitSeconds)}, then try again`,
      step(
        f,
        f.official
          ? 'See your limits; higher usage tiers allow more'
          : `Ask ${operator(f)} about your limits`,
        'limits',
      ),
      `Or use another model: limits are counted per model${after(f.model === undefined ? undefined : `(this was ${f.model})`)}`,
    ],
  },
} satisfies Partial<CauseWords>;
