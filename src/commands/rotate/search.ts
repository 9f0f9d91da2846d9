import type { Project } from '../../checks/project.ts';
import { repositoryTop } from '../../checks/repository-top.ts';
import { wayBelow } from '../../checks/way-below.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { KeyUses } from '../../ports/files.ts';
import type { Ports } from '../../ports/ports.ts';

/** Every file in which the key stands, and how far the rotation reaches. */
export interface Searched {
  readonly uses: KeyUses;
  /** The folder that was searched. Absolute, as is the other. */
  readonly root: string;
  /** The folder whose env files are changed; those beside it are only told. */
  readonly within: string;
}

/** Looks for the key in all files of the workspace, and of the repository around it; `doing` is shown meanwhile. */
export async function searchProject(
  ports: Pick<Ports, 'cwd' | 'files' | 'home' | 'keySearch' | 'progress'>,
  { packaging }: Project,
  old: Secret,
  doing: string,
): Promise<Searched> {
  const within = packaging.root ?? ports.cwd;
  const repository = repositoryTop(ports);
  const root = repository !== null && wayBelow(repository, within) !== null ? repository : within;
  const progress = ports.progress.start(doing);
  try {
    return { uses: await ports.keySearch.exact(root, old), root, within };
  } finally {
    progress.stop();
  }
}
