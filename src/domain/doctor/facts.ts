import type {
  Alternatives,
  CodeWritten,
  Foreign,
  PossibleFields,
  Site,
} from '../code/values/possible-value.ts';
import type { PossibleValues } from '../code/values/possible-values.ts';
import type { Purpose } from '../models/successors.ts';
import type { Sources } from './sources.ts';

/** Whether requests go to OpenAI's own host, as far as the code says; `azure` has deployments in place of models. */
export type Standing = 'own' | 'elsewhere' | 'azure' | 'unsure';

/** A client that is made, or a library's model, which has one of its own. */
export interface Client {
  readonly site: Site;
  readonly isSdk: boolean;
  readonly standing: Standing;
  readonly options: PossibleFields;
  /** What the key may be; empty where none is given. */
  readonly keys: Alternatives;
}

/** A call that asks the API for something. */
export interface Use {
  readonly site: Site;
  readonly via: 'sdk' | 'library' | 'request';
  readonly served: Purpose | null;
  readonly standing: Standing;
  readonly options: PossibleFields;
  readonly models: Alternatives;
}

/** Something that is set on the SDK itself: `openai.api_key = …`. */
export interface ClientSetting {
  readonly name: string;
  readonly values: Alternatives;
  readonly at: CodeWritten;
}

/** A variable that the code itself sets: `os.environ["OPENAI_BASE_URL"] = …`. */
export interface VariableSet {
  readonly name: string;
  readonly values: Alternatives;
}

/** A thing of the SDK that the code names, by the way that leads to it. */
export interface Mention {
  readonly foreign: Foreign;
  readonly at: CodeWritten;
  /** As written, without blanks. */
  readonly text: string;
  readonly isCalled: boolean;
  readonly isNew: boolean;
}

/** What the program does with the API. */
export interface Facts {
  readonly sources: Sources;
  readonly values: PossibleValues;
  readonly clients: readonly Client[];
  readonly uses: readonly Use[];
  readonly settings: readonly ClientSetting[];
  readonly environment: readonly VariableSet[];
  readonly mentions: readonly Mention[];
}
