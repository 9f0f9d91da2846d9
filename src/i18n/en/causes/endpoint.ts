import type { AddressProblem, GivenAddress, SettingOrigin } from '../../../domain/diagnosis/cause-facts.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import { shellWord } from '../../../domain/text/shell-word.ts';
import {
  addressName,
  addressSetting,
  type CauseWords,
  type CommonFacts,
  each,
  step,
} from '../../cause-words.ts';
import { duration, named, quote, systemQuote, who, whoStarts } from './phrases.ts';

const given = ({
  address,
  baseURL,
}: Pick<GivenAddress, 'address'> & Pick<CommonFacts, 'baseURL'>): string => {
  const shown = address ?? baseURL;
  return shown === undefined ? 'The base URL' : `The base URL ${shown}`;
};

const removeIt = ({ byOption }: CommonFacts) =>
  `To reach OpenAI itself, ${byOption ? 'leave out --base-url' : 'remove OPENAI_BASE_URL'}`;
const set = (f: CommonFacts, url: string) => `${f.byOption ? 'Use' : 'Set'} ${addressSetting(f, url)}`;
const setTo = (f: Shown<GivenAddress> & CommonFacts) =>
  f.suggestion === undefined ? [] : [set(f, f.suggestion)];

const problems: Readonly<Record<AddressProblem, string>> = {
  placeholder: 'it is a placeholder',
  key: 'it looks like a key, which belongs in OPENAI_API_KEY',
  quotes: 'it includes quotation marks',
  characters: 'it contains a space, a backslash or an invisible character',
  no_scheme: 'it does not start with https://',
  scheme: 'it must start with https:// or http://',
  host: 'it has no usable host name or port',
  credentials: 'it contains a user name or an @',
  query: 'a base URL must not contain “?” or “#”',
  port: 'this port is not allowed for web requests',
};

const origin = (f: Shown<SettingOrigin>): string => {
  if (f.path !== undefined)
    return ` It comes from ${f.path}${f.line === undefined ? '' : `, line ${f.line}`}.`;
  return f.name === undefined ? '' : ` It comes from the variable ${f.name}.`;
};

type GivenFacts = CommonFacts & Shown<GivenAddress>;

const findEnding = (f: CommonFacts) =>
  f.official
    ? `${set(f, 'https://api.openai.com/v1')}, or ${f.byOption ? 'leave it out' : 'remove it'}`
    : `Check the documentation of ${who(f)}: most base URLs end with /v1, never with /chat/completions`;
const rightEnding = (f: GivenFacts) => [
  ...(f.suggestion === undefined ? [findEnding(f)] : setTo(f)),
  !f.official && removeIt(f),
];

const checkAddress = (f: CommonFacts) =>
  `Check whether ${f.baseURL ?? 'the base URL'} is the address for clients of the OpenAI API; it often ends with /v1`;

const ifServiceFails = (f: CommonFacts) =>
  step(f, f.official ? 'Check for an incident' : `If this persists, ask the operator of ${who(f)}`, 'status');

