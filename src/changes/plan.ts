import { basename, dirname, join } from 'node:path';
import type { SeenEnvFile } from '../checks/project.ts';
import type { UnreadableReason } from '../domain/diagnosis/cause-facts.ts';
import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { alreadySays, editEnvDocument } from '../domain/env/edit.ts';
import { addIgnoreEntry, ignoreEntry } from '../domain/git/gitignore.ts';
import { isNoKey } from '../domain/keys/no-key.ts';
import { type FilePlace, placeOf } from '../domain/loading/place.ts';
import { keyName } from '../domain/loading/sources.ts';
import { shownAddress } from '../domain/network/endpoint.ts';
import { Secret } from '../domain/secrets/secret.ts';
import { type Clean, cleanPath, cleanText } from '../domain/text/clean.ts';
import { encodingOf } from '../domain/text/encoding.ts';
import type { FileRead } from '../ports/files.ts';
import type { GitFacts } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';

/** A file, and what becomes of it. */
export interface FileChange extends FilePlace {
  readonly change: 'created' | 'updated' | 'unchanged';
}

/** What a program sends beside the key: no secrets. */
const settingNames = ['OPENAI_BASE_URL', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID'] as const;

/** A name to be set or (null) removed. All but the settings may be keys: secrets until they are bytes of a file. */
export type Change =
  | { readonly name: (typeof settingNames)[number]; readonly value: string | null }
  | { readonly name: string; readonly value: Secret | null };

/** One env file with what shall be set in it, or removed from it. */
export interface EnvPlan {
  readonly file: SeenEnvFile;
  readonly changes: readonly Change[];
  readonly change: FileChange['change'];
}

/** One ignore file with the entry that it lacks. */
export interface IgnorePlan extends FilePlace {
  readonly fileName: string;
  readonly entry: Clean;
  readonly change: 'created' | 'updated';
}

/** Everything that will be changed; nothing else is. */
export interface Plan {
  readonly env: readonly EnvPlan[];
  readonly ignore: readonly IgnorePlan[];
  /** Files for others to copy, which get the name without a key. */
  readonly examples: readonly EnvPlan[];
  /** The file is taken out of git's index before it is written. */
  readonly untrack: boolean;
  /** Whether git tracks one of the files, as far as was known and agreed to when the plan was made. */
  readonly tracked: boolean | null;
  readonly judgedByGit: boolean;
}

/** Where nothing about git is to change, or nothing is known. */
export const nothingAboutGit: GitFacts = {
  repository: 'none',
  detail: '',
  root: null,
  ignoredBy: null,
  tracked: false,
  everCommitted: null,
  unignored: [],
};

/** A line of the plan, as data. */
interface PlanLine {
  readonly name: string;
  readonly value: Secret | Clean | null;
  readonly old: {
    readonly line: number;
    readonly value: Secret | Clean;
    readonly placeholder: boolean;
  } | null;
}

type PlanResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly finding: Finding };

/** What has to change so that the files say what was chosen. Reads; writes nothing. */
export function makePlan(
  ports: Pick<Ports, 'files'>,
  wanted: readonly { readonly file: SeenEnvFile; readonly changes: readonly Change[] }[],
  git: GitFacts,
): PlanResult {
  const env: EnvPlan[] = [];
  for (const { file, changes } of wanted) {
    const bytes = file.read.state === 'file' ? file.read.bytes : null;
    const edited = editEnvDocument(bytes, changes);
    if (!edited.ok) {
      return {
        ok: false,
        finding:
          edited.reason === 'value'
            ? unwritableValue(edited.name)
            : localFinding('env_file_encoding', { path: placeOf(file), reason: edited.reason }),
      };
    }
    env.push({
      file,
      changes,
      change: bytes === null ? 'created' : edited.changed ? 'updated' : 'unchanged',
    });
  }
  const judgedByGit = git.repository === 'yes';
  const ignore: IgnorePlan[] = [];
  for (const unignored of git.unignored) {
    const absolute = join(dirname(unignored), '.gitignore');
    const current = ports.files.read(absolute);
    const refuse = (reason: UnreadableReason | 'link' | 'utf16', code?: string): PlanResult => ({
      ok: false,
      finding: localFinding('gitignore_not_writable', { path: { absolute }, reason, code }),
    });
    if (current.state === 'unreadable') return refuse(current.reason, current.code);
    // Git reads no rule through a link and none in UTF-16: an entry there would protect nothing.
    if (judgedByGit && current.state === 'file') {
      if (current.realPath !== absolute) return refuse('link');
      if (encodingOf(current.bytes).startsWith('utf-16')) return refuse('utf16');
    }
    const fileName = basename(unignored);
    if (addIgnoreEntry(bytesOf(current), fileName, { judgedByGit }) === null) continue;
    ignore.push({
      absolute,
      fileName,
      entry: cleanPath(ignoreEntry(fileName)),
      change: current.state === 'missing' ? 'created' : 'updated',
    });
  }
  return { ok: true, plan: { env, ignore, examples: [], untrack: false, tracked: git.tracked, judgedByGit } };
}

/** A value that no line of an env file can hold cannot be sent in a header either. */
function unwritableValue(name: string): Finding {
  const facts = { reason: 'unsendable' } as const;
  if (name === 'OPENAI_ORG_ID') return localFinding('organization_mismatch', facts);
  if (name === 'OPENAI_PROJECT_ID') return localFinding('project_mismatch', facts);
  return localFinding('key_damaged', facts);
}

const bytesOf = (read: FileRead): Uint8Array | null => (read.state === 'file' ? read.bytes : null);

export function isEmpty(plan: Plan): boolean {
  const others = plan.ignore.length + plan.examples.length;
  return others === 0 && !plan.untrack && plan.env.every(({ change }) => change === 'unchanged');
}

/** What each file will have become. */
export function plannedFiles(plan: Plan | null): readonly FileChange[] {
  if (!plan) return [];
  const env = [...plan.env, ...plan.examples].map(({ file: { absolute }, change }) => ({
    absolute,
    change,
  }));
  return [...plan.ignore, ...env];
}

const shownSetting = (name: string, value: string): Clean =>
  name === 'OPENAI_BASE_URL' ? shownAddress(value) : cleanText(value);

/** The changes of one file, each with what stood there before. */
export function planLines({ file, changes }: EnvPlan): readonly PlanLine[] {
  return changes.flatMap(({ name, value }): readonly PlanLine[] => {
    const found = file.document?.assignments.filter((one) => one.name === name).at(-1);
    const shown = typeof value === 'string' ? shownSetting(name, value) : value;
    if (!found) return shown === null ? [] : [{ name, value: shown, old: null }];
    const isSetting = settingNames.some((setting) => setting === name);
    const old = isSetting ? shownSetting(name, found.value) : new Secret(found.value);
    if (alreadySays(found.value, value)) return [];
    const placeholder = name === keyName && old instanceof Secret && isNoKey(old);
    return [{ name, value: shown, old: { line: found.line, value: old, placeholder } }];
  });
}
