import { dirname, join } from 'node:path';
import type { SeenEnvFile } from '../checks/project.ts';
import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { type Assignment, readEnvDocument } from '../domain/env/document.ts';
import { alreadySays, editEnvDocument } from '../domain/env/edit.ts';
import { addIgnoreEntry } from '../domain/git/gitignore.ts';
import { type FilePlace, placeOf } from '../domain/loading/place.ts';
import { keyName } from '../domain/loading/sources.ts';
import { Secret } from '../domain/secrets/secret.ts';
import { sameBytes } from '../domain/text/bytes.ts';
import type { WriteFailure, WriteResult } from '../ports/files.ts';
import type { Ports } from '../ports/ports.ts';
import { withEmptyName } from './example-files.ts';
import { type Journal, openJournal } from './journal.ts';
import { missingEntries } from './keep-ignored.ts';
import { openMode, secretMode } from './modes.ts';
import type { Change, EnvPlan, FileChange, IgnorePlan, Plan } from './plan.ts';

export type WrittenPlan =
  | {
      readonly ok: true;
      readonly files: readonly FileChange[];
      /** Example files that could not be written, which is no reason to refuse a key. */
      readonly unwritten: readonly FilePlace[];
      readonly undo: () => Promise<void>;
      /** From now on Ctrl-C leaves the files as they are written. */
      readonly keep: () => void;
    }
  | { readonly ok: false; readonly finding: Finding };

/**
 * Carries out a plan: the ignore entries first, then the env files, each then read back with `dotenv`.
 * If anything fails, what was done is undone. `undo` does the same later; of a file that somebody else
 * changed meanwhile it takes back only what was set here. `afterUndo` follows whenever that was done.
 */
export async function writePlan(
  ports: Pick<Ports, 'files' | 'git' | 'interrupts' | 'parseEnv'>,
  plan: Plan,
  afterUndo: () => Promise<void> = async () => {},
): Promise<WrittenPlan> {
  let isUndone = false;
  const journal = openJournal(ports, async () => {
    for (const one of isUndone ? [] : missingEntries(ports, plan)) await addEntry(ports, plan, one);
    isUndone = true;
    await afterUndo();
  });
  const unwritten: FilePlace[] = [];
  const carryOut = async (): Promise<Finding | null> =>
    (await secure(ports, plan, journal)) ??
    (await fill(ports, plan, journal, unwritten)) ??
    (await ignore(ports, plan, journal, missingEntries(ports, plan)));
  const finding = await carryOut().catch(async (error: unknown) => {
    await journal.undo();
    throw error;
  });
  await journal.unlessInterrupted();
  if (finding) {
    const [stuck] = await journal.undo();
    if (!stuck) return { ok: false, finding };
    return {
      ok: false,
      finding: localFinding('env_file_not_writable', { path: stuck, reason: 'not_restored' }),
    };
  }
  return {
    ok: true,
    files: journal.files,
    unwritten,
    undo: async () => void (await journal.undo()),
    keep: journal.keep,
  };
}

/** Takes the env files out of git's index where that was wanted, and has git ignore them. */
async function secure(
  ports: Pick<Ports, 'files' | 'git'>,
  plan: Plan,
  journal: Journal,
): Promise<Finding | null> {
  for (const { file } of plan.untrack ? plan.env.filter(getsSecret) : []) {
    const trackAgain = await ports.git.untrack(file.absolute);
    if (!trackAgain)
      return localFinding('env_file_tracked', { path: placeOf(file), reason: 'untrack_refused' });
    journal.untracked(trackAgain);
  }
  return (await ignore(ports, plan, journal, plan.ignore)) ?? leaking(ports, plan);
}

async function ignore(
  ports: Pick<Ports, 'files'>,
  plan: Plan,
  journal: Journal,
  entries: readonly IgnorePlan[],
): Promise<Finding | null> {
  for (const one of entries) {
    const { absolute } = one;
    const result = await journal.change(absolute, [], () => addEntry(ports, plan, one));
    if (!result.ok) return ignoreFinding(result, { absolute });
  }
  return null;
}

const addEntry = (
  { files }: Pick<Ports, 'files'>,
  { judgedByGit }: Plan,
  { absolute, fileName }: IgnorePlan,
): Promise<WriteResult> =>
  files.replace(absolute, (current) => addIgnoreEntry(current, fileName, { judgedByGit }), {
    newMode: openMode,
  });

/**
 * Git has the last word, right before a key is written: somebody may have added the file meanwhile, and a rule elsewhere
 * may overrule the entry.
 */
async function leaking(ports: Pick<Ports, 'git'>, plan: Plan): Promise<Finding | null> {
  for (const { file } of plan.env.filter(getsSecret)) {
    const { tracked, unignored } = await ports.git.facts(file.absolute, { history: false });
    const path = placeOf(file);
    const known = tracked === false || (tracked === plan.tracked && !plan.untrack);
    if (!known) return localFinding('env_file_tracked', { path, reason: tracked ? 'tracked' : 'in_doubt' });
    const [overruled] = plan.judgedByGit ? unignored : [];
    if (overruled !== undefined) {
      const ignore = plan.ignore[0] ?? { absolute: join(dirname(overruled), '.gitignore') };
      const facts = { path: placeOf(ignore), reason: 'overruled', envPath: path } as const;
      return localFinding('gitignore_not_writable', facts);
    }
  }
  return null;
}

