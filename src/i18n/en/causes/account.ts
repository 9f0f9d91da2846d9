import { type CauseWords, type CommonFacts, step } from '../../cause-words.ts';
import { after, duration, operator, quote, who, whoStarts } from './phrases.ts';

const askOperator = (f: CommonFacts) => (f.official ? [] : [`Ask the operator of ${who(f)}`]);

const addCredit = (f: CommonFacts) =>
  step(f, f.official ? 'Add credit under Billing' : `Top up your balance at ${who(f)}`, 'billing');

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
    explanation: (f) =>
      f.reason === 'unsendable'
        ? 'The organization id contains a character that cannot be sent in a request, so nothing was sent.'
        : `The request named the organization${after(f.organization)}, but the key does not belong to it.${quote(f)}`,
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
    explanation: (f) =>
      f.reason === 'identity'
        ? `${whoStarts(f)} requires the account owner to be verified first: with an ID document, a phone number or an e-mail address. The key is not at fault.${quote(f)}`
        : `The key works, but ${f.model === undefined ? 'this model' : `the model ${f.model}`} is available only to verified organizations.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? 'Choose “Verify Organization”; access follows within about 15 minutes'
          : f.reason === 'identity'
            ? `Verify your identity at ${who(f)}`
            : `Verify your account at ${who(f)}`,
        'general',
      ),
      'Or use a model that does not need it: openai-setup models',
    ],
  },
  project_mismatch: {
    title: 'The key belongs to another project',
    explanation: (f) =>
      f.reason === 'unsendable'
        ? 'The project id contains a character that cannot be sent in a request, so nothing was sent.'
        : `The request named the project${after(f.project)}, but the key does not belong to it.${quote(f)}`,
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
    explanation: (f) =>
      f.reason === 'upstream'
        ? `The key was accepted, but the credit that ${who(f)} has with the service behind it is used up.${quote(f)}`
        : f.official
          ? `The key works, but the organization's API credit is used up, has expired, or was never bought. A ChatGPT subscription includes no API credit.${quote(f)}`
          : `The key works, but the balance at ${who(f)} is used up.${quote(f)}`,
    remedies: (f) => [
      f.reason === 'upstream'
        ? `Tell the operator of ${who(f)}; topping up your own balance does not help`
        : addCredit(f),
      ...(f.official
        ? [
            step(f, 'Check whether the credit and the key belong to the same organization', 'general'),
            'Just paid? Wait a few minutes, then try again; trying sooner does not help',
          ]
        : []),
    ],
  },
  billing_spend_limit: {
    title: 'A spend limit was reached',
    explanation: (f) =>
      f.reason === 'gateway'
        ? `The key works, but a budget set at ${who(f)} for the key, its user or the model is used up.${quote(f)}`
        : `The key works, but the ${f.reason === 'project' ? "project's" : "organization's"} own spend limit blocks further calls until it is raised or the month ends.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? f.reason === 'project'
            ? 'Raise the limit (open the project, then Project settings > Limits), or wait for the next month'
            : 'Raise the monthly spend limit, or wait for the next month'
          : `Raise the limit at ${who(f)}, or wait until it resets`,
        f.reason === 'project' ? 'projects' : 'limits',
      ),
      step(f, 'Check what was spent, and by which key', 'usage'),
    ],
  },
  billing_usage_limit: {
    title: 'The usage limit of the account was reached',
    explanation: (f) =>
      `The key works, but ${f.reason === 'weekly' ? `this week's limit at ${who(f)} is used up` : f.official ? "this month's approved usage limit is used up" : `the usage limit at ${who(f)} is used up until it resets`}.${f.waitSeconds === undefined ? '' : ` It resets in about ${duration(f.waitSeconds)}.`}${quote(f)}`,
    remedies: (f) => [
      step(f, 'Check the usage limit, and request a higher one', 'limits'),
      f.official && f.reason !== 'weekly'
        ? 'Or wait for the next month'
        : 'Or wait until it resets; the response may say when',
    ],
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
