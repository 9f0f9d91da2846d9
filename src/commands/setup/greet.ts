import type { Project } from '../../checks/project.ts';
import { shownPath } from '../../checks/project.ts';
import type { Ports } from '../../ports/ports.ts';
import type { OpeningVoice } from '../../ui/opening-voice.ts';
import type { Target } from './target.ts';

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
export function greet(
  ports: Ports,
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
  const { framework } = project;
  const { file } = target;
  const about = [framework.name, project.packageFacts ? project.packageManager : ''].filter(
    (text) => text !== '',
  );
  const { folder: absolute } = project;
  const folder = shownPath({ cwd: absolute, home: ports.home }, { absolute });
  const proxy = proxyNames.find((name) => ports.env[name]);
  voice.rows([
    [words.labels.folder, about.length > 0 ? `${folder} (${about.join(', ')})` : folder],
    [words.labels.file, file.read.state === 'missing' ? words.fileWillBeCreated(file.path) : file.path],
    ...(proxy ? [[words.labels.proxy, proxy] as const] : []),
  ]);
  if (dryRun) voice.warn(words.dryRun);
}
