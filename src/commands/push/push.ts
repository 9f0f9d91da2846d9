import { verifyKey } from '../../checks/verify-key.ts';
import type { VerifyRequest } from '../../checks/verify-request.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import { targets } from '../../domain/push/targets.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { loadPushWords } from '../../i18n/load.ts';
import { Cancelled, Stopped, UsageError } from '../../ports/errors.ts';
import { createVoice } from '../../ui/voice.ts';
import { checksFor } from '../checking.ts';
import { keyFromStdin } from '../key-input.ts';
import { anotherKey, type FreshKey } from './another-key.ts';
import { lookAround, namedTargets, shownTargets } from './choose.ts';
import { commandsOf, handOver } from './hand-over.ts';
import { inspect, isReady } from './inspect.ts';
import { tellChecked, tellNotPushed, tellPlan, tellPushed } from './result.ts';
import type { Failed, Outcome, PushFacts, PushOptions, PushPorts, PushRun, Ready } from './run.ts';

/** `push`: hands the tested key to where the program runs. Returns the exit code. */
export async function runPush(
  ports: PushPorts,
  options: PushOptions,
  names: readonly string[],
): Promise<number> {
  const [words, voice] = await Promise.all([loadPushWords(options.language), createVoice(ports, options)]);
  const named = namedTargets(names);
  const { name, env = null, repo = null, pushProject: project = null } = options;
  const asks = ports.terminal.interactive && !options.yes;
  const shown = lookAround(ports);
  const run: PushRun = { ports, options, words, voice, asks, shown, wanted: { name, env, repo, project } };
  if (!asks && !options.yes && !options.check && !options.dryRun) throw new UsageError(words.nobodyToAsk);
  voice.title(words.title);
  const ids = named.length > 0 ? named : await shownTargets(run);
  if (options.check) return tellChecked(run, await check(run, ids));
  const known: { key: Secret | null } = { key: null };
  try {
    return await pushTo(run, ids, known);
  } catch (error) {
    if (error instanceof Stopped) return tellNotPushed(run, known.key, error);
    throw error;
  }
}

type Ids = ReturnType<typeof namedTargets>;

/** What each target has, without a key and without a change. */
async function check(run: PushRun, ids: Ids): Promise<readonly Outcome[]> {
  return (await inspectAll(run, ids)).map((one) =>
    isReady(one)
      ? {
          target: one.target,
          scope: one.scope,
          change: one.isThere ? 'present' : 'absent',
          updatedAt: one.since,
          commands: [],
          failed: null,
        }
      : unable(one),
  );
}

const unable = (failed: Failed): Outcome => ({
  target: failed.target,
  scope: failed.scope,
  change: 'failed',
  updatedAt: null,
  commands: [],
  failed,
});

/** The order of a push: the key tried, the targets looked at, the commands shown and agreed to once, then each by itself. */
async function pushTo(run: PushRun, ids: Ids, known: { key: Secret | null }): Promise<number> {
  const { ports, options, words, asks } = run;
  const tried = await triedKey(run, known);
  const seen = await inspectAll(run, ids);
  const ready = seen.filter(isReady);
  const fresh: FreshKey | null =
    ready.length > 0 ? await anotherKey(run, tried.endpoint, tried.request) : null;
  const key = fresh?.key ?? tried.key;
  known.key = key;
  tellPlan(run, key, seen);
  if (options.dryRun) return tellPushed(run, facts(key, seen, planned(run)));
  const message = words.goAhead(ready.length);
  if (ready.length > 0 && asks && !(await ports.prompter.confirm({ message, default: true }))) {
    await fresh?.undo();
    throw new Cancelled();
  }
  const done = new Map<Ready, Outcome>();
  for (const one of ready) done.set(one, await handOver(run, one, key));
  if ([...done.values()].every(({ failed }) => failed)) await fresh?.undo();
  fresh?.keep();
  return tellPushed(
    run,
    facts(
      key,
      seen,
      (one) => done.get(one) ?? unable({ ...one, problem: 'refused', said: null, mend: null }),
    ),
  );
}

const facts = (key: Secret, seen: readonly (Ready | Failed)[], of: (one: Ready) => Outcome): PushFacts => ({
  key,
  outcomes: seen.map((one) => (isReady(one) ? of(one) : unable(one))),
});

const planned =
  (run: PushRun) =>
  (one: Ready): Outcome => ({
    target: one.target,
    scope: one.scope,
    change: 'planned',
    updatedAt: one.since,
    commands: commandsOf(run, one),
    failed: null,
  });

async function inspectAll(run: PushRun, ids: Ids): Promise<readonly (Ready | Failed)[]> {
  const { ports, words } = run;
  const progress = ports.progress.start(words.looking);
  try {
    return await Promise.all(ids.map((id) => inspect(run, targets[id])));
  } finally {
    progress.stop();
  }
}

interface Tried {
  readonly key: Secret;
  readonly endpoint: Endpoint | null;
  /** How it was tried. */
  readonly request: VerifyRequest;
}

/** The key that counts here, tried as verify tries it; `known` has it then. Throws `Stopped` where it fails, unless that is forced. */
async function triedKey(run: PushRun, known: { key: Secret | null }): Promise<Tried> {
  const { ports, options, words, voice, asks } = run;
  const piped = options.keyStdin ? await keyFromStdin(ports, options.language) : null;
  const progress = ports.progress.start(words.trying);
  const all = { ...options, project: undefined, offline: false, strict: false, force: false };
  const request: VerifyRequest = {
    ...checksFor(all, piped),
    isForElsewhere: true,
    confirmBaseUrl: async (host, file) => {
      if (!asks) return false;
      progress.stop();
      return ports.prompter.confirm({ message: voice.hostQuestion(file, host), default: false });
    },
    onWait: (waiting) => progress.update(...voice.waiting(waiting, words.trying)),
    onClimb: () => {},
  };
  const report = await verifyKey(ports, request).finally(() => progress.stop());
  const endpoint = report.endpoint.judged;
  const { finding, key } = report;
  known.key = key?.value ?? null;
  if (finding && !(options.force && key)) throw new Stopped(finding, { endpoint });
  if (!key) throw new Error('a key that works and is not there');
  if (finding) voice.warn(words.forced(finding.cause));
  else voice.good(words.works(voice.key(key.value)));
  if (endpoint && !endpoint.official) voice.warn(words.otherHost(endpoint.host, endpoint.baseURL));
  return { key: key.value, endpoint, request };
}
