import { type CauseWords, type CommonFacts, each, step } from '../../cause-words.ts';
import { after, duration, operator, quote, who, whoStarts } from './phrases.ts';

const askOperator = (f: CommonFacts) => (f.official ? [] : [`Ask the operator of ${who(f)}`]);

const onceCreditIsThere = (f: CommonFacts) =>
  f.official
    ? [
        step(f, 'Check whether the credit and the key belong to the same organization', 'general'),
        'Just paid? Wait a few minutes, then try again; trying sooner does not help',
      ]
    : [];

const ownLimit = (f: CommonFacts, whose: string) =>
  `The key works, but the ${whose} own spend limit blocks further calls until it is raised or the month ends.${quote(f)}`;

const raiseLimit = (f: CommonFacts, [how, page]: readonly [string, 'projects' | 'limits']) => [
  step(f, f.official ? how : `Raise the limit at ${who(f)}, or wait until it resets`, page),
  step(f, 'Check what was spent, and by which key', 'usage'),
];

const raiseMonthly = ['Raise the monthly spend limit, or wait for the next month', 'limits'] as const;

const usedUp = (f: CommonFacts, what: string) =>
  `The key works, but ${what}.${f.waitSeconds === undefined ? '' : ` It resets in about ${duration(f.waitSeconds)}.`}${quote(f)}`;
const moreUsage = (f: CommonFacts) => step(f, 'Check the usage limit, and request a higher one', 'limits');
const untilReset = 'Or wait until it resets; the response may say when';

