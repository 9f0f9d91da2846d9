import { findBaseUrl } from '../../checks/endpoint.ts';
import type { Project } from '../../checks/project.ts';
import { Checklist } from '../../checks/result.ts';
import { defaultEndpoint, parseEndpoint } from '../../domain/network/endpoint.ts';
import { loadCauseWords } from '../../i18n/load.ts';
import type { Ports } from '../../ports/ports.ts';
import type { OpeningVoice } from '../../ui/opening-voice.ts';
import { createVoice } from '../../ui/voice.ts';
import { enterKey } from '../enter-key.ts';
import { keyFromStdin } from '../key-input.ts';
import type { SetupOptions } from '../options.ts';
import { startBackground } from './background.ts';
import { type ChosenKey, chooseKey } from './choose-key.ts';
import { createEndings } from './endings.ts';
import type { HaveKey } from './have-key.ts';
import { setUpKey } from './one-key.ts';
import { tellSetup } from './print-result.ts';
import type { Run, SetupResult } from './run.ts';
import type { Target } from './target.ts';

interface Opening {
  readonly voice: OpeningVoice;
  readonly project: Project;
  readonly target: Target;
}

/**
 * Starts what goes on in the background, and returns the wizard, to be called with the answer to the
 * first question (null where it was not asked). It returns the exit code.
 */
export async function startWizard(
  ports: Ports,
  options: SetupOptions,
  { voice: opening, project, target }: Opening,
): Promise<(haveKey: HaveKey | null) => Promise<number>> {
  const online = options.test && target.problem === null;
  const background = startBackground(ports, project, target.file.absolute, {
    online,
    baseUrl: options.baseUrl,
  });
  const voice = await createVoice(ports, options, opening);
  const asks = ports.terminal.interactive && !options.yes;
  const run: Run = { ports, voice, options, project, target, background, asks };
  return async (haveKey) => tellSetup(ports, options, await walk(run, haveKey));
}

/** From the key to the last word. */
async function walk(run: Run, haveKey: HaveKey | null): Promise<SetupResult> {
  const { ports, voice, options, project, target } = run;
  const end = createEndings(run, null, new Checklist(ports.clock), null);
  if (target.problem) return end.failed(target.problem).result;

  const piped = options.keyStdin ? (await keyFromStdin(ports, options.language)).key : null;
  const named = findBaseUrl(ports, project, options.baseUrl);
  const parsed = named && parseEndpoint(named.text, named.source);
  const endpoint = parsed?.ok ? parsed.endpoint : defaultEndpoint;
  const choice = await chooseKey(run, { piped, endpoint, haveKey });
  if (choice.kind === 'refused') return end.failed(choice.finding).result;
  if (choice.kind === 'left') {
    voice.line(voice.words.left);
    return end.done(null, []).result;
  }
  let { chosen } = choice;
  for (;;) {
    const unreachable = run.background.unreachable();
    if (unreachable) {
      const causeWords = await loadCauseWords(options.language);
      voice.warn(voice.words.unreachable(causeWords[unreachable.cause].title));
    }
    const outcome = await setUpKey(run, chosen);
    if (outcome.kind === 'ended') return outcome.result;
    chosen = {
      key: await enterKey(ports, voice, endpoint),
      origin: { type: 'prompt' },
      write: true,
    } satisfies ChosenKey;
  }
}
