import { anyOf, phrase, wordsOf } from '../text/phrase.ts';
import type { CauseFacts, LimitFacts, RequestFacts } from './cause-facts.ts';
import type { Evidence } from './evidence-view.ts';

/** What is read out of an answer's words, for the texts and for a caller that can act on it. */

/** A model's name as messages quote it: at least one letter, and nothing that belongs to the sentence. */
const modelName = /[`'"“]?([a-z0-9][\w.:/@-]{1,100}[a-z0-9])[`'"”]?/;

const modelNamed = [
  /\b(?:model|deployment|engine|模型)s?[:：=]? {0,2}[`'"“]([\w.:/@-]{2,120})[`'"”]/i,
  new RegExp(phrase`(?:model|模型)[:：=] {0,2}${modelName}`, 'i'),
  /no endpoints found for ([\w.:/@-]{2,120}[\w])/i,
  /(?:for|access to|access|to) model ([a-z0-9][\w.:/@-]{1,120}[\w])/i,
  /对于模型 ?([\w.:/@-]{2,120})/,
];

export function modelFacts({ exchange, answer }: Evidence): CauseFacts['model_not_found'] {
  if (exchange.model !== null) return {};
  const said = answer.error.messages.join('\n');
  for (const pattern of modelNamed) {
    const found = pattern.exec(said)?.[1];
    if (found !== undefined && !/^(?:not|does|is|not_found|you|please)$/i.test(found))
      return { model: found };
  }
  return {};
}

const takeInstead = anyOf(
  /use|switch(?:ing)? to|migrat(?:e|ing) to|upgrad(?:e|ing) to|replaced by|replacement(?: is)?:?/,
  /successor(?: is)?:?|move to|recommend(?:ed)?:?|try|改用|请使用|迁移[到至]|替换为/,
);
// Names of models hold a digit or a hyphen; the words of a sentence rarely do.
const likeAName = /(?=[^\s\d-]{0,60}[\d-])/;
const advice = new RegExp(phrase`${takeInstead} {0,2}(?:the )?(?:model )?${likeAName}${modelName}`, 'gi');

/** The model that the answer recommends instead of one that was shut down. */
export function replacementFacts(evidence: Evidence): CauseFacts['model_retired'] {
  const said = evidence.answer.error.messages.join('\n');
  for (const match of said.matchAll(advice)) {
    const name = match[1] ?? '';
    if (!name.includes('//') && name !== evidence.exchange.model) {
      return { ...modelFacts(evidence), replacement: name };
    }
  }
  return modelFacts(evidence);
}

const lackedScopes =
  /(?:missing|required|requires?|needs?|lacks?)(?: the)?(?: following)? (?:permissions?|scopes?)/;
const scope = /[a-z_]+(?:[.:][a-z_]+)+/;
const scopesListed = phrase`${lackedScopes}(?: are| is)?:? {0,2}((?:[\`'"]?${scope}[\`'"]?(?:, ?| and | or )?){1,10})`;

export function scopeFacts({ answer }: Evidence): CauseFacts['key_missing_scope'] {
  const found =
    scopesListed.exec(answer.text)?.[1] ??
    /[`'"]([a-z_]+(?:\.[a-z_]+)+)[`'"] (?:scope|permission)/.exec(answer.text)?.[1];
  const names = found?.match(/[a-z_]+(?:[.:][a-z_]+)+/g) ?? [];
  return names.length === 0 ? {} : { missingScopes: names.join(', ') };
}

/**
 * OpenAI's host that the answer names. Only its own hosts count: an answer must not be able to send a
 * key anywhere else.
 */
export function suggestedHost({ exchange, answer }: Evidence): string | undefined {
  const named =
    answer.text.match(/(?<![\w.@-])(?:[a-z0-9-]{1,40}\.)?api\.openai\.com(?![\w@:-]|\.[a-z])/g) ?? [];
  return named.find((host) => host !== exchange.endpoint.host && !host.startsWith('xn--'));
}

export function regionFacts(evidence: Evidence): CauseFacts['base_url_wrong_region'] {
  return { suggestedHost: suggestedHost(evidence) };
}

export function limitFacts({ answer }: Evidence): LimitFacts {
  const { text, error } = answer;
  const short = /\b([rt]p[md])\b/.exec(text)?.[1];
  const long = /(requests?|tokens?)[ _-]per[ _-](min|day)/.exec(text);
  const perDay = /per[ _-]day|daily/.test(text);
  const what = long?.[1]?.[0] ?? { requests: 'r', tokens: 't' }[error.type ?? ''];
  const found = short ?? (what && `${what}p${(long?.[2] ?? (perDay ? 'day' : 'min'))[0]}`);
  return {
    ...modelFacts({ exchange: { model: null }, answer } as Evidence),
    limitKind: found?.toUpperCase() as LimitFacts['limitKind'],
  };
}

/** The path that the server saw. */
export function pathFacts({ answer }: Evidence): CauseFacts['base_url_wrong_path'] {
  const seen = /\b(?:GET|POST)\b[ :]{1,3}(\/[^\s)"'<>,]{0,200})/i.exec(
    answer.page?.text ?? answer.error.messages.join('\n'),
  );
  return { reason: 'nothing_there', requestPath: seen?.[1] };
}

const refused = /unsupported|unknown|unrecognized|invalid|unexpected|extra|deprecated/;
const part = /parameter|argument|value|field|keyword argument|input|option/;
const isRefused = anyOf(
  /is (?:not|no longer) (?:supported|permitted|allowed)|does not support/,
  /is too (?:large|small|big|low|high)/,
);
const areRefused =
  /not (?:supported|permitted|allowed|accepted)|unsupported|too (?:large|small|big|low|high)/;
const parameterNamed = [
  phrase`${refused} (?:request )?${part}s?(?: supplied)?(?: for)?:? {0,2}[\`'"]?([a-z][\w.]{1,60}\w)`,
  /(?:parameter|argument|field|option|参数)s?[:：]? {0,2}\[?[`'"]([a-z][\w.]{1,60})[`'"]/,
  phrase`[\`'"]([a-z][\w.]{1,60})[\`'"] (?:parameter|argument|field|option|${isRefused})`,
  /invalid [`'"]([a-z][\w.]{1,60})[`'"]/,
  /unexpected keyword argument [`'"]([a-z]\w{1,60})[`'"]/,
  phrase`\b([a-z]+(?:_[a-z]+){1,4}) (?:is|are) ${areRefused}`,
  /not support(?:ed)?(?: the)?(?: parameter)? [`'"]?([a-z]+(?:_[a-z]+){1,4})\b/,
].map((pattern) => new RegExp(pattern, 'i'));

/** Which part of the request was refused, and what is accepted instead. */
export function parameterFacts({ answer }: Evidence): RequestFacts {
  const said = answer.error.messages.join('\n');
  const named =
    answer.error.param ?? parameterNamed.map((pattern) => pattern.exec(said)?.[1]).find((name) => name);
  const parameter = named !== undefined && isParameter(named) ? named : undefined;
  const list =
    /(?:supported|allowed|valid|accepted|permitted|possible) values (?:are|is|include)s?:? {0,2}([^\n]{1,300})/i.exec(
      said,
    )?.[1];
  const minimum = />= {0,2}(\d{1,9})|(?:at least|minimum(?: value)?(?: is| of)?) (\d{1,9})/i.exec(said);
  const value = minimum?.[1] ?? minimum?.[2];
  return {
    parameter,
    neededParameter: parameter !== undefined && isNeeded(parameter) ? true : undefined,
    supportedValues: list === undefined ? undefined : valuesIn(list),
    minimum: value === undefined ? undefined : Number(value),
  };
}

/** The parameters of a chat completion that are one plain word; the others have an underscore or a dot in them. */
const plainParameters: ReadonlySet<string> = new Set(
  wordsOf(`
    audio background effort enable_thinking format functions input instructions logprobs max_tokens messages metadata modalities model
    n prediction prompt reasoning role seed size stop store stream temperature thinking tools top_k top_p truncation user verbosity
  `),
);

/** Sentences hold words where a parameter could stand ('are not supported'). */
function isParameter(name: string): boolean {
  if (!/^[a-z][\w.[\]-]{0,80}$/i.test(name)) return false;
  return /[_.[]/.test(name) || /[a-z][A-Z]/.test(name) || plainParameters.has(name);
}

/** No request goes without it, so that leaving it out is no advice. */
const isNeeded = (name: string): boolean => /^(?:model|messages|input|prompt|body|contents?)\b/.test(name);

function valuesIn(list: string): string | undefined {
  const quoted = [...list.matchAll(/[`'"]([\w.-]{1,40})[`'"]/g)].map((match) => match[1]);
  const plain = (list.split(/[.;](?:\s|$)/)[0] ?? '').split(/,| and | or /).map((word) => word.trim());
  const values = quoted.length > 0 ? quoted : plain.filter((word) => /^[\w.-]{1,40}$/.test(word));
  return values.length === 0 ? undefined : values.join(', ');
}

/**
 * Length of the key that the server received. OpenAI masks it as 8 characters, a star for each hidden one, and 4
 * (seen in public issues; openai's own documentation does not promise it, so this is a hint and no proof).
 */
export function keyFacts({ answer }: Evidence): CauseFacts['key_rejected'] {
  const stars = /[\w-]{8}(\*{4,400})[\w-]{4}(?![\w*])/.exec(answer.error.messages.join('\n'))?.[1];
  return stars === undefined ? {} : { receivedLength: stars.length + 12 };
}
