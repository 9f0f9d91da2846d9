import type { Project } from '../../checks/project.ts';
import { seeProject } from '../../checks/see-project.ts';
import { frameworkName } from '../../i18n/program-names.ts';
import { Cancelled } from '../../ports/errors.ts';
import type { Ports } from '../../ports/ports.ts';
import { createOpeningVoice, type OpeningVoice } from '../../ui/opening-voice.ts';
import { askWhetherKey } from './have-key.ts';
import type { SetupOptions, SetupPorts } from './run.ts';
import { chooseTarget, type Target } from './target.ts';

/**
 * `setup`: walks from no key to a first successful call. Returns the exit code. The wizard itself is loaded
 * while the first question is open, which may have been asked already.
 */
export async function runSetup(ports: SetupPorts, options: SetupOptions): Promise<number> {
  const { opening } = ports;
  const voice = await createOpeningVoice(ports, options);
  const project = await seeProject(ports);
  const target = await chooseTarget(ports, project, options.file);
  const hasKey = target.existing !== null || target.problem !== null || options.keyStdin;
  if (!hasKey && !ports.terminal.interactive) {
    const { nobodyToAsk } = await import('./nobody-to-ask.ts');
    throw await nobodyToAsk(ports, options, voice, project);
  }

  const loadWizard = async () => {
    const { startWizard } = await import('./start.ts');
    return startWizard(ports, options, { voice, project, target });
  };
  let loading: ReturnType<typeof loadWizard> | undefined;
  const load = (): ReturnType<typeof loadWizard> => {
    loading ??= loadWizard();
    return loading;
  };
  // While the user reads; a failure is told below, and a cancelled question ends setup before that.
  const preload = (): void => void load().catch(() => {});
  const greeting = { dryRun: options.dryRun, opened: opening !== null };
  if (opening) {
    preload();
    const answer = await opening;
    if (answer === 'cancelled') throw new Cancelled();
    greet(ports, voice, project, target, greeting);
    return (await load())(answer);
  }
  greet(ports, voice, project, target, greeting);
  const canRewrite = target.file.encoding === 'utf16' && ports.terminal.interactive && !options.dryRun;
  if (canRewrite && !options.yes) {
    const { rewriteEncoding } = await import('./rewrite-encoding.ts');
    if (await rewriteEncoding(ports, voice, target)) return runSetup(ports, options);
  }
  const asks = !hasKey && target.inFile === null;
  const answer = asks ? await askWhetherKey(ports.prompter, voice.opening, preload) : null;
  return (await load())(answer);
}

/** Variables that name a proxy, in the order in which they are shown. */
const proxyNames = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
] as const;

/** What was found, in a few lines; after the first question where that was drawn ahead of everything else. */
function greet(
  ports: Pick<Ports, 'env' | 'terminal'>,
  voice: OpeningVoice,
  project: Project,
  target: Target,
  { dryRun, opened }: { readonly dryRun: boolean; readonly opened: boolean },
): void {
  const { words, opening } = voice;
  if (!opened) {
    voice.title(opening.welcome);
    if (ports.terminal.interactive) voice.line(opening.welcomeHint);
  }
  const { file } = target;
  const about = [
    frameworkName(project.framework),
    project.packageFacts ? project.packaging.manager : '',
  ].filter((text) => text !== '');
  const shown = voice.show(file);
  const proxy = proxyNames.find((name) => ports.env[name]);
  voice.rows([
    ...(opened ? [] : [[opening.folder, voice.show({ absolute: project.folder })] as const]),
    ...(about.length > 0 ? [[words.labels.project, about.join(words.listSeparator)] as const] : []),
    [words.labels.file, file.read.state === 'missing' ? words.fileWillBeCreated(shown) : shown],
    ...(proxy ? [[words.labels.proxy, proxy] as const] : []),
  ]);
  if (dryRun) voice.warn(words.dryRun);
}
