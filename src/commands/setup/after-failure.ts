import { readable } from '../../checks/project.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { isSamePlace, type LinePlace } from '../../domain/loading/place.ts';
import { findAll } from '../../domain/loading/sources.ts';
import { Stopped } from '../../ports/errors.ts';
import type { Diagnosis } from '../../ui/explain.ts';
import type { AnotherKey, KeyRun } from './run.ts';

/** A line of an env file that goes with another key than the one chosen. */
export interface StaleSetting {
  readonly name: 'OPENAI_ORG_ID' | 'OPENAI_PROJECT_ID';
  /** Every file that has it, the one that counts first. */
  readonly files: readonly LinePlace[];
  readonly option: '--organization' | '--project';
}

/** A call that the user may want to be made again. */
interface Repeatable<T> {
  readonly call: () => Promise<T>;
  /** Puts the outcome that counts, the last one, on the checklist. */
  readonly record: (outcome: T) => Promise<unknown>;
  /** Leaves a line of an env file out from the next call on; only where that can help. */
  readonly leaveOut?: (stale: StaleSetting) => void;
  /** Whether the model that was called is on the key's list. */
  readonly isListed?: () => boolean;
  /** Has another model chosen for the next call; null where there is none. */
  readonly otherModel?: () => (() => Promise<void>) | null;
}

/**
 * Makes a call as often as the user wants, and returns its last outcome; `kept` is why it failed, where the key is
 * kept all the same. Whoever leaves, or cannot be asked and has not said `--keep-failing`, is told by `Stopped`.
 */
export async function untilSettled<T extends { readonly finding: Finding | null }>(
  one: KeyRun,
  { call, record, leaveOut, isListed, otherModel }: Repeatable<T>,
): Promise<{ readonly outcome: T; readonly kept: Finding | null } | AnotherKey> {
  const { voice, asks } = one;
  for (;;) {
    const outcome = await call();
    const { finding } = outcome;
    if (!finding) {
      await record(outcome);
      return { outcome, kept: null };
    }
    const stale = leaveOut ? staleSetting(one, finding) : null;
    const page = asks ? pageToMend(finding, await voice.finding(finding, one.endpoint, isListed?.())) : null;
    if (!asks && stale) voice.line(voice.words.staleHint(stale.name, filesOf(voice, stale), stale.option));
    const choose = finding.cause.startsWith('model_') ? (otherModel?.() ?? null) : null;
    const next = await nextStep(one, finding, { stale, page, hasModels: choose !== null });
    if (next === 'model') await choose?.();
    if (next === 'drop' && stale) leaveOut?.(stale);
    if (next === 'again' || next === 'drop' || next === 'model') continue;
    await record(outcome);
    if (next === 'other') return 'another key';
    if (next === 'leave') throw new Stopped(finding, { told: asks });
    return { outcome, kept: finding };
  }
}

/** The page where a failure is mended that is in the hands of whoever owns the account, or that is a key's own setting. */
function pageToMend({ cause }: Finding, { owner, remedies }: Diagnosis): string | null {
  if (owner !== 'account' && cause !== 'key_missing_scope') return null;
  return remedies.find(({ url }) => url !== null)?.url ?? null;
}

type NextStep = 'drop' | 'model' | 'other' | 'again' | 'keep' | 'leave';

/**
 * What to do about a key that fails. Enter is what most likely helps: the line that is in its way removed, another model, the page where it
 * is mended opened, and then the same call once more, or another key.
 */
async function nextStep(
  { ports, voice, options, asks }: KeyRun,
  finding: Finding,
  {
    stale,
    page,
    hasModels,
  }: { readonly stale: StaleSetting | null; readonly page: string | null; readonly hasModels: boolean },
): Promise<NextStep> {
  if (options.keepFailing) return 'keep';
  if (!asks) return 'leave';
  const { words } = voice;
  const drop = stale && { value: 'drop' as const, name: words.failedDrop(stale.name, filesOf(voice, stale)) };
  const canOpen = page !== null && ports.browser.available;
  const isKeys = finding.cause.startsWith('key_') && !canOpen;
  for (let isOpened = false; ; isOpened = true) {
    const other = { value: 'other' as const, name: words.failedOther };
    const again = { value: 'again' as const, name: isOpened ? words.failedDone : words.failedAgain };
    const open = canOpen ? [{ value: 'open' as const, name: words.failedOpen(page) }] : [];
    const tries = isKeys ? [other, again] : isOpened ? [again, ...open, other] : [...open, again, other];
    const decision = await ports.prompter.select<NextStep | 'open'>({
      message: words.failedQuestion,
      choices: [
        ...(drop ? [drop] : []),
        ...(hasModels ? [{ value: 'model' as const, name: words.failedModel }] : []),
        ...tries,
        { value: 'keep', name: words.failedKeep },
        { value: 'leave', name: words.failedLeave },
      ],
    });
    if (decision !== 'open') return decision;
    voice.line((await ports.browser.open(page ?? '')) ? words.guide.opened : words.guide.notOpened);
  }
}

const filesOf = ({ show, words }: KeyRun['voice'], { files }: StaleSetting): string =>
  files.map(show).join(words.listSeparator);

/**
 * The setting that a check failed for, where a file of the project holds it: what an option or the shell says
 * is not setup's to remove. Null for every other failure.
 */
function staleSetting(
  { ports, project, options }: Pick<KeyRun, 'ports' | 'project' | 'options'>,
  { cause }: Finding,
): StaleSetting | null {
  const about = (name: StaleSetting['name'], option: StaleSetting['option']): StaleSetting | null => {
    const places = findAll(name, ports.env, readable(project.envFiles)).map(({ place }) => place);
    if (places[0]?.type !== 'file') return null;
    const lines = places.filter((place) => place.type === 'file');
    const files = lines.filter((line, at) => lines.findIndex((one) => isSamePlace(one, line)) === at);
    return { name, files, option };
  };
  if (cause === 'organization_mismatch' && options.organization === undefined)
    return about('OPENAI_ORG_ID', '--organization');
  if (cause === 'project_mismatch' && options.project === undefined)
    return about('OPENAI_PROJECT_ID', '--project');
  return null;
}
