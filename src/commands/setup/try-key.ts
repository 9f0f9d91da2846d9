import { type AuthOutcome, checkAuth, recordAuth } from '../../checks/auth.ts';
import { climbAfter, climbMs, type LadderSeen, refine } from '../../checks/network.ts';
import type { Checklist } from '../../checks/result.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Access, ListedModel } from '../../ports/api.ts';
import type { ChosenKey } from './choose-key.ts';
import type { Run } from './run.ts';
import { type StaleSetting, staleSetting } from './stale-setting.ts';
import { type Removal, settingOf } from './wanted.ts';

export type Tried =
  | {
      readonly kind: 'accepted';
      readonly access: Access;
      readonly models: readonly ListedModel[] | null;
      /** Lines that spoke of another key's organization or project, and shall go. */
      readonly removals: readonly Removal[];
    }
  /** Not tried (`--no-test`). */
  | { readonly kind: 'untried' }
  /** The user keeps a key that fails. */
  | { readonly kind: 'kept'; readonly finding: Finding }
  | { readonly kind: 'other' }
  | { readonly kind: 'failed'; readonly finding: Finding; readonly told: boolean };

/** Asks the API about the key before anything is written, again as often as the user wants. */
export async function tryKey(
  run: Run,
  chosen: ChosenKey,
  endpoint: Endpoint,
  list: Checklist,
): Promise<Tried> {
  const { ports, voice, options } = run;
  if (!options.test) return { kind: 'untried' };
  const removals: Removal[] = [];
  const setting = (name: StaleSetting['name']): string | undefined =>
    removals.some((one) => one.name === name) ? undefined : settingOf(run, name);
  for (;;) {
    const access: Access = {
      key: new Secret(chosen.key.reveal().trim()),
      endpoint,
      organization: options.organization ?? setting('OPENAI_ORG_ID'),
      project: options.project ?? setting('OPENAI_PROJECT_ID'),
      deadline: ports.clock.now() + options.timeout * 1000,
    };
    const { auth, ladder } = await ask(run, access);
    if (!auth.finding) {
      await recordAuth(list, auth);
      voice.good(auth.models ? voice.words.accepted(auth.models.length) : voice.words.acceptedNoList);
      return { kind: 'accepted', access, models: auth.models, removals };
    }
    const stale = staleSetting(run, auth.finding);
    if (!run.asks) {
      if (stale) voice.line(voice.words.staleHint(stale.name, stale.paths.join(', '), stale.option));
      await recordAuth(list, auth, { ladder });
      return options.keepFailing
        ? { kind: 'kept', finding: auth.finding }
        : { kind: 'failed', finding: auth.finding, told: false };
    }
    await voice.finding(auth.finding, endpoint);
    const next = options.keepFailing ? 'keep' : await askAfterFailure(run, auth.finding, stale);
    if (next === 'drop' && stale) for (const path of stale.paths) removals.push({ name: stale.name, path });
    if (next === 'again' || next === 'drop') continue;
    await recordAuth(list, auth, { ladder });
    if (next === 'other') return { kind: 'other' };
    return next === 'keep'
      ? { kind: 'kept', finding: auth.finding }
      : { kind: 'failed', finding: auth.finding, told: true };
  }
}

/** The check itself and, where the host was not reached, a look at the way to it. */
async function ask(
  { ports, voice }: Run,
  access: Access,
): Promise<{ readonly auth: AuthOutcome; readonly ladder: LadderSeen | null }> {
  const progress = ports.progress.start(voice.words.checking);
  try {
    const onWait = (state: Parameters<typeof voice.waiting>[0]): void =>
      progress.update(voice.waiting(state));
    const waiting = { clock: ports.clock, deadline: access.deadline, onWait };
    const auth = await checkAuth(ports.api, access, waiting);
    if (!auth.finding) return { auth, ladder: null };
    const ladder = await climbAfter(ports, access.endpoint, auth.exchange, access.deadline + climbMs);
    return { auth: { ...auth, finding: refine(auth.finding, ladder) }, ladder };
  } finally {
    progress.stop();
  }
}

export type AfterFailure = 'drop' | 'other' | 'again' | 'keep' | 'leave';

/**
 * What to do about a key that fails. Enter is what most likely helps: the line that is in its way removed,
 * another key, or the same call once more.
 */
export async function askAfterFailure(
  { ports, voice }: Run,
  finding: Finding,
  stale: StaleSetting | null = null,
): Promise<AfterFailure> {
  const { words } = voice;
  const other = { value: 'other' as const, name: words.failedOther };
  const again = { value: 'again' as const, name: words.failedAgain };
  return ports.prompter.select<AfterFailure>({
    message: words.failedQuestion,
    choices: [
      ...(stale
        ? [{ value: 'drop' as const, name: words.failedDrop(stale.name, stale.paths.join(', ')) }]
        : []),
      ...(finding.cause.startsWith('key_') ? [other, again] : [again, other]),
      { value: 'keep', name: words.failedKeep },
      { value: 'leave', name: words.failedLeave },
    ],
  });
}
