import { join, resolve } from 'node:path';
import { scriptEnvFiles } from '../../checks/loading/declared-env-files.ts';
import { type SeenEnvFile, seeEnvFile } from '../../checks/project.ts';
import { mayBeFolder } from '../../checks/project-folders.ts';
import { readText } from '../../checks/read-text.ts';
import { isEnvFileName } from '../../domain/env/file-names.ts';
import type { Ports } from '../../ports/ports.ts';

export interface EnvFilesFound {
  /** Env files that exist, the project folder's own first; one that two paths lead to is there once. */
  readonly files: readonly SeenEnvFile[];
  /** False where the folder is so large that not all of it was looked at. */
  readonly complete: boolean;
}

/** Deep enough for `services/group/name/config/.env`. */
const deepest = 4;
/** Far more than projects have; it keeps a run in a home folder short. */
const mostFolders = 3000;
const mostNames = 30_000;

/** What `docker compose` reads by itself, or merges over that. */
const isComposeFile = (name: string): boolean => /^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/.test(name);

/** Looks for env files in the folder and, within bounds, below it, and for those that compose files and scripts name. */
export async function findEnvFiles(ports: Pick<Ports, 'files' | 'cwd' | 'home'>): Promise<EnvFilesFound> {
  const paths: string[] = [];
  const named: string[] = [];
  const queue: { readonly folder: string; readonly depth: number }[] = [{ folder: ports.cwd, depth: 0 }];
  let names = 0;
  let folders = 0;
  let complete = true;
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { folder, depth } = next;
    const entries = [...ports.files.list(folder)].sort();
    folders += entries.length > 0 ? 1 : 0;
    names += entries.length;
    if (folders > mostFolders || names > mostNames) {
      complete = false;
      break;
    }
    for (const name of entries) {
      const path = join(folder, name);
      if (isEnvFileName(name)) paths.push(path);
      else if (isComposeFile(name)) {
        const { composeEnvFiles, readCompose, withOverride } = await import(
          '../../checks/loading/read-compose.ts'
        );
        const [, ...others] = withOverride(name, entries).map((one) => join(folder, one));
        named.push(...composeEnvFiles(readCompose(ports, path, others)));
      } else if (name === 'package.json') {
        named.push(...scriptEnvFiles(readText(ports, path)).map((one) => resolve(folder, one)));
      } else if (depth < deepest && mayBeFolder(name)) queue.push({ folder: path, depth: depth + 1 });
    }
  }
  return { files: seeOnce(ports, [...paths, ...named]), complete };
}

function seeOnce(
  ports: Pick<Ports, 'files' | 'cwd' | 'home'>,
  paths: readonly string[],
): readonly SeenEnvFile[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    const file = seeEnvFile(ports, path);
    const { read } = file;
    // A folder called `.env` is a virtual environment of Python's.
    if (read.state === 'missing' || (read.state === 'unreadable' && read.reason === 'directory')) return [];
    const real = read.state === 'file' ? read.realPath : file.absolute;
    if (seen.has(real)) return [];
    seen.add(real);
    return [file];
  });
}
