import { basename, join, relative } from 'node:path';
import { composeFiles } from '../../checks/loading/declared-env-files.ts';
import { loadingOf } from '../../checks/loading/ways.ts';
import { readText } from '../../checks/read-text.ts';
import { type OwnWay, ownManifest, ownWayOf, settingsWay } from '../../domain/programs/own-ways.ts';
import { type ProgramPlace, programSteps } from '../../domain/programs/steps.ts';
import { shellPath } from '../../domain/text/shell-word.ts';
import type { FileReach } from './reaches-program.ts';
import type { Run } from './run.ts';

type SeenRun = Pick<Run, 'ports' | 'project'>;

/**
 * How this project's program gets the key of an env file where that is not the way of its language: in a container, from settings
 * that keep it, from a framework of another language. Null where it is. `inCode`: the file as seen from the folder.
 */
export function ownWay(
  { ports, project }: SeenRun,
  {
    inCode,
    reach,
    place,
  }: { readonly inCode: string; readonly reach: FileReach | null; readonly place: ProgramPlace },
): OwnWay | null {
  if (reach?.state === 'reaches' && reach.isSure) {
    const contained = inContainers({ ports, project }, place);
    if (contained) return contained;
    if (reach.byCode) return fromSettings({ ports, project }, place);
  }
  const manifest = project.framework.id === 'none' ? ownManifest(project.names) : null;
  if (manifest === null) return null;
  return ownWayOf(manifest, inCode, textsOf({ ports, project }, manifest));
}

/** What compose starts gets the key there, and nowhere else; null where something else starts the program. */
function inContainers({ project }: SeenRun, place: ProgramPlace): OwnWay | null {
  const { stages } = loadingOf(project).development;
  const { compose } = project.configured;
  if (!compose || !stages.some((stage) => stage.compose)) return null;
  const way = relative(project.folder, compose.path).split('\\').join('/');
  const isUsual = composeFiles.some((name) => name === way);
  const isBuilt = compose.services?.some((service) => service.isBuilt) ?? false;
  return {
    name: 'docker compose',
    about: 'containers',
    commands: [`docker compose ${isUsual ? '' : `-f ${shellPath(way)} `}up`],
    lines: isBuilt ? programSteps(place, null).lines : [],
    file: null,
    notes: [],
    starts: true,
  };
}

/** How many files of Python are read. */
const mostFiles = 60;

/** Settings keep what they read to themselves: the code hands it to the client. */
function fromSettings({ ports, project }: SeenRun, place: ProgramPlace): OwnWay | null {
  const [first] = project.configured.program ?? [];
  const reader = first?.reader;
  if (reader !== 'pydantic-settings' && reader !== 'python-decouple') return null;
  const texts = codeOf(ports, project.folder);
  const written = texts.map((text) => handed.exec(text)?.[1]).find((one) => one !== undefined);
  const field = texts.map((text) => declared.exec(text)?.[1]).find((one) => one !== undefined);
  const { commands } = programSteps(place, null);
  return { ...settingsWay(reader, written ?? `settings.${field ?? 'openai_api_key'}`), commands };
}

/** `api_key=get_settings().openai_api_key`, and the field of the settings itself. */
const handed = /\bapi_key\s*=\s*((?!os\.)[\w.()]*\.openai_api_key(?:\.get_secret_value\(\))?)/i;
const declared = /^\s+(openai_api_key)\s*:/im;

function codeOf(ports: Pick<Run['ports'], 'files'>, folder: string): readonly string[] {
  const texts: string[] = [];
  const queue = [{ path: folder, depth: 0 }];
  for (let next = queue.shift(); next && texts.length < mostFiles; next = queue.shift())
    for (const name of [...ports.files.list(next.path)].sort()) {
      const path = join(next.path, name);
      if (name.endsWith('.py')) texts.push(readText(ports, path) ?? '');
      else if (next.depth < 3 && !/^[._]|\.|^(?:venv|env|node_modules|build|dist)$/.test(name))
        queue.push({ path, depth: next.depth + 1 });
    }
  return texts;
}

const springFiles = ['application.yml', 'application.yaml', 'application.properties'];

function textsOf({ ports, project: { folder } }: SeenRun, manifest: string): Parameters<typeof ownWayOf>[2] {
  const text = (path: string): string => readText(ports, join(folder, path)) ?? '';
  const isJava = /^(?:pom|build)\./.test(basename(manifest));
  const settings = isJava ? springFiles.map((name) => text(join('src', 'main', 'resources', name))) : [];
  return { manifest: text(manifest), settings: settings.join('\n') };
}
