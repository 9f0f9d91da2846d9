import { planExamples } from '../../changes/example-files.ts';
import { type Change, type FileChange, isEmpty, makePlan, type Plan, planLines } from '../../changes/plan.ts';
import { findBaseUrl } from '../../checks/endpoint.ts';
import { readable, type SeenEnvFile, seeEnvFile } from '../../checks/project.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { type FilePlace, isSamePlace, placeOf } from '../../domain/loading/place.ts';
import { findAll, keyName } from '../../domain/loading/sources.ts';
import { defaultEndpoint, parseEndpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Clean } from '../../domain/text/clean.ts';
import { Cancelled, Stopped, UsageError } from '../../ports/errors.ts';
import type { GitFacts } from '../../ports/git.ts';
import type { Voice } from '../../ui/voice.ts';
import type { Removal } from './check-key.ts';
import { hidingLines } from './reaches-program.ts';
import type { KeyRun, Run } from './run.ts';

/**
 * Step 5: every change shown and agreed to once. A file that git tracks needs a decision of its own before. Null where
 * the key shall live in the user's shell; leaving throws `Cancelled`.
 */
export async function decidePlan(
  one: KeyRun,
  removals: readonly Removal[],
  { ofOpenai }: { readonly ofOpenai: boolean },
): Promise<Plan | null> {
  const { ports, voice, options, target, asks } = one;
  const wanted = wantedChanges(one, [...removals, ...hidingLines(one), ...otherAddresses(one)], ofOpenai);
  const git = await one.background.git();
  const facts = wanted.length > 0 ? git : { ...git, unignored: [] };
  const planned = makePlan(ports, wanted, facts);
  if (!planned.ok) throw new Stopped(planned.finding);
  const setsKey = wanted.some(({ changes }) => changes.some(({ name }) => name === keyName));
  const writesKey = planned.plan.env.some(({ change }) => change !== 'unchanged');
  const plan: Plan = {
    ...planned.plan,
    examples: setsKey ? planExamples(ports, target.file) : [],
    untrack: writesKey && (await untracks(one, git)),
  };
  showPlan(voice, plan, git);
  if (!asks || options.dryRun || isEmpty(plan)) return plan;
  return (await askPlan(one, one.chosen.write && writesKey)) === 'go' ? plan : null;
}

/** What one file shall say. */
interface WantedInFile {
  readonly file: SeenEnvFile;
  readonly changes: readonly Change[];
}

/**
 * The names to be set in the target file: the key, and what the options gave beside it; and what
 * was refused or belongs to another key, to be removed from the files that have it.
 */
function wantedChanges(
  one: KeyRun,
  removals: readonly Removal[],
  ofOpenai: boolean,
): readonly WantedInFile[] {
  const { ports, chosen, options, target } = one;
  const { baseUrl, organization, project } = options;
  const inTarget: Change[] = [
    ...(chosen.write ? [{ name: keyName, value: chosen.key }] : []),
    ...addressBeside(one, baseUrl, ofOpenai),
    ...(organization === undefined ? [] : [{ name: 'OPENAI_ORG_ID' as const, value: organization }]),
    ...(project === undefined ? [] : [{ name: 'OPENAI_PROJECT_ID' as const, value: project }]),
  ];
  const removed = (file: FilePlace): Change[] =>
    removals
      .filter((one) => isSamePlace(one.file, file))
      .filter(({ name }) =>
        name === keyName || (name === addressName && !isSamePlace(file, target.file))
          ? !isSamePlace(file, target.file)
          : !inTarget.some((set) => set.name === name),
      )
      .map(({ name }) => ({ name, value: null }));
  const changes = [...inTarget, ...removed(target.file)];
  const others = [...new Set(removals.map(({ file }) => file.absolute))]
    .filter((absolute) => absolute !== target.file.absolute)
    .map((absolute) => ({ file: seeEnvFile(ports, absolute), changes: removed({ absolute }) }));
  return [...(changes.length > 0 ? [{ file: target.file, changes }] : []), ...others].filter(
    (one) => one.changes.length > 0,
  );
}

const addressName = 'OPENAI_BASE_URL';

/**
 * The address goes where the key goes: without the option, or the shell's variable, the next program would send this key to
 * OpenAI, or to whatever address the files name.
 */
function addressBeside(one: KeyRun, option: string | undefined, ofOpenai: boolean): readonly Change[] {
  const set = (value: string): readonly Change[] => [{ name: addressName, value }];
  if (option !== undefined) return set(option);
  const { chosen, endpoint, ports, project } = one;
  if (!chosen.write || endpoint.source.type !== 'environment') return [];
  const named = findBaseUrl({ ...ports, env: {} }, project, undefined);
  // OpenAI's own key may go to OpenAI, which is where it goes without an address.
  if (ofOpenai && named === null) return [];
  const inFiles = named?.text ?? defaultEndpoint.baseURL;
  return inFiles === endpoint.baseURL ? [] : set(endpoint.baseURL);
}

