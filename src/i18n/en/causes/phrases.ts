import type { UnusableCa } from '../../../domain/diagnosis/cause-facts.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import { type CommonFacts, isHere } from '../../cause-words.ts';

/** Who answers, or would answer. */
export const who = ({ official, host }: CommonFacts): string =>
  official ? 'OpenAI' : (host ?? 'the server');

/** The same at the start of a sentence; names of hosts keep their case. */
export const whoStarts = ({ official, host }: CommonFacts): string =>
  official ? 'OpenAI' : (host ?? 'The server');

/** Whom to ask about it: of a server of this machine, the one who started it. */
export const operator = (f: CommonFacts): string => (isHere(f) ? `whoever runs ${who(f)}` : who(f));

/** The server's own words, as a sentence of their own. */
export const quote = (f: CommonFacts): string =>
  f.said === undefined ? '' : ` ${whoStarts(f)} said: “${f.said}”`;

/** The words of the operating system or of the library below. */
export const systemQuote = (f: CommonFacts): string =>
  f.said === undefined
    ? f.systemCode === undefined
      ? ''
      : ` (${f.systemCode})`
    : ` The error was: “${f.said}”`;

/** ` (name)`, or nothing. */
export const named = (value: string | number | undefined): string =>
  value === undefined ? '' : ` (${value})`;

/** ` name`, or nothing. */
export const after = (value: string | number | undefined): string => (value === undefined ? '' : ` ${value}`);

/** `75 seconds`, `28 minutes`, `2 hours`. */
export function duration(seconds: number): string {
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What is wrong with the file of more authorities. */
export const unusedCa = ({ path, problem }: Shown<UnusableCa>): string =>
  `NODE_EXTRA_CA_CERTS names ${path}, which ${
    {
      missing: 'is not there',
      unreadable: 'cannot be read',
      no_certificate: 'holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)',
    }[problem]
  }`;
