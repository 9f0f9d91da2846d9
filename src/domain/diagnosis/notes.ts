import type { KeyKind } from '../keys/kinds.ts';
import type { UnknownReason } from '../loading/combining.ts';
import type { FilePlace } from '../loading/place.ts';
import type { LadderStep } from '../network/ladder.ts';
import type { InFile, UnusableCa } from './cause-facts.ts';
import { type CleanFacts, cleanFacts } from './clean-facts.ts';

/** Checks in the order in which verify asks them; the ids are part of the JSON contract. */
export const checkIds = [
  'source',
  'load',
  'format',
  'file',
  'git',
  'exposure',
  'endpoint',
  'network',
  'auth',
  'model',
  'live',
] as const;
export type CheckId = (typeof checkIds)[number];

export type CheckStatus = 'pass' | 'warn' | 'fail' | 'skip';

/**
 * Why nobody can tell what a loader gives. `broken_manifest`: no JSON; `by_program`: nothing here shows that anything loads env files;
 * `programs_differ`: one command starts several, and they are not given the same; `set_anew`: the file, or the tool called `loader`, that
 * starts the program sets the key whatever the shell has; `by_tool`: only what that file or tool starts gets the key; `by_command`: what `loader`, a
 * part of the command, sets shows only when it runs.
 */
export type LoadDoubt =
  | UnknownReason
  | 'configuration'
  | 'broken_manifest'
  | 'by_program'
  | 'programs_differ'
  | 'set_anew'
  | 'by_tool'
  | 'by_command';

/** It says all without any fact. */
interface Nothing {
  readonly path?: never;
}

interface AboutModel {
  readonly model: string;
}

/** Something worth saying about a check, with what its text may quote; worded in `i18n/en/report/notes.ts` and its Chinese counterpart. */
export interface NoteFacts {
  readonly source_environment: { readonly name: string };
  readonly source_file: InFile & { readonly line: number };
  readonly source_stdin: Nothing;
  readonly source_prompt: Nothing;
  readonly source_none: Nothing;
  readonly source_parent: InFile;
  /** What a killed run had left of a copy of the file; it is removed. */
  readonly file_leftover: InFile;
  /** `name`: the variable whose header takes the key's place. */
  readonly source_replaced: { readonly name: string };
  /** `loader`: as people call it. */
  readonly load_file: InFile & { readonly loader: string };
  readonly load_shell: { readonly loader: string };
  /** No loader is needed, and nothing here puts another key in its place. */
  readonly load_inherited: Nothing;
  /** `path`: the file that leaves it open. */
  readonly load_unknown: {
    readonly loader: string;
    readonly reason: LoadDoubt;
    readonly path: FilePlace | null;
  };
  readonly load_named: Nothing;
  readonly load_production_none: { readonly loader: string };
  readonly load_production_inlined: { readonly loader: string };
  readonly load_production_called: { readonly loader: string };
  readonly format_kind: { readonly kind: KeyKind; readonly length: number };
  /** Its form speaks against it, and the user for it. */
  readonly format_forced: { readonly length: number };
  readonly file_none: Nothing;
  readonly file_fine: InFile;
  readonly git_ignored: InFile;
  readonly git_none: Nothing;
  /** `detail`: what git said; empty where it said nothing. */
  readonly git_unavailable: { readonly detail: string };
  readonly exposure_none: Nothing;
  readonly endpoint_default: Nothing;
  readonly endpoint_custom: { readonly baseURL: string };
  readonly network_answered: { readonly ms: number };
  readonly network_proxy: { readonly proxy: string; readonly ms: number };
  readonly network_extra_ca: UnusableCa;
  readonly network_rung: LadderStep;
  readonly auth_accepted: { readonly count: number };
  /** By a server that may give its list to anyone. */
  readonly auth_listed: { readonly count: number };
  readonly auth_cannot_list: Nothing;
  readonly auth_not_judged: Nothing;
  readonly model_listed: AboutModel;
  readonly model_not_listed: AboutModel;
  readonly model_unknown: AboutModel;
  readonly live_passed: AboutModel & { readonly ms: number };
  readonly live_disguised: AboutModel;
  readonly parameter_dropped: { readonly parameter: string };
  /** `check`: the one that failed. */
  readonly skipped_after: { readonly check: CheckId };
  readonly skipped_offline: Nothing;
  readonly skipped_no_file: Nothing;
  readonly says_finding: Nothing;
}

export type NoteId = keyof NoteFacts;

export type Note<N extends NoteId = NoteId> = {
  readonly [K in N]: { readonly id: K; readonly facts: CleanFacts<NoteFacts[K]> };
}[N];

export function note<N extends NoteId>(
  id: N,
  ...[facts]: object extends NoteFacts[N] ? [] : [facts: NoteFacts[N]]
): Note<N> {
  // The compiler does not see that an id and its own facts make a note of that id.
  return { id, facts: cleanFacts(facts ?? {}) } as unknown as Note<N>;
}
