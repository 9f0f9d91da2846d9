import { PossibleValues } from '../../code/values/possible-values.ts';
import type { CodeAsked } from '../code-seen.ts';
import type { Client, ClientSetting, Facts, Mention, Use, VariableSet } from '../facts.ts';
import type { Sources } from '../sources.ts';

/** A call on a client of which only the type (`isTyped`), or not even that, is known. */
type VagueUse = Omit<Use, 'standing'> & { readonly isTyped: boolean };

/** What has been found of the program so far. */
export interface Gathering extends Facts {
  readonly asked: AskedOfCode;
  readonly clients: Client[];
  readonly uses: Use[];
  readonly settings: ClientSetting[];
  readonly environment: VariableSet[];
  readonly mentions: Mention[];
  readonly vague: VagueUse[];
}

/** As in `CodeAsked`. */
export type AskedOfCode = Pick<CodeAsked, 'official' | 'isWhole'>;

/** Before anything is looked at. */
export const beginning = (sources: Sources, asked: AskedOfCode): Gathering => ({
  sources,
  asked,
  values: new PossibleValues(sources),
  clients: [],
  uses: [],
  settings: [],
  environment: [],
  mentions: [],
  vague: [],
});