/** Writes the env files, then the examples; adds those examples that could not be written to `unwritten`. */
async function fill(
  ports: Pick<Ports, 'files' | 'git' | 'parseEnv'>,
  plan: Plan,
  journal: Journal,
  unwritten: FilePlace[],
): Promise<Finding | null> {
  for (const one of plan.env) {
    const { absolute } = one.file;
    const result = await journal.change(absolute, one.changes, () => writeEnv(ports, one));
    if (result === null)
      return localFinding('env_file_not_writable', { path: { absolute }, reason: 'changed' });
    if (!result.ok) return writeFinding(result, { absolute });
    if (!(await readsBack(ports, one, result)))
      return localFinding('env_file_not_writable', { path: { absolute }, reason: 'read_back' });
  }
  for (const one of plan.examples) {
    const { absolute } = one.file;
    const result = await journal.change(absolute, [], () =>
      ports.files.replace(absolute, withEmptyName, { newMode: openMode }),
    );
    if (!result.ok) unwritten.push({ absolute });
    else if (!(await readsBack(ports, one, result)))
      return localFinding('env_file_not_writable', { path: { absolute }, reason: 'read_back' });
  }
  return null;
}

/** Only what holds a secret is kept from git; a file that loses a line may stay there. */
const getsSecret = ({ changes }: EnvPlan): boolean => changes.some(({ value }) => value instanceof Secret);

/** Null where what the plan was made from is no longer so: what somebody else has set is neither replaced nor joined. */
async function writeEnv(
  ports: Pick<Ports, 'files'>,
  { file, changes }: EnvPlan,
): Promise<WriteResult | null> {
  let changed = false;
  const edit = (current: Uint8Array | null): Uint8Array | null => {
    changed = !saysTheSame(file, current, changes);
    const edited = changed ? null : editEnvDocument(current, changes);
    return edited?.ok ? edited.bytes : null;
  };
  const result = await ports.files.replace(file.absolute, edit, { newMode: secretMode });
  return changed ? null : result;
}

/**
 * Whether a file gives the names that matter the values that it gave for the plan, or already those that are to be set:
 * the names to be changed, and all that say where a key goes.
 */
function saysTheSame(
  { document }: SeenEnvFile,
  current: Uint8Array | null,
  changes: readonly Change[],
): boolean {
  const read = current === null ? null : readEnvDocument(current);
  if (read && !read.ok) return false;
  const wanted = new Map<string, Change['value']>(changes.map(({ name, value }) => [name, value]));
  const telling = (assignments: readonly Assignment[]): readonly Assignment[] =>
    assignments.filter(({ name }) => wanted.has(name) || name.startsWith('OPENAI_'));
  const before = telling(document?.assignments ?? []);
  const now = telling(read?.document.assignments ?? []);
  const isSet = ({ name, value }: Assignment): boolean =>
    wanted.has(name) && alreadySays(value, wanted.get(name) ?? null);
  const same =
    before.length === now.length &&
    now.every(({ name, value }, at) => before[at]?.name === name && before[at]?.value === value);
  return same || (now.length > 0 && now.every((one) => isSet(one) || isIn(before, one)));
}

const isIn = (all: readonly Assignment[], { name, value }: Assignment): boolean =>
  all.some((one) => one.name === name && one.value === value);

/** What a failed write is called. */
function writeFinding(failure: WriteFailure, path: FilePlace): Finding {
  const { reason, code } = failure;
  if (reason === 'disk_full') return localFinding('disk_full', { path, reason: 'file' });
  if (reason === 'unreadable')
    return localFinding('env_file_unreadable', { path, code, reason: failure.why });
  return localFinding('env_file_not_writable', { path, code, reason });
}

function ignoreFinding(failure: WriteFailure, path: FilePlace): Finding {
  const reason = failure.reason === 'unreadable' ? failure.why : failure.reason;
  return localFinding('gitignore_not_writable', { path, reason, code: failure.code });
}

/** The file must give the values that were set, and every other value as before. */
async function readsBack(
  ports: Pick<Ports, 'files' | 'parseEnv'>,
  { file, changes }: EnvPlan,
  { before, after }: Extract<WriteResult, { ok: true }>,
): Promise<boolean> {
  const read = ports.files.read(file.absolute);
  if (read.state !== 'file') return false;
  const decoder = new TextDecoder();
  const old = before ? await ports.parseEnv(decoder.decode(before)) : {};
  const now = await ports.parseEnv(decoder.decode(read.bytes));
  const expected = new Map<string, Change['value']>(Object.entries(old));
  for (const { name, value } of changes) expected.set(name, value);
  // What somebody else added meanwhile is theirs.
  const others = sameBytes(read.bytes, after) ? Object.keys(now) : [];
  return [...expected.keys(), ...others].every((name) => alreadySays(now[name], expected.get(name) ?? null));
}

/** The key as a program would now read it: from the file that was written, else as it was chosen. */
export async function keyFromFile(
  ports: Pick<Ports, 'files' | 'parseEnv'>,
  chosen: Secret,
  plan: Plan,
): Promise<Secret> {
  const holder = plan.env.find(({ changes }) => changes.some(({ name }) => name === keyName));
  const read = holder && ports.files.read(holder.file.absolute);
  const values = read?.state === 'file' ? await ports.parseEnv(new TextDecoder().decode(read.bytes)) : {};
  const found = values[keyName]?.trim() ?? '';
  return found === '' || chosen.is(found) ? chosen : new Secret(found);
}
