import type { Cause } from '../causes.ts';
import type { Evidence } from '../evidence-view.ts';
import { type ReadAnswer, squeeze } from '../read-answer.ts';
import { type Clause, clausesOf, mostClauses } from './clauses.ts';
import type { Lexicon } from './lexicon.ts';

/** A text of an answer, in lower case. */
export interface Said {
  readonly text: string;
  /** 1 for what is meant, less for what others put around it. */
  readonly weight: number;
  /** It is a code, taken apart into words. */
  readonly isCode: boolean;
}

/** One clause, and the text that it stands in. */
export interface SaidStatement {
  readonly said: Said;
  readonly clause: Clause;
}

interface Codes {
  readonly exactCodes: ReadonlyMap<string, Cause>;
  readonly vagueCodes: ReadonlyMap<string, Cause>;
}

const innerMessage = 1;
const outerMessage = 0.85;
const codeAsWords = 0.6;
/** Of a code that no message explains. */
const onlyCode = 0.9;
/** Of each message; what is wrong is said at the beginning. */
const longestMessage = 2_000;
const longestOfAll = 4_000;
const mostCodes = 6;

/** All texts of an answer: codes that no list has, then the messages. */
export function saidIn({ answer, exchange }: Evidence, codes: Codes): Said[] {
  return [...codesAsWords(answer, codes), ...messagesOf(answer, nameOf(exchange.model))];
}

/** What texts state, up to a number of clauses that is enough for every answer seen. */
export function statementsOf(said: readonly Said[], lexicon: Lexicon): SaidStatement[] {
  const found: SaidStatement[] = [];
  for (const one of said) {
    if (found.length >= mostClauses) break;
    const clauses = clausesOf(one.text, lexicon, mostClauses - found.length);
    found.push(...clauses.map((clause) => ({ said: one, clause })));
  }
  return found;
}

/** What was asked for is known to be a model, whatever its name looks like. */
const nameOf = (model: string | null): string | null =>
  model !== null && /^[\w.:/@-]{4,}$/.test(model) ? model : null;

/** How clients write the status, which `meantStatus` has read. */
const statusInWords =
  /\b(?:(?:request )?failed with status code|(?:http )?status code|error code|status|http)[: =]{1,3}[1-5]\d\d\b/g;

/** What wrappers put before whatever was refused, or before what somebody else said. */
const wrappersOwn = /^(?:authentication error, |error from provider ?\([^()]{0,60}\): ?)(?=\S+ \S+ \S)/;

/** The innermost message first: wrappers add words of their own around it. */
function messagesOf({ error, text }: ReadAnswer, model: string | null): Said[] {
  const texts = error.messages.length > 0 ? [...new Set([...error.messages].reverse())] : [text];
  const said: Said[] = [];
  let length = 0;
  for (const [index, whole] of texts.entries()) {
    if (length >= longestOfAll) break;
    // What stands in braces was read as a message of its own.
    const cut = (index === 0 ? whole : (whole.split('{', 1)[0] ?? '')).slice(0, longestMessage);
    length += cut.length;
    const lower = cut
      .toLowerCase()
      .replace(/[\u2018\u2019]/g, "'")
      .replace(statusInWords, ' ')
      .replace(wrappersOwn, '');
    said.push({
      text: model === null ? lower : lower.replaceAll(model.toLowerCase(), 'model'),
      weight: index === 0 ? innerMessage : outerMessage,
      isCode: false,
    });
  }
  return said;
}

/** A number, or only who says it: `one_api_error`. */
const saysNothing = /^\d+$|^(?:[a-z]+_)*api_error$/i;

/** Codes that no list has are made of words, too: `invalid_workspace_selected`, `AccessDenied`. */
function codesAsWords({ error }: ReadAnswer, { exactCodes: exact, vagueCodes: vague }: Codes): Said[] {
  return [...new Set(error.codes)]
    .filter((code) => !saysNothing.test(code) && !exact.has(squeeze(code)) && !vague.has(squeeze(code)))
    .slice(0, mostCodes)
    .map((code) => ({
      text: code
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/[_\-.]/g, ' ')
        .toLowerCase()
        .replace(/ ?\b(?:error|exception)$/, ''),
      weight: error.message === null ? onlyCode : codeAsWords,
      isCode: true,
    }));
}
