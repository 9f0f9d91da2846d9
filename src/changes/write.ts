import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { readEnvDocument } from '../domain/env/document.ts';
import { editEnvDocument } from '../domain/env/edit.ts';
import { addIgnoreEntry } from '../domain/git/gitignore.ts';
import { keyName } from '../domain/loading/sources.ts';
import { Secret } from '../domain/secrets/secret.ts';
import { sameBytes } from '../domain/text/bytes.ts';
import { Cancelled } from '../ports/errors.ts';
import type { WriteFailure, WriteResult } from '../ports/files.ts';
import type { Ports } from '../ports/ports.ts';
import { withEmptyName } from './example-files.ts';
import type { Change, EnvPlan, FileChange, Plan } from './plan.ts';

export type Written =
  | {
      readonly ok: true;
      readonly files: readonly FileChange[];
      /** Example files that could not be written, which is no reason to refuse a key. */
      readonly unwritten: readonly string[];
      readonly undo: () => Promise<void>;
      /** From now on Ctrl-C leaves the files as they are written. */
      readonly keep: () => void;
    }
  | { readonly ok: false; readonly finding: Finding };

/** Owner only: nobody else on the machine has business with a key. */
const secretMode = 0o600;
const ignoreMode = 0o644;

/** A file that was replaced, with what to put back. */
interface Done {
  readonly absolute: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
  /** What was set in an env file; empty for an ignore file. */
  readonly changes: readonly Change[];
}

/**
 * Carries out a plan: the ignore entries first, then the env files, each then read back with `dotenv`.
 * If anything fails, what was done is undone. `undo` does the same later; of a file that somebody else
 * changed meanwhile it takes back only what was set here.
 */
export async function writePlan(ports: Ports, plan: Plan): Promise<Written> {
  const done: Done[] = [];
  const untracked: (() => Promise<boolean>)[] = [];
  const files: FileChange[] = [];
  const undo = async (): Promise<void> => {
    for (const one of done.splice(0).reverse()) await putBack(ports, one);
    for (const trackAgain of untracked.splice(0)) await trackAgain();
  };
  let step: Promise<unknown> = Promise.resolve();
  let interrupted: Promise<void> | null = null;
  const stop = ports.interrupts.onInterrupt(() => {
    interrupted ??= step.then(undo, undo);
    return interrupted;
  });
  /** Nothing is done, and no failure told, once Ctrl-C has taken everything back. */
  const unlessInterrupted = async (): Promise<void> => {
    if (!interrupted) return;
    await interrupted;
    throw new Cancelled();
  };
  const fail = async (finding: Finding): Promise<Written> => {
    await unlessInterrupted();
    await undo();
    stop();
    return { ok: false, finding };
  };
  /** One change. Ctrl-C lets it end before everything is put back, and none comes after that. */
  const change = async (
    absolute: string,
    path: string,
    changes: readonly Change[],
    work: () => Promise<WriteResult>,
  ): Promise<WriteResult> => {
    await unlessInterrupted();
    const current = work().then((result) => {
      if (!result.ok) return result;
      files.push({ path, change: result.change });
      if (result.change !== 'unchanged')
        done.push({ absolute, before: result.before, after: result.after, changes });
      return result;
    });
    step = current;
    return current;
  };

  for (const { file } of plan.untrack ? plan.env : []) {
    const trackAgain = await ports.git.untrack(file.absolute);
    if (!trackAgain)
      return fail(localFinding('env_file_tracked', { path: file.path, reason: 'untrack_refused' }));
    untracked.push(trackAgain);
  }
  for (const { absolute, path, fileName } of plan.ignore) {
    const edit = (current: Uint8Array | null) =>
      addIgnoreEntry(current, fileName, { judgedByGit: plan.judgedByGit });
    const result = await change(absolute, path, [], () =>
      ports.files.replace(absolute, edit, { newMode: ignoreMode }),
    );
    if (!result.ok) return fail(ignoreFinding(result, path));
  }
  if (plan.ignore.length > 0 && plan.judgedByGit && !(await isIgnored(ports, plan))) {
    const path = plan.ignore[0]?.path ?? '';
    const envPath = plan.env[0]?.file.path ?? '';
    return fail(localFinding('gitignore_not_writable', { path, reason: 'overruled', envPath }));
  }
  for (const one of plan.env) {
    const result = await change(one.file.absolute, one.file.path, one.changes, () => writeEnv(ports, one));
    if (!result.ok) return fail(writeFinding(result, one.file.path));
    if (!(await readsBack(ports, one, result))) {
      return fail(localFinding('env_file_not_writable', { path: one.file.path, reason: 'read_back' }));
    }
  }
  const unwritten: string[] = [];
  for (const one of plan.examples) {
    const { absolute, path } = one.file;
    const result = await change(absolute, path, [], () =>
      ports.files.replace(absolute, withEmptyName, { newMode: ignoreMode }),
    );
    if (!result.ok) unwritten.push(path);
    else if (!(await readsBack(ports, one, result))) {
      return fail(localFinding('env_file_not_writable', { path, reason: 'read_back' }));
    }
  }
  await unlessInterrupted();
  return {
    ok: true,
    files,
    unwritten,
    undo: async () => {
      await undo();
      stop();
    },
    keep: stop,
  };
}

