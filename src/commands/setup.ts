import { lookAtProject } from '../checks/project.ts';
import { type Ports, UsageError } from '../ports.ts';
import { greet } from '../setup/greet.ts';
import { askWhetherKey } from '../setup/have-key.ts';
import { chooseTarget } from '../setup/target.ts';
import { createOpeningVoice } from '../ui/opening-voice.ts';
import type { SetupOptions } from './options.ts';

/**
 * `setup`: walks from no key to a first successful call. Returns the exit code. What stands here is
 * what the first question needs; the wizard itself is loaded while that question is open.
 */
export async function runSetup(ports: Ports, options: SetupOptions): Promise<number> {
  const voice = await createOpeningVoice(ports, options);
  const project = lookAtProject(ports);
  const target = await chooseTarget(ports, project, options.file);
  const { interactive } = ports.terminal;
  const hasKey = target.existing !== null || target.problem !== null || options.keyStdin;
  if (!hasKey && !interactive) throw new UsageError(voice.words.nobodyToAsk);
  greet(ports, voice, project, target, options.dryRun);

  const loadWizard = async () => {
    const { startWizard } = await import('../setup/wizard.ts');
    return startWizard(ports, options, { voice, project, target });
  };
  let loading: ReturnType<typeof loadWizard> | undefined;
  const load = (): ReturnType<typeof loadWizard> => {
    loading ??= loadWizard();
    return loading;
  };
  // While the user reads; a failure is told below, and a cancelled question ends setup before that.
  const preload = (): void => void load().catch(() => {});
  const answer = !hasKey && target.inFile === null ? await askWhetherKey(ports, voice, preload) : null;
  const walk = await load();
  return walk(answer);
}
