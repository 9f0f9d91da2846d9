import type { FileChange, Plan } from '../../changes/plan.ts';
import { keyFromFile, type WrittenPlan, writePlan } from '../../changes/write.ts';
import { checkLoading } from '../../checks/file.ts';
import { judgeGit } from '../../checks/git.ts';
import { seeEnvFile } from '../../checks/project.ts';
import { publishingWarnings } from '../../checks/publishing.ts';
import type { Warning } from '../../domain/diagnosis/warnings.ts';
import { isSamePlace, placeOf } from '../../domain/loading/place.ts';
import {
  assignVariable,
  removeVariable,
  setVariable,
  shellNames,
  shellsOf,
} from '../../domain/loading/shells.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { defaultEndpoint } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { Stopped, UsageError } from '../../ports/errors.ts';
import type { GitFacts } from '../../ports/git.ts';
import { programGetsKey } from './reaches-program.ts';
import type { KeyRun, Run } from './run.ts';

/** What was written, and can be taken back. */
export interface Written {
  readonly files: readonly FileChange[];
  /** The key as a program would now read it. */
  readonly key: Secret;
  /** Ways other than git in which the file could leave the machine; known once npm has answered. */
  readonly published: Promise<readonly Warning[]>;
  readonly undo: () => Promise<void>;
  /** From now on Ctrl-C leaves the files as they are written. */
  readonly keep: () => void;
}

/** Step 6: all files or none, each read back. Without a plan the key is for the user's shell, and nothing is written. */
export async function write(one: KeyRun, plan: Plan | null): Promise<Written> {
  const { ports, voice, chosen, list, target, background } = one;
  if (!plan) {
    showShellLines(one);
    const published = Promise.resolve([]);
    return { files: [], key: chosen.key, published, undo: async () => {}, keep: () => {} };
  }
  const written = await writePlan(ports, plan);
  if (!written.ok) throw new Stopped(written.finding);
  if (chosen.write && !programGetsKey(one)) {
    await written.undo();
    throw new UsageError(voice.words.notLoaded(voice.show(target.file)));
  }
  tellWritten(one, plan, written);
  const { files, keep } = written;
  const key = await keyFromFile(ports, chosen.key, plan);
  if (!chosen.write) return { files, key, published: Promise.resolve([]), undo: written.undo, keep };

  const { verdict } = await list.run('file', () =>
    checkLoading(seeEnvFile(ports, target.file.absolute), one.project),
  );
  for (const warning of verdict.warnings) voice.warning(warning);
  // Goes on during the test call: npm takes a second to say what it would publish.
  const judge = async (): Promise<readonly Warning[]> => {
    const published = publishingWarnings(ports, target.file);
    const git = gitAfter(await background.git(), plan);
    await list.run('git', async () => judgeGit(git, placeOf(target.file), await published));
    return published;
  };
  const published = judge();
  const undo = async (): Promise<void> => {
    await published;
    await written.undo();
  };
  return { files, key, published, undo, keep };
}

function tellWritten(
  { voice }: Run,
  plan: Plan,
  { files, unwritten }: Extract<WrittenPlan, { ok: true }>,
): void {
  const { words } = voice;
  for (const file of files) {
    if (file.change === 'unchanged') continue;
    const isIgnoreFile = plan.ignore.some((one) => isSamePlace(one, file));
    const shown = voice.show(file);
    voice.written(isIgnoreFile ? words.ignoreWritten(shown) : words.written(shown));
  }
  for (const file of unwritten) voice.warn(words.exampleNotWritten(voice.show(file)));
}

/** What git says once the plan is carried out: its entry was judged by git itself when it was written. */
function gitAfter(before: GitFacts, plan: Plan): GitFacts {
  const ignoredBy = plan.ignore.length > 0 ? 'project' : before.ignoredBy;
  return { ...before, ignoredBy, tracked: plan.untrack ? false : before.tracked };
}

/** For every project on this machine: commands for the user's shell. None holds the key, which would stay in its history. */
function showShellLines(one: KeyRun): void {
  const { ports, voice } = one;
  const words = voice.words.everywhere;
  const shells = shellsOf(ports);
  const others = settingsBeside(one);
  const exact = (lines: readonly string[]): void => {
    for (const line of lines) voice.exact(line);
  };
  voice.title(words.title);
  for (const shell of shells) {
    const lines = setVariable(shell, keyName);
    if (shells.length > 1) voice.line(`${shellNames[shell]}:`);
    voice.line(words.now);
    // Whatever is pasted after the line that reads would be read as the key.
    exact([...others.map(({ name, value }) => assignVariable(shell, name, { word: value })), lines.now]);
    voice.line(lines.file === null ? words.forGood : words.forGoodIn(lines.file));
    exact([lines.forGood, ...others.map(({ name }) => setVariable(shell, name).forGood)]);
    voice.line(words.check);
    exact([lines.check]);
    voice.line(words.remove);
    exact([keyName, ...others.map(({ name }) => name)].map((name) => removeVariable(shell, name).now));
  }
  voice.line(words.wins);
}

/** What has to go where the key goes: without the address, every program would send this key to OpenAI. */
function settingsBeside({
  endpoint,
  options,
}: KeyRun): readonly { readonly name: string; readonly value: string }[] {
  const { organization, project } = options;
  const address = endpoint.baseURL === defaultEndpoint.baseURL ? undefined : endpoint.baseURL;
  const settings = { OPENAI_BASE_URL: address, OPENAI_ORG_ID: organization, OPENAI_PROJECT_ID: project };
  return Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}
