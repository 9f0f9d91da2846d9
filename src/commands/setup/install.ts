import { installCommand } from '../../domain/loading/package-managers.ts';
import type { Run } from './run.ts';

const sdk = 'openai';

const sdkCommand = ({ packaging: { manager, rootFlag } }: Run['project']): string =>
  installCommand(manager, [sdk], rootFlag);

/** Offers to install the SDK in a Node project that lacks it; null where that was not wanted, else the command. */
export async function askInstall({ ports, voice, project, options, asks }: Run): Promise<string | null> {
  if (!asks || options.dryRun || !project.packageFacts || project.packageFacts.dependencies.includes(sdk))
    return null;
  const command = sdkCommand(project);
  const yes = await ports.prompter.confirm({ message: voice.words.installQuestion(command), default: false });
  return yes ? command : null;
}

/** Installs the SDK with the project's own package manager; a failure is told and stops nothing. */
export async function installSdk({ ports, voice, project }: Run): Promise<void> {
  const { words } = voice;
  const command = sdkCommand(project);
  const progress = ports.progress.start(words.installing(command));
  const failure = await ports.install(command, project.folder);
  progress.stop();
  if (failure === null) voice.good(words.installed);
  else voice.bad(words.installFailed(failure));
}
