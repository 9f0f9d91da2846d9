import type { CodeCall } from '../../code/program.ts';
import { oneOf, phrase } from '../../text/phrase.ts';

/** What calls of the API, or of what makes a client, end in; any name alone may be one as well. */
const callNames = oneOf`
  a?create\w* parse stream run\w* generate edit connect a?trans\w+ deleteFile list\w+ retrieve\w+ \w*OpenAI\w* Client AsyncClient
  a?completion embedding text\w+ chat responses image\w* speech languageModel post request Request Agent LL?M partial to_thread
  submit run_in_executor bind
`;

/** A name that a call may end in which asks for something. */
export const lastNames = phrase`^${callNames}$`;

/** Whether a call is worth a look; most are not. */
export function mayAsk({ callee, given }: CodeCall): boolean {
  if (callee.kind !== 'member') return callee.kind === 'name' || callee.kind === 'call';
  return (
    lastNames.test(callee.name) ||
    given.some(
      ({ value }) => value.kind === 'member' && lastNames.test(value.name) && value.of.kind === 'member',
    )
  );
}