/** Git has the last word on whether the entry works: a rule elsewhere may overrule it. */
async function isIgnored(ports: Ports, plan: Plan): Promise<boolean> {
  const facts = await Promise.all(
    plan.env.map(({ file }) => ports.git.facts(file.absolute, { history: false })),
  );
  return facts.every(({ unignored }) => unignored.length === 0);
}

function writeEnv(ports: Ports, { file, changes }: EnvPlan): Promise<WriteResult> {
  const edit = (current: Uint8Array | null): Uint8Array | null => {
    const edited = editEnvDocument(current, changes);
    return edited.ok ? edited.bytes : null;
  };
  return ports.files.replace(file.absolute, edit, { newMode: secretMode });
}

/** What a failed write is called. */
function writeFinding(failure: WriteFailure, path: string): Finding {
  const { reason, code } = failure;
  if (reason === 'disk_full') return localFinding('disk_full', { path, reason: 'file' });
  if (reason === 'unreadable')
    return localFinding('env_file_unreadable', { path, code, reason: failure.why });
  return localFinding('env_file_not_writable', { path, code, reason });
}

function ignoreFinding(failure: WriteFailure, path: string): Finding {
  const reason = failure.reason === 'unreadable' ? failure.why : failure.reason;
  return localFinding('gitignore_not_writable', { path, reason, code: failure.code });
}

/** The file must give the values that were set, and every other value as before. */
async function readsBack(
  ports: Ports,
  { file, changes }: EnvPlan,
  { before, after }: Extract<WriteResult, { ok: true }>,
): Promise<boolean> {
  const read = ports.files.read(file.absolute);
  if (read.state !== 'file') return false;
  const decoder = new TextDecoder();
  const old = before ? await ports.parseEnv(decoder.decode(before)) : {};
  const now = await ports.parseEnv(decoder.decode(read.bytes));
  const expected: Record<string, string> = { ...old };
  for (const { name, value } of changes) {
    const text = textOf(value);
    if (text === null) delete expected[name];
    else expected[name] = text;
  }
  if (!sameBytes(read.bytes, after))
    return Object.keys(expected).every((name) => now[name] === expected[name]);
  const names = new Set([...Object.keys(expected), ...Object.keys(now)]);
  return [...names].every((name) => now[name] === expected[name]);
}

async function putBack(ports: Ports, { absolute, before, after, changes }: Done): Promise<void> {
  if (before === null && (await ports.files.removeIfUnchanged(absolute, after))) return;
  const edit = (current: Uint8Array | null): Uint8Array | null => {
    if (current === null) return null;
    return before && sameBytes(current, after) ? before : takeBack(current, before, changes);
  };
  await ports.files.replace(absolute, edit, { newMode: secretMode });
}

/** A file that changed meanwhile, with the values that were set here as they were before; null where none is left. */
function takeBack(
  current: Uint8Array,
  before: Uint8Array | null,
  changes: readonly Change[],
): Uint8Array | null {
  const now = lastValues(current);
  const old = lastValues(before);
  const back = changes
    .filter(({ name, value }) => (now.get(name) ?? null) === textOf(value))
    .map(({ name }) => ({ name, value: old.get(name) ?? null }));
  const edited = editEnvDocument(current, back);
  return edited.ok && edited.changed ? edited.bytes : null;
}

/** What shall stand in the file. */
const textOf = (value: Change['value']): string | null => (value instanceof Secret ? value.reveal() : value);

function lastValues(bytes: Uint8Array | null): ReadonlyMap<string, string> {
  const read = bytes && readEnvDocument(bytes);
  return new Map(read?.ok ? read.document.assignments.map(({ name, value }) => [name, value]) : []);
}

/** The key as a program would now read it: from the file that was written, else as it was chosen. */
export async function keyFromFile(ports: Ports, chosen: Secret, plan: Plan): Promise<Secret> {
  const holder = plan.env.find(({ changes }) => changes.some(({ name }) => name === keyName));
  const read = holder && ports.files.read(holder.file.absolute);
  const values = read?.state === 'file' ? await ports.parseEnv(new TextDecoder().decode(read.bytes)) : {};
  const found = values[keyName]?.trim() ?? '';
  return found === '' || chosen.is(found) ? chosen : new Secret(found);
}
