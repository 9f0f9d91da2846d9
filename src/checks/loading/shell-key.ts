import { extname, join } from 'node:path';
import { startsContainers } from '../../domain/loading/command-line.ts';
import { placeOf } from '../../domain/loading/place.ts';
import { lettingFilesWin } from '../../domain/loading/sets-anew.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { mayBeFolder } from '../project-folders.ts';
import { readText } from '../read-text.ts';
import type { KeyFound } from '../source.ts';
import { type KeyAtLine, lastKey, setByStarters } from './starters.ts';

type RivalPorts = Pick<Ports, 'cwd' | 'env' | 'files'>;

/** What may put another key in the place of the shell's for a program that no known loader is at work in. */
export interface Rival {
  /** What does so: absolute path of a file, or the name of a tool. */
  readonly by: { readonly path: string } | { readonly tool: string };
  /** Whether it starts the program; else it is the program's own code. */
  readonly starts: boolean;
  /** The other key; null where nobody can tell which one that is. */
  readonly key: KeyAtLine | null;
}

/** The first thing that may give another key than that of the shell; null where nothing was found. */
export function rivalOf(ports: RivalPorts, project: Project, found: KeyFound): Rival | null {
  return (
    byContainer(project) ??
    byStarter(ports, project, found.value) ??
    byPipenv(ports, project, found.value) ??
    byCode(ports, project, found)
  );
}

/** What runs in a container has of the shell only what it is handed. */
function byContainer({ configured, folder, scripts }: Project): Rival | null {
  if (!scripts.started.some(startsContainers)) return null;
  const path = configured.compose?.path ?? join(folder, 'package.json');
  return { by: { path }, starts: false, key: null };
}

function byStarter(ports: RivalPorts, project: Project, value: Secret): Rival | null {
  const other = setByStarters(ports, project).find(({ key }) => !key?.value.equals(value));
  return other ? { by: { path: other.path }, starts: true, key: other.key } : null;
}

/** pipenv puts the values of `.env` over those of the shell. Source: its utils/environment.py, read November 2026. */
function byPipenv(ports: RivalPorts, { folder, names }: Project, value: Secret): Rival | null {
  if (!names.includes('Pipfile') || ports.env['PIPENV_DONT_LOAD_ENV']) return null;
  const key = lastKey(ports, join(folder, '.env'));
  return key && !key.value.equals(value) ? { by: { tool: 'pipenv' }, starts: true, key } : null;
}

const code = new Set(
  '.py .ipynb .go .rb .php .cs .fs .rs .java .kt .ex .exs .R .js .mjs .cjs .ts .mts .cts .dart .swift'.split(
    ' ',
  ),
);
const mostCode = 200;
const deepest = 3;

/** Code that lets a file win, where an env file has another key. */
function byCode(ports: RivalPorts, project: Project, { others }: KeyFound): Rival | null {
  const key = others.find(({ place }) =>
    project.envFiles.some((file) => place.type === 'file' && placeOf(file).absolute === place.absolute),
  );
  if (key?.place.type !== 'file') return null;
  const path = codeFiles(ports, project).find((one) => lettingFilesWin.test(readText(ports, one) ?? ''));
  return path === undefined
    ? null
    : { by: { path }, starts: false, key: { place: key.place, value: key.value } };
}

function codeFiles({ files }: RivalPorts, { folder }: Project): readonly string[] {
  const found: string[] = [];
  const queue = [{ at: folder, depth: 0 }];
  for (let next = queue.shift(); next && found.length < mostCode; next = queue.shift()) {
    for (const name of files.list(next.at)) {
      const path = join(next.at, name);
      if (code.has(extname(name))) found.push(path);
      else if (next.depth < deepest && mayBeFolder(name)) queue.push({ at: path, depth: next.depth + 1 });
    }
  }
  return found;
}
