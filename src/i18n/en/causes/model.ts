import { type CauseWords, step } from '../../cause-words.ts';
import { after, duration, named, quote, who, whoStarts } from './phrases.ts';

const otherModel = 'See which models this key may use: openai-setup models';

/** What is wrong with the model, the request or the pace. */
export const modelCauses = {
  model_not_found: {
    title: 'There is no such model for this key',
    explanation: (f) =>
      `${whoStarts(f)} accepted the key, but knows no model${named(f.model)} that it may use.${quote(f)}`,
    remedies: (f) => [
      otherModel,
      step(f, 'Look at the spelling of the model', 'models'),
      step(f, 'If the model exists, look whether the project allows it', 'limits'),
    ],
  },
  model_no_access: {
    title: 'This key may not use the model',
    explanation: (f) =>
      `${
        {
          plan: `The model${named(f.model)} is there, but not in the plan of this account.`,
          privacy: `The model${named(f.model)} is there, but what its providers do with data is not allowed by the privacy settings of this account.`,
          guardrail: `The model${named(f.model)} is there, but a rule of the account or gateway excludes it.`,
          none: `The model${named(f.model)} is not open to the project, the organization or the key.`,
        }[f.reason ?? 'none']
      }${quote(f)}`,
    remedies: (f) => [
      ...{
        plan: [`Change the plan at ${who(f)}, or ask which models yours includes`],
        privacy: [`Look at the privacy and data settings of your account at ${who(f)}`],
        guardrail: [`Look at the rules for models and providers at ${who(f)}, or ask whoever sets them`],
        none: [
          step(
            f,
            f.official
              ? "Allow the model in the project's limits"
              : `Ask ${who(f)} to open the model for your key`,
            'limits',
          ),
        ],
      }[f.reason ?? 'none'],
      otherModel,
    ],
  },
  model_retired: {
    title: 'The model was shut down',
    explanation: (f) => `The model${named(f.model)} is no longer served.${quote(f)}`,
    remedies: (f) => [
      f.replacement === undefined ? otherModel : `Use ${f.replacement}, which the answer recommends`,
      step(f, f.official ? 'See what replaces it' : `Ask ${who(f)} what replaces it`, 'deprecations'),
    ],
  },
  model_wrong_endpoint: {
    title: 'The model does not answer chat completions',
    explanation: (f) =>
      `The key works; the model${named(f.model)} is served through another endpoint.${quote(f)}`,
    remedies: (f) => [
      'Choose a chat model, or call the endpoint that the answer names',
      step(f, 'See which endpoint serves which model', 'models'),
    ],
  },
  request_too_large: {
    title: 'The request is too large',
    explanation: (f) =>
      `It holds more tokens or bytes than the model${named(f.model)} or the limit allows; waiting does not help.${quote(f)}`,
    remedies: (f) => [
      'Send less text, or ask for fewer output tokens',
      step(f, 'Or use a model or a usage tier with a larger limit', 'limits'),
    ],
  },
  request_rejected: {
    title: 'The request was refused, not the key',
    explanation: (f) =>
      `${f.reason === 'prompt_flagged' ? 'A filter or a policy refused the prompt' : f.parameter === undefined ? 'Something in the request is not accepted' : `“${f.parameter}” is not accepted as it was sent`}${f.supportedValues === undefined ? '' : ` (accepted: ${f.supportedValues})`}.${quote(f)}`,
    remedies: (f) => [
      f.reason === 'prompt_flagged'
        ? 'Word the prompt differently; if it should be harmless, tell whoever runs the filter'
        : f.parameter === undefined
          ? 'Change the request as the answer says'
          : f.neededParameter === true
            ? `Send “${f.parameter}” as the answer says`
            : `Leave out “${f.parameter}”, or send it as the answer says`,
      'Or try another model: openai-setup verify --model <id>',
      step(f, 'See what the error means', 'errors'),
    ],
  },
  rate_limited: {
    title: 'Too many requests at once; the key works',
    explanation: (f) =>
      `A limit ${f.limitKind === undefined ? 'on the pace of calls' : 'per minute'} was reached${named(f.limitKind)}.${f.waitSeconds === undefined ? '' : ` It opens again in about ${duration(f.waitSeconds)}.`}${quote(f)}`,
    remedies: (f) => [
      f.waitSeconds === undefined
        ? 'Wait a minute, then try again'
        : `Wait ${duration(f.waitSeconds)}, then try again`,
      'In programs, wait longer after each refusal and spread requests out',
      step(
        f,
        f.official ? 'See your limits; higher usage tiers allow more' : `Ask ${who(f)} about your limits`,
        'limits',
      ),
    ],
  },
  rate_limited_daily: {
    title: 'The limit of the day was reached; the key works',
    explanation: (f) =>
      `No more is allowed today${named(f.limitKind)}.${f.waitSeconds === undefined ? '' : ` Something opens again in about ${duration(f.waitSeconds)}.`}${quote(f)}`,
    remedies: (f) => [
      f.waitSeconds === undefined
        ? 'Wait until the limit is reset, at the latest tomorrow'
        : `Wait ${duration(f.waitSeconds)}, then try again`,
      step(
        f,
        f.official ? 'See your limits; higher usage tiers allow more' : `Ask ${who(f)} about your limits`,
        'limits',
      ),
      `Or use another model: limits are counted for each${after(f.model === undefined ? undefined : `(this was ${f.model})`)}`,
    ],
  },
} satisfies Partial<CauseWords>;