/** What is wrong with the account behind the key. */
export const accountCauses = {
  account_deactivated: {
    title: 'The account of this key is deactivated',
    explanation: (f) =>
      `${whoStarts(f)} has closed or suspended the account, so all its keys are refused.${quote(f)}`,
    remedies: (f) => [
      'Look for an e-mail that gives the reason',
      step(
        f,
        f.official
          ? 'Appeal through the help centre; a new key of the same account will not help'
          : `Contact ${operator(f)}; a new key of the same account will not help`,
        'help',
      ),
    ],
  },
  organization_mismatch: {
    title: 'The key belongs to another organization',
    explanation: {
      unsendable: () =>
        'The organization id contains a character that cannot be sent in a request, so nothing was sent.',
      another: (f) =>
        `The request named the organization${after(f.organization)}, but the key does not belong to it.${quote(f)}`,
    },
    remedies: (f) => [
      'Remove OPENAI_ORG_ID from the shell and the env file: a project key does not need it',
      step(f, 'Or set it to the id of the organization that the key belongs to', 'general'),
    ],
  },
  organization_required: {
    title: 'The owner of this key does not belong to any organization',
    explanation: (f) => `The owner of the key left the organization or was removed from it.${quote(f)}`,
    remedies: (f) => [
      step(f, 'Ask an owner of the organization for an invitation, or create your own', 'people'),
      step(f, 'Then create a new key', 'keys'),
    ],
  },
  organization_unverified: {
    title: 'The organization must be verified first',
    explanation: {
      identity: (f) =>
        `${whoStarts(f)} requires the account owner to be verified first: with an ID document, a phone number or an e-mail address. The key is not at fault.${quote(f)}`,
      none: (f) =>
        `The key works, but ${f.model === undefined ? 'this model' : `the model ${f.model}`} is available only to verified organizations.${quote(f)}`,
    },
    remedies: each({ identity: 'identity', none: 'account' }, (f: CommonFacts, what) => [
      step(
        f,
        f.official
          ? 'Choose “Verify Organization”; access follows within about 15 minutes'
          : `Verify your ${what} at ${who(f)}`,
        'general',
      ),
      'Or use a model that does not need it: openai-setup models',
    ]),
  },
  project_mismatch: {
    title: 'The key belongs to another project',
    explanation: {
      unsendable: () =>
        'The project id contains a character that cannot be sent in a request, so nothing was sent.',
      another: (f) =>
        `The request named the project${after(f.project)}, but the key does not belong to it.${quote(f)}`,
    },
    remedies: (f) => [
      'Remove OPENAI_PROJECT_ID from the shell and the env file: a project key already identifies its project',
      step(f, 'Or use a key of that project', 'projects'),
    ],
  },
  project_archived: {
    title: 'The project of this key was archived',
    explanation: (f) => `Keys of an archived or disabled project no longer work.${quote(f)}`,
    remedies: (f) => [
      step(f, 'Choose another project, or ask an owner about this one', 'projects'),
      step(f, 'Then create a key in that project', 'keys'),
    ],
  },
  ip_not_allowed: {
    title: 'This IP address is not on the allow list',
    explanation: (f) =>
      `The key is not at fault: the organization or project accepts calls only from certain IP addresses, and this is not one of them.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        'Ask an owner to add the public IP address of this network; this takes up to 15 minutes to apply',
        'ipAllowList',
      ),
      'Or call from a network that is on the list, such as the company network',
      ...askOperator(f),
    ],
  },
  region_unsupported: {
    title: 'The API does not support the country or region of this request',
    explanation: (f) =>
      `${whoStarts(f)} goes by the IP address that the request arrives from, including that of a server or proxy. The key is not at fault.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? 'Check whether your country or region is on the list; using a proxy does not change this policy'
          : `Ask ${operator(f)} where it is available`,
        'countries',
      ),
      'If the request goes through a proxy, VPN or cloud server, check which country its IP address belongs to',
    ],
  },
  billing_no_credit: {
    title: 'There is no credit left',
    explanation: {
      upstream: (f) =>
        `The key was accepted, but the credit that ${who(f)} has with the service behind it is used up.${quote(f)}`,
      none: (f) =>
        f.official
          ? `The key works, but the organization's API credit is used up, has expired, or was never bought. A ChatGPT subscription includes no API credit.${quote(f)}`
          : `The key works, but the balance at ${who(f)} is used up.${quote(f)}`,
    },
    remedies: {
      upstream: (f) => [
        `Tell the operator of ${who(f)}; topping up your own balance does not help`,
        ...onceCreditIsThere(f),
      ],
      none: (f) => [
        step(f, f.official ? 'Add credit under Billing' : `Top up your balance at ${who(f)}`, 'billing'),
        ...onceCreditIsThere(f),
      ],
    },
  },
  billing_spend_limit: {
    title: 'A spend limit was reached',
    explanation: {
      gateway: (f) =>
        `The key works, but a budget set at ${who(f)} for the key, its user or the model is used up.${quote(f)}`,
      project: (f) => ownLimit(f, "project's"),
      organization: (f) => ownLimit(f, "organization's"),
    },
    remedies: each(
      {
        gateway: raiseMonthly,
        project: [
          'Raise the limit (open the project, then Project settings > Limits), or wait for the next month',
          'projects',
        ],
        organization: raiseMonthly,
      },
      raiseLimit,
    ),
  },
  billing_usage_limit: {
    title: 'The usage limit of the account was reached',
    explanation: {
      weekly: (f) => usedUp(f, `this week's limit at ${who(f)} is used up`),
      none: (f) =>
        usedUp(
          f,
          f.official
            ? "this month's approved usage limit is used up"
            : `the usage limit at ${who(f)} is used up until it resets`,
        ),
    },
    remedies: {
      weekly: (f) => [moreUsage(f), untilReset],
      none: (f) => [moreUsage(f), f.official ? 'Or wait for the next month' : untilReset],
    },
  },
  billing_inactive: {
    title: 'Billing is not active',
    explanation: (f) =>
      `The account has no valid payment method, an unpaid invoice, or an expired plan. The key is not at fault.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official ? 'Check the payment method, and pay open invoices' : `Settle the payment at ${who(f)}`,
        'billing',
      ),
      'Wait a few minutes, then try again',
    ],
  },
} satisfies Partial<CauseWords>;