/**
 * Lines of other files with another address than the one that an option or the shell names: the next program would send the
 * key there. Throws `UsageError` where nobody agreed to their going.
 */
function otherAddresses({
  project,
  chosen,
  endpoint,
  target,
  options,
  asks,
  voice,
}: KeyRun): readonly Removal[] {
  const { type } = endpoint.source;
  if (!chosen.write || (type !== 'option' && type !== 'environment')) return [];
  const others = findAll(addressName, {}, readable(project.envFiles)).flatMap(({ place, value }) =>
    place.type === 'file' && !isSamePlace(place, target.file) && !isEndpoint(value, endpoint) ? [place] : [],
  );
  const [first] = others;
  if (first && !options.force && !asks)
    throw new UsageError(voice.words.addressForce(voice.show(first), endpoint.baseURL));
  return others.map((file) => ({ name: addressName, file }));
}

function isEndpoint(text: string, { baseURL }: KeyRun['endpoint']): boolean {
  const parsed = parseEndpoint(text, { type: 'default' });
  return text.trim() === '' || (parsed.ok && parsed.endpoint.baseURL === baseURL);
}

/** A file that git tracks takes the key into the next commit: the user decides whether it shall stay so. */
async function untracks(
  { ports, voice, options, target: { file } }: Run,
  { tracked }: GitFacts,
): Promise<boolean> {
  const { words } = voice;
  if (tracked === null && !options.force)
    throw new Stopped(localFinding('env_file_tracked', { path: placeOf(file), reason: 'in_doubt' }));
  if (!tracked) return false;
  if (!ports.terminal.interactive)
    throw new Stopped(localFinding('env_file_tracked', { path: placeOf(file), reason: 'tracked' }));
  if (options.dryRun) return false;
  const choice = await ports.prompter.select({
    message: words.trackedQuestion(voice.show(file)),
    choices: [
      { value: 'untrack', name: words.trackedUntrack },
      { value: 'go_on', name: words.trackedGoOn },
      { value: 'leave', name: words.trackedLeave },
    ],
    default: 'untrack',
  });
  if (choice === 'leave') throw new Cancelled();
  return choice === 'untrack';
}

/** The one confirmation. For a new key there is another place beside the file: the user's shell. */
async function askPlan({ ports, voice }: Run, newKey: boolean): Promise<'go' | 'shell'> {
  const { words } = voice;
  const answer = newKey
    ? await ports.prompter.select<'go' | 'shell' | 'leave'>({
        message: words.planQuestion,
        choices: [
          { value: 'go', name: words.planGo, means: 'yes' },
          { value: 'leave', name: words.planLeave, means: 'no' },
          { value: 'shell', name: words.planShell },
        ],
        default: 'go',
      })
    : (await ports.prompter.confirm({ message: words.planQuestion, default: true }))
      ? 'go'
      : 'leave';
  if (answer === 'leave') throw new Cancelled();
  return answer;
}

/** Every file with its change, keys masked. */
function showPlan(voice: Voice, plan: Plan, git: GitFacts): void {
  const { words } = voice;
  if (isEmpty(plan)) {
    voice.line(words.planNothing);
    return;
  }
  voice.title(words.planTitle);
  const rows: [string, string][] = [];
  if (plan.untrack) for (const { file } of plan.env) rows.push(['git', words.planUntrack(voice.show(file))]);
  for (const one of plan.ignore) rows.push([changeOf(voice, one, one.change), `+ ${one.entry}`]);
  for (const one of [...plan.env, ...plan.examples]) {
    for (const { name, value, old } of planLines(one)) {
      const before =
        old === null
          ? ''
          : words.planWas(
              old.line,
              old.placeholder && old.value.length > 0 ? words.planOther : shown(voice, old.value),
            );
      const text =
        value === null
          ? words.planRemove(name)
          : words.planSet(name, value.length === 0 ? '' : shown(voice, value));
      rows.push([changeOf(voice, one.file, one.change), `${old ? '~' : '+'} ${text}${before}`]);
    }
  }
  voice.rows(rows);
  if (git.everCommitted) for (const { file } of plan.env) voice.warn(words.wasCommitted(voice.show(file)));
}

const changeOf = ({ words, show }: Voice, file: FilePlace, change: FileChange['change']): string =>
  (change === 'created' ? words.planCreate : words.planUpdate)(show(file));

function shown(voice: Voice, value: Secret | Clean): string {
  if (value.length === 0) return voice.words.planEmpty;
  return value instanceof Secret ? voice.key(value) : value;
}
