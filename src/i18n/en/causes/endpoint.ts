import type { AddressProblem, GivenAddress, SettingOrigin } from '../../../domain/diagnosis/cause-facts.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import { shellWord } from '../../../domain/text/shell-word.ts';
import { type CauseWords, type CommonFacts, step } from '../../cause-words.ts';
import { duration, named, quote, systemQuote, who, whoStarts } from './phrases.ts';

const given = ({
  address,
  baseURL,
}: Pick<GivenAddress, 'address'> & Pick<CommonFacts, 'baseURL'>): string => {
  const shown = address ?? baseURL;
  return shown === undefined ? 'The base URL' : `The base URL ${shown}`;
};

const removeIt = 'To reach OpenAI itself, remove OPENAI_BASE_URL';
const setTo = ({ suggestion }: Shown<GivenAddress>) =>
  suggestion === undefined ? [] : [`Set OPENAI_BASE_URL=${suggestion}`];

const problems: Readonly<Record<AddressProblem, string>> = {
  placeholder: 'it is a placeholder',
  key: 'it looks like a key, which belongs in OPENAI_API_KEY',
  quotes: 'quotation marks are part of it',
  characters: 'there is a blank, a backslash or an invisible character in it',
  no_scheme: 'it does not begin with https://',
  scheme: 'it must begin with https:// or http://',
  host: 'it names no host that can be asked',
  credentials: 'there is a user name or an @ in it',
  query: 'a base URL has no ? and no #',
  port: 'this port is never used for web requests',
};

const origin = (f: Shown<SettingOrigin>): string => {
  if (f.path !== undefined)
    return ` It comes from ${f.path}${f.line === undefined ? '' : `, line ${f.line}`}.`;
  return f.name === undefined ? '' : ` It comes from the variable ${f.name}.`;
};

/** What is wrong with the address of the API, or with the service behind it. */
export const endpointCauses = {
  base_url_invalid: {
    title: 'The base URL is not a usable address',
    explanation: (f) => `${given(f)} cannot be used: ${problems[f.reason]}.${origin(f)}${systemQuote(f)}`,
    remedies: (f) => [...setTo(f), 'Write it whole, as in https://host.example/v1', removeIt],
  },
  base_url_wrong_path: {
    title: 'The path of the base URL is wrong',
    explanation: (f) => {
      if (f.reason === 'nothing_there')
        return `The host answered, but there is no API at this path${named(f.requestPath)}.${quote(f)}`;
      return f.reason === 'endpoint_path'
        ? `${given(f)} ends with the path of one endpoint; clients add that themselves.${origin(f)}`
        : `${given(f)} must end with /v1.${origin(f)}`;
    },
    remedies: (f) => [
      ...(f.reason === 'nothing_there' ? [] : setTo(f)),
      (f.reason === 'nothing_there' || f.suggestion === undefined) &&
        (f.official
          ? 'Set OPENAI_BASE_URL=https://api.openai.com/v1, or remove it'
          : `Look at the documentation of ${who(f)}: most base URLs end with /v1, and never with /chat/completions`),
      !f.official && removeIt,
    ],
  },
  base_url_redirects: {
    title: 'The base URL leads to another address',
    explanation: (f) =>
      `${f.host ?? 'The host'} answered with a redirect${f.location === undefined ? '' : ` to ${f.location}`}. It was not followed: a redirect loses the key on the way, or hands it to another host.`,
    remedies: (f) => [
      'Set OPENAI_BASE_URL to the final address, if you trust that host',
      !f.official && removeIt,
    ],
  },
  base_url_wrong_region: {
    title: 'The key belongs to another region of OpenAI',
    explanation: (f) =>
      `The project has data residency, and its keys work on its regional host only${named(f.suggestedHost)}.${quote(f)}`,
    remedies: (f) =>
      f.suggestedHost === undefined
        ? [
            step(
              f,
              'Look up the region of the project, and set OPENAI_BASE_URL=https://<region>.api.openai.com/v1',
              'general',
            ),
          ]
        : [`Set OPENAI_BASE_URL=https://${f.suggestedHost}/v1`],
  },
  base_url_untrusted: {
    title: 'A project file sends the key to a host that you did not name',
    explanation: (f) =>
      f.reason === 'admin_key'
        ? `An admin key goes to OpenAI, to this machine, or to the address that --base-url names. ${given(f)} is none of them, so nothing was sent.${origin(f)}`
        : `${given(f)} comes from a file, and the key from elsewhere. A cloned project could collect keys in this way, so nothing was sent.${origin(f)}`,
    remedies: (f) => [
      `If you trust ${f.host}, run again and name it: --base-url ${shellWord(f.baseURL)}`,
      `If you do not know it, remove OPENAI_BASE_URL from ${f.path ?? 'the shell'}`,
    ],
  },
  base_url_insecure: {
    title: 'The base URL would send the key unencrypted',
    explanation: (f) =>
      `${given(f)} begins with http://, and is not on this machine. Everybody on the way could read the key, so it was not sent.${origin(f)}`,
    remedies: (f) => [...setTo(f), f.suggestion === undefined && 'Write https:// instead', removeIt],
  },
  not_openai_api: {
    title: 'The server does not answer like the OpenAI API',
    explanation: (f) =>
      f.reason === 'header_lost'
        ? `${whoStarts(f)} did not take the key from the Authorization header, where clients of the OpenAI API send it.${quote(f)}`
        : `What ${who(f)} answered${named(f.status)} is not in the form of the OpenAI API; the key was not judged.${f.systemCode === undefined ? quote(f) : systemQuote(f)}`,
    remedies: (f) => [
      `Look whether ${f.baseURL ?? 'the base URL'} is the address for clients of the OpenAI API; it often ends with /v1`,
      ...(f.reason === 'header_lost'
        ? [
            `Look whether the key was made at ${who(f)}: some services overlook keys of another form`,
            'A service with a protocol of its own, such as Azure OpenAI, needs its own client',
          ]
        : []),
      !f.official && removeIt,
    ],
  },
  service_error: {
    title: 'The service itself failed',
    explanation: (f) =>
      `${
        {
          relay_key: `${whoStarts(f)} has no valid key of its own for the service behind it. Your key was not judged.`,
          model_crashed: `The model on ${who(f)} crashed or was ended. The key and the request may be fine.`,
          none: `${whoStarts(f)} answered with an error of its own${named(f.status)}. The key and the request may be fine.`,
        }[f.reason ?? 'none']
      }${quote(f)}`,
    remedies: (f) => [
      {
        relay_key: `Tell whoever runs ${who(f)}: the key is set there, and not here`,
        model_crashed: 'Load the model again; if it crashes again, take a smaller one or a shorter context',
        none:
          f.waitSeconds === undefined
            ? 'Wait a little, then try again'
            : `Wait ${duration(f.waitSeconds)}, then try again`,
      }[f.reason ?? 'none'],
      step(
        f,
        f.official ? 'See whether there is an incident' : `If it stays so, ask whoever runs ${who(f)}`,
        'status',
      ),
    ],
  },
  service_overloaded: {
    title: 'The service is overloaded',
    explanation: (f) =>
      `${whoStarts(f)} has more requests than it can serve at the moment. The key and the request may be fine.${quote(f)}`,
    remedies: (f) => [
      `Wait ${f.waitSeconds === undefined ? 'a minute' : duration(f.waitSeconds)}, then try again, or use another model`,
      step(
        f,
        f.official ? 'See whether there is an incident' : `If it stays so, ask whoever runs ${who(f)}`,
        'status',
      ),
    ],
  },
} satisfies Partial<CauseWords>;