/** What is wrong with the address of the API, or with the service behind it. */
export const endpointCauses = {
  base_url_invalid: {
    title: 'The base URL is not a usable address',
    explanation: each(
      problems,
      (f: GivenFacts, problem) => `${given(f)} cannot be used: ${problem}.${origin(f)}${systemQuote(f)}`,
    ),
    remedies: (f) => [...setTo(f), 'Use the full address, as in https://host.example/v1', removeIt(f)],
  },
  base_url_wrong_path: {
    title: 'The path of the base URL is wrong',
    explanation: {
      nothing_there: (f) =>
        `The host responded, but there is no API at this path${named(f.requestPath)}.${quote(f)}`,
      endpoint_path: (f) =>
        `${given(f)} ends with the path of an endpoint, which clients add themselves.${origin(f)}`,
      version_path: (f) => `${given(f)} must end with /v1.${origin(f)}`,
    },
    remedies: {
      nothing_there: (f) => [findEnding(f), !f.official && removeIt(f)],
      endpoint_path: rightEnding,
      version_path: rightEnding,
    },
  },
  base_url_redirects: {
    title: 'The base URL redirects to another address',
    explanation: (f) =>
      `${f.host ?? 'The host'} responded with a redirect${f.location === undefined ? '' : ` to ${f.location}`}. It was not followed: that could lose the key or give it to another host.`,
    remedies: (f) => [
      `Set ${addressName(f)} to the final address, if you trust that host`,
      !f.official && removeIt(f),
    ],
  },
  base_url_wrong_region: {
    title: 'The key belongs to another region of OpenAI',
    explanation: (f) =>
      `The project uses data residency, and its keys work only with its regional host${named(f.suggestedHost)}.${quote(f)}`,
    remedies: (f) =>
      f.suggestedHost === undefined
        ? [
            step(
              f,
              `Check the region of the project, and set ${addressSetting(f, 'https://<region>.api.openai.com/v1')}`,
              'general',
            ),
          ]
        : [set(f, `https://${f.suggestedHost}/v1`)],
  },
  base_url_untrusted: {
    title: 'A project file would send the key to a host that you did not specify',
    explanation: {
      admin_key: (f) =>
        `An admin key is sent only to OpenAI, to this machine, or to the address given with --base-url. ${given(f)} is none of these, so nothing was sent.${origin(f)}`,
      project_file: (f) =>
        `${given(f)} comes from a file, but the key comes from elsewhere. A cloned project could collect keys this way, so nothing was sent.${origin(f)}`,
    },
    remedies: (f) => [
      `If you trust ${f.host}, run again with: --base-url ${shellWord(f.baseURL)}`,
      `If you do not know it, remove OPENAI_BASE_URL from ${f.path ?? 'the shell'}`,
    ],
  },
  base_url_insecure: {
    title: 'The base URL would send the key unencrypted',
    explanation: (f) =>
      `${given(f)} starts with http:// and is not on this machine. Anyone on the way could read the key, so it was not sent.${origin(f)}`,
    remedies: (f) => [...setTo(f), f.suggestion === undefined && 'Use https:// instead', removeIt(f)],
  },
  not_openai_api: {
    title: 'The server does not respond like the OpenAI API',
    explanation: {
      header_lost: (f) =>
        `${whoStarts(f)} did not read the key from the Authorization header, where clients of the OpenAI API send it.${quote(f)}`,
      other_form: (f) =>
        `The response of ${who(f)}${named(f.status)} is not in the format of the OpenAI API; the key was not checked.${f.systemCode === undefined ? quote(f) : systemQuote(f)}`,
    },
    remedies: {
      header_lost: (f) => [
        checkAddress(f),
        `Check whether the key was issued by ${who(f)}: some services ignore keys in another format`,
        'For Azure OpenAI, the base URL is https://RESOURCE.openai.azure.com/openai/v1; older Azure addresses need the Azure client',
        !f.official && removeIt(f),
      ],
      other_form: (f) => [checkAddress(f), !f.official && removeIt(f)],
    },
  },
  service_error: {
    title: 'The service itself failed',
    explanation: {
      relay_key: (f) =>
        `${whoStarts(f)} has no valid key of its own for the service behind it. Your key was not checked.${quote(f)}`,
      model_crashed: (f) =>
        `The model on ${who(f)} crashed or was stopped. The key and the request may be fine.${quote(f)}`,
      none: (f) =>
        `${whoStarts(f)} responded with a server error${named(f.status)}. The key and the request may be fine.${quote(f)}`,
    },
    remedies: {
      relay_key: (f) => [`Tell the operator of ${who(f)}: the key is set there, not here`, ifServiceFails(f)],
      model_crashed: (f) => [
        'Load the model again; if it crashes again, use a smaller model or a shorter context',
        ifServiceFails(f),
      ],
      none: (f) => [
        f.waitSeconds === undefined
          ? 'Wait a moment, then try again'
          : `Wait ${duration(f.waitSeconds)}, then try again`,
        ifServiceFails(f),
      ],
    },
  },
  service_overloaded: {
    title: 'The service is overloaded',
    explanation: (f) =>
      `${whoStarts(f)} currently has more requests than it can handle. The key and the request may be fine.${quote(f)}`,
    remedies: (f) => [
      `Wait ${f.waitSeconds === undefined ? 'a minute' : duration(f.waitSeconds)}, then try again, or use another model`,
      step(
        f,
        f.official ? 'Check for an incident' : `If this persists, ask the operator of ${who(f)}`,
        'status',
      ),
    ],
  },
} satisfies Partial<CauseWords>;
