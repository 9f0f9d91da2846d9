import { type CauseWords, type CommonFacts, step } from '../../cause-words.ts';
import { after, duration, quote, who, whoStarts } from './phrases.ts';

const askOperator = (f: CommonFacts) => (f.official ? [] : [`Ask whoever runs ${who(f)}`]);

const addCredit = (f: CommonFacts) =>
  step(f, f.official ? 'Add credit under Billing' : `Top up your balance at ${who(f)}`, 'billing');

/** What is wrong with the account behind the key. */
export const accountCauses = {
  account_deactivated: {
    title: 'The account behind this key was deactivated',
    explanation: (f) =>
      `${whoStarts(f)} has closed or suspended the account, so every key of it is refused.${quote(f)}`,
    remedies: (f) => [
      'Look for an e-mail that gives the reason',
      step(
        f,
        f.official
          ? 'Appeal through the help centre; a new key of the same account will not help'
          : `Write to ${who(f)}; a new key of the same account will not help`,
        'help',
      ),
    ],
  },
  organization_mismatch: {
    title: 'The key belongs to another organization',
    explanation: (f) =>
      f.reason === 'unsendable'
        ? 'The id of the organization holds a character that no request can carry, so nothing was sent.'
        : `The request named the organization${after(f.organization)}, and the key is not of that one.${quote(f)}`,
    remedies: (f) => [
      'Remove OPENAI_ORG_ID from the shell and the env file: a key of a project needs none',
      step(f, 'Or set it to the id of the organization that the key belongs to', 'general'),
    ],
  },
  organization_required: {
    title: 'The owner of this key is in no organization',
    explanation: (f) => `The key's owner has left the organization, or was removed from it.${quote(f)}`,
    remedies: (f) => [
      step(f, 'Ask an owner of the organization for an invitation, or create your own', 'people'),
      step(f, 'Then create a new key', 'keys'),
    ],
  },
  organization_unverified: {
    title: 'The organization must be verified first',
    explanation: (f) =>
      f.reason === 'identity'
        ? `${whoStarts(f)} first wants to know who owns the account: papers, a phone number or an e-mail address. The key was not at fault.${quote(f)}`
        : `The key works; ${f.model === undefined ? 'this model' : `the model ${f.model}`} is open to verified organizations only.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? 'Choose “Verify Organization”; access follows within about 15 minutes'
          : f.reason === 'identity'
            ? `Prove your identity at ${who(f)}`
            : `Verify your account at ${who(f)}`,
        'general',
      ),
      'Or use a model that does not ask for it: openai-setup models',
    ],
  },
  project_mismatch: {
    title: 'The key belongs to another project',
    explanation: (f) =>
      f.reason === 'unsendable'
        ? 'The id of the project holds a character that no request can carry, so nothing was sent.'
        : `The request named the project${after(f.project)}, and the key is not of that one.${quote(f)}`,
    remedies: (f) => [
      'Remove OPENAI_PROJECT_ID from the shell and the env file: a key of a project already names it',
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
    title: 'This network address is not on the allow-list',
    explanation: (f) =>
      `The key was not at fault: the organization or project accepts calls from certain IP addresses only, and this is not one of them.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        'Ask an owner to add the public address of this network; it takes up to 15 minutes',
        'ipAllowList',
      ),
      'Or call from a network that is on the list, such as the company network',
      ...askOperator(f),
    ],
  },
  region_unsupported: {
    title: 'The API is not offered where this call came from',
    explanation: (f) =>
      `${whoStarts(f)} judges by the address from which the call arrives, that of a server or proxy included. The key was not at fault.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? 'Look whether your country or region is on the list of supported ones'
          : `Ask ${who(f)} where it is offered`,
        'countries',
      ),
      'If a proxy, VPN or cloud server stands between here and the API, look in which country its address is',
    ],
  },
  billing_no_credit: {
    title: 'There is no credit left',
    explanation: (f) =>
      f.reason === 'upstream'
        ? `The key was taken; the credit that ${who(f)} has with the service behind it is used up.${quote(f)}`
        : f.official
          ? `The key works, but the organization's API credit is used up, has expired, or was never bought. A ChatGPT subscription includes no API credit.${quote(f)}`
          : `The key works, but the balance at ${who(f)} is used up.${quote(f)}`,
    remedies: (f) => [
      f.reason === 'upstream'
        ? `Tell whoever runs ${who(f)}; topping up your own balance does not help`
        : addCredit(f),
      ...(f.official
        ? [
            step(f, 'Look whether the credit is in another organization than the key', 'general'),
            'Just paid? Wait some minutes, then try again; trying sooner does not help',
          ]
        : []),
    ],
  },
  billing_spend_limit: {
    title: 'A spend limit was reached',
    explanation: (f) =>
      f.reason === 'gateway'
        ? `The key works, but a budget that is set at ${who(f)} for the key, its user or the model is used up.${quote(f)}`
        : `The key works, but the ${f.reason === 'project' ? "project's" : "organization's"} own spend limit stops further calls until it is raised or the month ends.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? `Raise the ${f.reason === 'project' ? "project's" : 'monthly'} spend limit, or wait for the new month`
          : `Raise the limit at ${who(f)}, or wait until it is reset`,
        'limits',
      ),
      step(f, 'Look what was spent, and by which key', 'usage'),
    ],
  },
  billing_usage_limit: {
    title: 'The usage limit of the account was reached',
    explanation: (f) =>
      `The key works, but ${f.reason === 'weekly' ? `the limit of the week at ${who(f)} is used up` : f.official ? 'OpenAI has approved no more use for this month' : `${who(f)} allows no more use until its limit is reset`}.${f.waitSeconds === undefined ? '' : ` It opens again in about ${duration(f.waitSeconds)}.`}${quote(f)}`,
    remedies: (f) => [
      step(f, 'Look at the usage limit, and ask for a higher one', 'limits'),
      f.official && f.reason !== 'weekly'
        ? 'Or wait for the new month'
        : 'Or wait until it is reset; the answer may say when',
    ],
  },
  billing_inactive: {
    title: 'Billing is not active',
    explanation: (f) =>
      `The account has no valid payment method, an open bill, or a plan that has ended. The key was not at fault.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official ? 'Look at the payment method, and pay open invoices' : `Settle the payment at ${who(f)}`,
        'billing',
      ),
      'Wait some minutes after that, then try again',
    ],
  },
} satisfies Partial<CauseWords>;
