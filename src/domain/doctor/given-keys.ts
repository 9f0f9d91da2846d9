import type { CodeWritten } from '../code/values/possible-value.ts';
import { isPlaceholder, isTooPlain } from '../keys/placeholders.ts';
import { keyName } from '../loading/sources.ts';
import type { Facts } from './facts.ts';

/** A text in the code that a client, or the SDK itself, is given as its key. */
interface GivenKey {
  readonly text: string;
  readonly at: CodeWritten;
  /** It counts where a variable is not set. */
  readonly isFallback: boolean;
}

export function* givenKeys({ clients, settings, environment }: Facts): Generator<GivenKey> {
  const given = [
    ...clients.filter(({ standing }) => standing === 'own').map(({ keys }) => keys),
    ...settings.filter(({ name }) => name === 'api_key' || name === 'apiKey').map(({ values }) => values),
    ...environment.filter(({ name }) => name === keyName).map(({ values }) => values),
  ];
  for (const keys of given)
    for (const key of keys)
      if (key.kind === 'text' && key.at && key.text !== '')
        yield {
          text: key.text.trim(),
          at: key.at,
          isFallback: keys.some(({ kind }) => kind === 'variable'),
        };
}

/** Whether a text stands for a key; other short texts may be what a test server takes. */
export const isStandIn = (text: string): boolean =>
  isPlaceholder(text) || (isTooPlain(text) && /^sk-|key|token|secret/i.test(text));
