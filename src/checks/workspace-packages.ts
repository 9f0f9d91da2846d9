import { join, resolve } from 'node:path';
import { fieldsIn, isFields } from '../domain/text/fields.ts';
import type { Ports } from '../ports/ports.ts';
import { lookAtProject, type Project } from './project.ts';
import { mayBeFolder } from './project-folders.ts';
import { readText } from './read-text.ts';

type PackagePorts = Pick<Ports, 'files' | 'cwd' | 'home'>;

/** So many packages are looked at. */
const mostPackages = 2000;

/**
 * Folders of a workspace's packages that start a program of their own and do not read this file; empty where the folder is no
 * root of a workspace. Absolute, in the order of their names.
 */
export function packagesNotReading(
  ports: PackagePorts,
  { folder, names, packageFacts }: Project,
  file: string,
): readonly string[] {
  const isRoot = packageFacts?.isWorkspace === true || names.includes('pnpm-workspace.yaml');
  if (!isRoot) return [];
  return packagesOf(ports, folder).filter((path) => {
    const {
      packageFacts: facts,
      envFiles,
      configured,
      framework,
      secretsFile,
    } = lookAtProject({ ...ports, cwd: path });
    const starts = facts?.scriptNames.some((name) => /^(?:dev|start|serve|develop)\b/.test(name));
    if (!starts || (framework.id === 'node' && facts?.dependencies.every((name) => name !== 'openai')))
      return false;
    const reads = envFiles.some(({ absolute }) => absolute === file) || resolve(path, secretsFile) === file;
    return !reads && configured.folder !== folder;
  });
}

/** The folders that the workspace's patterns name and that hold a package. */
export function packagesOf(ports: Pick<Ports, 'files'>, root: string): readonly string[] {
  const patterns = patternsOf(ports, root);
  const left = new Set(patterns.filter((one) => one.startsWith('!')).map((one) => join(root, one.slice(1))));
  const found = patterns
    .filter((one) => !one.startsWith('!'))
    .flatMap((pattern) => expand(ports, root, pattern.replace(/^\.\//, '').split('/').filter(Boolean)));
  const packages = [...new Set(found)].sort().slice(0, mostPackages);
  return packages.filter(
    (path) => path !== root && !left.has(path) && ports.files.list(path).includes('package.json'),
  );
}

function patternsOf(ports: Pick<Ports, 'files'>, root: string): readonly string[] {
  const text = readText(ports, join(root, 'pnpm-workspace.yaml'));
  if (text !== null) {
    const inline = /^packages:[ \t]*\[([^\]]*)\]/m.exec(text)?.[1];
    if (inline !== undefined) return inline.split(',').map(unquoted).filter(Boolean);
    const list = /^packages:[ \t]*\r?\n((?:[ \t]*(?:-.*|#.*)?\r?\n?)*)/m.exec(text)?.[1] ?? '';
    return [...list.matchAll(/^[ \t]*-[ \t]*["']?([^"'#\r\n]+?)["']?[ \t]*(?:#.*)?$/gm)].map(
      (one) => one[1] ?? '',
    );
  }
  const workspaces = fieldsIn(readText(ports, join(root, 'package.json')))?.['workspaces'];
  const list: unknown = isFields(workspaces) ? workspaces['packages'] : workspaces;
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}

const unquoted = (text: string): string => text.trim().replace(/^["']|["']$/g, '');

/** The folders below one that a pattern names, part by part; a `**` goes two levels down. */
function expand(
  ports: Pick<Ports, 'files'>,
  folder: string,
  [part, ...rest]: readonly string[],
): readonly string[] {
  if (part === undefined) return [folder];
  if (!part.includes('*')) return expand(ports, join(folder, part), rest);
  const names = ports.files.list(folder).filter(mayBeFolder).slice(0, mostPackages);
  const pattern = new RegExp(`^${part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*')}$`);
  const here = names.filter((name) => pattern.test(name)).map((name) => join(folder, name));
  const deeper =
    part === '**'
      ? here.flatMap((path) => [
          path,
          ...ports.files
            .list(path)
            .filter(mayBeFolder)
            .map((name) => join(path, name)),
        ])
      : here;
  return deeper.flatMap((path) => expand(ports, path, rest));
}
