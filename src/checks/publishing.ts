import { basename, dirname, join, relative, sep } from 'node:path';
import { type Warning, warning } from '../domain/diagnosis/warnings.ts';
import type { Ports } from '../ports/ports.ts';
import type { SeenEnvFile } from './project.ts';
import { readText } from './read-text.ts';

/**
 * Other ways than git in which an env file leaves the machine: an image that is built from its folder, and
 * a package that is published from it or from a folder above. Told as `not_ignored`, with `by` saying who
 * does not ignore it. Never throws; asks npm for nothing but its own list of files.
 */
export async function publishingWarnings(
  ports: Pick<Ports, 'files' | 'packedFiles'>,
  file: SeenEnvFile,
): Promise<readonly Warning[]> {
  return [...(await dockerWarnings(ports, file)), ...(await npmWarnings(ports, file))];
}

async function dockerWarnings(
  ports: Pick<Ports, 'files'>,
  { absolute }: SeenEnvFile,
): Promise<readonly Warning[]> {
  const folder = dirname(absolute);
  const names = ports.files.list(folder);
  const text = (name: string): string | null =>
    names.includes(name) ? readText(ports, join(folder, name)) : null;
  const dockerfiles = names
    .filter((name) => /^(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.Dockerfile$/i.test(name))
    .filter((name) => !name.endsWith('.dockerignore'));
  if (dockerfiles.length === 0) return [];
  const { dockerCopiesEnvFile } = await import('../domain/loading/docker.ts');
  return dockerfiles
    .filter((name) => {
      // BuildKit takes the ignore file of one Dockerfile in place of the common one.
      const ignore = text(`${name}.dockerignore`) ?? text('.dockerignore');
      return dockerCopiesEnvFile(text(name) ?? '', ignore, basename(absolute));
    })
    .map((name) =>
      warning('not_ignored', {
        path: { absolute },
        by: 'docker',
        dockerfile: { absolute: join(folder, name) },
      }),
    );
}

async function npmWarnings(
  { packedFiles }: Pick<Ports, 'packedFiles'>,
  { absolute }: SeenEnvFile,
): Promise<readonly Warning[]> {
  const folder = dirname(absolute);
  const files = await packedFiles(folder);
  const name = relative(folder, absolute).split(sep).join('/');
  return files?.includes(name) ? [warning('not_ignored', { path: { absolute }, by: 'npm' })] : [];
}
