import type { LoadProblem } from '../loading/loaders.ts';
import type { FilePlace } from '../loading/place.ts';
import type { AtLine, InFile, SettingOrigin } from './cause-facts.ts';
import { type CleanFacts, cleanFacts } from './clean-facts.ts';

/** Ids of warnings: things that work today, and will hurt or surprise later. */
export const warningIds = [
  'shadowed_by_environment',
  'sources_disagree',
  'production_differs',
  'duplicate_assignment',
  'env_file_bom',
  'env_file_permissions',
  'not_loadable_by_node',
  'not_loadable_by_docker',
  'not_ignored',
  'tracked_by_git',
  'was_committed',
  'published_to_browser',
  'unusual_shape',
  'looks_truncated',
  'custom_endpoint',
  'model_retires_soon',
  'key_expires_soon',
  'cannot_list_models',
  'proxy_needed_by_program',
  'empty_reply',
] as const;
export type WarningId = (typeof warningIds)[number];

/** `line`: 0 where it is no single one's fault. */
interface UnloadableFacts extends AtLine {
  readonly problem: LoadProblem;
}

interface AboutModel {
  readonly model: string;
}

/** A service whose keys look like this, and the address that it needs; null for a relay's own. */
export interface Resemblance {
  readonly name: string;
  readonly baseURL: string | null;
}

interface Likeness {
  readonly resembles?: readonly Resemblance[];
}

/** How to be rid of a shell variable. */
export interface ShellVariableFacts {
  /** The command that removes it from the running shell. */
  readonly remove?: string;
  /** The command that removes it for good, where there is one. */
  readonly removeForGood?: string | undefined;
  /** The line of a start-up file that sets it. */
  readonly setAt?: AtLine | undefined;
}

/** Whose the other of two keys is; `refused`: the API does not take that one. */
export type OtherOwner =
  | { readonly is: 'same'; readonly organization: string }
  | { readonly is: 'another'; readonly organization: string; readonly other: string }
  | { readonly is: 'refused' };

/** What a warning's text may quote; never a secret. */
export interface WarningFacts {
  /** `empty`: the variable is set and has no value. */
  readonly shadowed_by_environment: AtLine &
    ShellVariableFacts & {
      readonly name: string;
      readonly masked: string;
      readonly otherMasked: string;
      readonly empty: boolean;
      readonly owner?: OtherOwner;
    };
  /**
   * `path` is the file that counts; `line` is of the other. `cutOff`: a rotation left them so, `path` with the new key.
   * `open`: nobody can tell which of the two counts. With a `variable` of the shell, which has the key `masked`, `line` is of
   * the file and `otherMasked` in it. `by`: what gives the one in the file to the programs that it starts.
   */
  readonly sources_disagree:
    | (AtLine & {
        readonly otherPath: FilePlace;
        readonly cutOff?: boolean;
        readonly open?: boolean;
        readonly owner?: OtherOwner;
      })
    | (AtLine &
        ShellVariableFacts & {
          readonly variable: string;
          readonly masked: string;
          readonly otherMasked: string;
          readonly open?: boolean;
          readonly by?: string | FilePlace | undefined;
          readonly owner?: OtherOwner;
        });
  /** `path`: the file that counts there; null for none, or for the shell. */
  readonly production_differs: {
    readonly loader: string;
    readonly path: FilePlace | null;
    readonly what: 'another' | 'none';
  };
  readonly duplicate_assignment: InFile & { readonly lines: string };
  readonly env_file_bom: InFile;
  /** `mode`: permission bits in octal. */
  readonly env_file_permissions: InFile & { readonly mode: string };
  readonly not_loadable_by_node: UnloadableFacts;
  readonly not_loadable_by_docker: UnloadableFacts;
  /** `by`: who ignores it, or who does not. */
  readonly not_ignored:
    | (InFile & { readonly by: 'nobody' })
    | (InFile & { readonly by: 'user' })
    | (InFile & { readonly by: 'npm' })
    /** `dockerfile`: the one that copies it. */
    | (InFile & { readonly by: 'docker'; readonly dockerfile: FilePlace });
  readonly tracked_by_git: InFile;
  readonly was_committed: InFile;
  /** Without a file it is a variable of the shell. */
  readonly published_to_browser: { readonly name: string; readonly at: AtLine | null };
  readonly unusual_shape:
    | { readonly reason: 'length'; readonly length: number; readonly expected: number }
    | ({ readonly reason: 'marker' } & Likeness)
    | ({ readonly reason: 'prefix' } & Likeness);
  readonly looks_truncated: { readonly length: number; readonly expected: number };
  readonly custom_endpoint: SettingOrigin & { readonly host: string };
  readonly model_retires_soon: AboutModel & { readonly date: string };
  /** `date`: its day, UTC; `days`: whole ones that are left. */
  readonly key_expires_soon: { readonly date: string; readonly days: number };
  readonly cannot_list_models: { readonly model?: never };
  /**
   * `node`: the version here; absent where nothing is known of the program. `needs`: what Node's own `fetch` of that version
   * needs. `command`: what the shell is to be told before; empty where nothing.
   */
  readonly proxy_needed_by_program: {
    readonly proxy: string;
    readonly needs?: 'variable' | 'agent' | undefined;
    readonly node?: string;
    readonly command?: string;
  };
  readonly empty_reply: AboutModel;
}

/** A warning before it has words. */
export type Warning<W extends WarningId = WarningId> = {
  readonly [K in W]: { readonly id: K; readonly facts: CleanFacts<WarningFacts[K]> };
}[W];

export function warning<W extends WarningId>(id: W, facts: WarningFacts[W]): Warning<W> {
  // The compiler does not see that an id and its own facts make a warning of that id.
  return { id, facts: cleanFacts(facts) } as unknown as Warning<W>;
}
