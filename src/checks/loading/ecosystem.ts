import { resolve } from 'node:path';
import type { Project } from '../project.ts';

/** The file that pm2 takes its programs from; null where it starts none of this project, or is told of one on its command line. */
export function ecosystemOf({ folder, scripts }: Pick<Project, 'folder' | 'scripts'>): string | null {
  const named = scripts.started
    .filter(({ program }) => /^pm2(?:-runtime|-dev)?$/.test(program))
    .flatMap(({ args }) => args.filter((word) => /\.config\.|\.(?:json|ya?ml)$/.test(word)));
  return named[0] === undefined ? null : resolve(folder, named[0]);
}
