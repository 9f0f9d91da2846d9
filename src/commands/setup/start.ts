import { findBaseUrl } from '../../checks/endpoint.ts';
import { speaksForOpenai } from '../../checks/stand-in.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import { defaultEndpoint, isTrusted, parseEndpoint } from '../../domain/network/endpoint.ts';
import type { GitFacts } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import type { OpeningVoice } from '../../ui/opening-voice.ts';
import { createVoice } from '../../ui/voice.ts';
import type { Given } from '../options.ts';
import type { HaveKey } from './have-key.ts';
import { tellResult } from './result.ts';
import type { Background, Run, SetupOptions, SetupPorts } from './run.ts';
import { walk } from './wizard.ts';

/** What was looked at, and the voice that speaks since. */
type LookedAround = Pick<Run, 'project' | 'target'> & { readonly voice: OpeningVoice };

/**
 * Starts what goes on in the background, and returns the wizard, to be called with the answer to the
 * first question (null where it was not asked). It returns the exit code.
 */
export async function startWizard(
  ports: SetupPorts,
  options: SetupOptions,
  { voice: opening, project, target }: LookedAround,
): Promise<(haveKey: HaveKey | null) => Promise<number>> {
  const named = findBaseUrl(ports, project, options.baseUrl);
  const parsed = named && parseEndpoint(named.text, named.source);
  const probable = parsed ? (parsed.ok ? parsed.endpoint : null) : defaultEndpoint;
  const background = startBackground(ports, options, { target, probable });
  const voice = await createVoice(ports, options, opening);
  const asks = ports.terminal.interactive && !options.yes;
  const run: Run = { ports, voice, options, project, target, named, probable, background, asks };
  return async (haveKey) => tellResult(run, await walk(run, haveKey));
}

/** The background check gives up after this; it never delays anything (ms). */
const reachMs = 8000;

/**
 * Starts the questions to git, loads what the first call needs, and asks the host for an answer without
 * a key, which also opens the connection that the key is then tried on.
 */
function startBackground(
  ports: Pick<Ports, 'api' | 'clock' | 'git'>,
  options: Given<'test'>,
  { target, probable }: Pick<Run, 'target' | 'probable'>,
): Background {
  let isUnreachable = false;
  let standsIn = false;
  let git: Promise<GitFacts> | undefined;
  const askGit = (): Promise<GitFacts> => {
    git ??= ports.git.facts(target.file.absolute, { history: true });
    return git;
  };
  const reach = async (): Promise<void> => {
    await ports.api.warm();
    if (!probable || !isTrusted(probable, { type: 'prompt' })) return;
    const exchange = await ports.api.reach(probable, ports.clock.now() + reachMs);
    standsIn = speaksForOpenai(exchange);
    const judged = diagnose(exchange);
    isUnreachable = !judged.ok && judged.cause.startsWith('network_');
  };
  askGit().catch(() => {});
  const reached = options.test && target.problem === null ? reach().catch(() => {}) : Promise.resolve();
  return {
    git: askGit,
    isUnreachable: () => isUnreachable,
    async standsInForOpenai() {
      await Promise.race([reached, ports.clock.sleep(standInMs)]);
      return standsIn;
    },
  };
}

/** How long this machine may take to say whom it stands in for (ms). */
const standInMs = 1000;
