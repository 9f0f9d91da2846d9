import type { Plan } from '../../changes/plan.ts';
import type { LiveTest } from '../../checks/live.ts';
import { keyName } from '../../checks/source.ts';
import { loadingCode } from '../../domain/loading/loading-code.ts';
import type { GitFacts } from '../../ports/git.ts';
import { modelOf } from '../../ui/report-text.ts';
import type { ResultLine } from '../../ui/voice.ts';
import type { ChosenKey } from './choose-key.ts';
import type { Run } from './run.ts';
import { shellKey } from './shell-key.ts';

/** How setup ended: all that the checklist is about. */
export interface Ended {
  readonly chosen: ChosenKey;
  /** Null where no file is involved. */
  readonly git: GitFacts | null;
  readonly plan: Plan | null;
  /** The API took the key. */
  readonly accepted: boolean;
  readonly test: LiveTest | null;
}

/** The checklist, each item with how it is known, and what to run next. */
export async function close(run: Run, ended: Ended): Promise<void> {
  const { voice, target } = run;
  voice.result([...checklist(run, ended), ...(await next(run, ended))]);
  const shell = shellKey(run, ended.chosen);
  if (shell && ended.chosen.write) {
    voice.warn(voice.words.shellWins(keyName, voice.key(shell.value), target.file.path));
  }
}

function checklist(
  { voice, target, options }: Run,
  { chosen, git, plan, accepted, test }: Ended,
): readonly ResultLine[] {
  const words = voice.words.checklist;
  const good = (yes: boolean, text: string): ResultLine => ({ mark: yes ? 'good' : 'warn', text });
  const masked = voice.key(chosen.key);
  const inFile = chosen.write || chosen.origin.type === 'file';
  const { path } = target.file;
  const ignored =
    git?.ignoredBy === 'project' || plan?.ignore.length !== 0 || (git?.repository !== 'yes' && !git?.tracked);
  return [
    { mark: 'title', text: words.title },
    ...(accepted ? [good(true, words.account)] : []),
    test ? good(true, words.payment) : good(false, words.paymentUnknown),
    good(accepted, accepted ? words.key(masked) : words.keyUntested(masked)),
    environmentLine(chosen, inFile ? path : null, words),
    ...(inFile ? [good(ignored, gitText(ignored, git, path, words))] : []),
    test
      ? good(true, words.test(modelOf(test)))
      : good(false, options.test ? words.testFailed : words.testSkipped),
    { mark: 'none', text: words.limit },
  ];
}

function environmentLine(
  { origin }: ChosenKey,
  path: string | null,
  words: Run['voice']['words']['checklist'],
): ResultLine {
  if (path !== null) return { mark: 'good', text: words.environment(path) };
  return origin.type === 'environment'
    ? { mark: 'good', text: words.environmentShell(keyName) }
    : { mark: 'warn', text: words.environmentLines(keyName) };
}

function gitText(
  ignored: boolean,
  git: GitFacts | null,
  path: string,
  words: Run['voice']['words']['checklist'],
): string {
  if (!ignored) return words.notIgnored(path);
  return git?.repository === 'yes' ? words.ignored(path) : words.ignoredNoRepository(path);
}

async function next(
  { ports, voice, project, target }: Run,
  { chosen }: Ended,
): Promise<readonly ResultLine[]> {
  const words = voice.words.next;
  const path = chosen.write || chosen.origin.type === 'file' ? target.file.path : null;
  const code = loadingCode(project.framework, project.packageFacts?.type ?? 'module', path);
  const missing = code.packages.filter((name) => !project.packageFacts?.dependencies.includes(name));
  const command =
    project.framework.id === 'python'
      ? `pip install ${missing.join(' ')}`
      : await ports.installer.command(project.packageManager, missing.join(' '));
  const load = code.byFramework ? words.frameworkLoads(project.framework.name, path ?? '') : words.load;
  return [
    { mark: 'title', text: words.title },
    ...(missing.length > 0 ? [{ mark: 'none' as const, text: command }] : []),
    { mark: 'none', text: load },
    ...code.lines.map((text) => ({ mark: 'none' as const, text: `  ${text}` })),
    { mark: 'none', text: words.verify },
    { mark: 'none', text: words.safety },
  ];
}
