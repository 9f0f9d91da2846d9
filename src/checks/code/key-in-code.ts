import { join } from 'node:path';
import { keyOfClient } from '../../domain/code/key-of-client.ts';
import type { KeyAhead } from '../../domain/loading/configured.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { mayBeFolder } from '../project-folders.ts';
import { readText } from '../read-text.ts';

/** So many files of a project's code are looked at, so deep, and no longer ones. */
const mostFiles = 100;
const deepest = 5;
const longest = 200_000;

const sources = ['src', 'app', 'server', 'lib', 'pages', 'routes'];
const ofScripts = /\.(?:[cm]?[jt]sx?|svelte|astro|vue)$/;
const isTest = /\.(?:d|test|spec|stories)\./;

type CodeFolder = Pick<Project, 'folder' | 'names'>;

/** What one file of the code does with the key. */
export type KeyInFile = ReturnType<typeof keyOfClient> & { readonly path: string; readonly text: string };

/** What the files of a project do with the key, as far as they have to do with it. */
export function keysInCode({ files }: Pick<Ports, 'files'>, project: CodeFolder): readonly KeyInFile[] {
  return codeFiles({ files }, project).flatMap((path) => {
    const text = readText({ files }, path) ?? '';
    if (text.length > longest || !/openai/i.test(text)) return [];
    return [{ ...keyOfClient(text), path, text }];
  });
}

/** Whether code of a project of Node has the usual name in it, or a client that reads it by itself. */
export const hasUsualName = (ports: Pick<Ports, 'files'>, project: CodeFolder): boolean =>
  keysInCode(ports, project).some(({ usualName }) => usualName);

/** The variables that count before the usual one, each with the code that says so. */
export const keysAhead = (found: readonly KeyInFile[]): readonly KeyAhead[] =>
  found.flatMap(({ path, ahead }) => ahead.map((name) => ({ name, path })));

/** The files of the folder itself come first: those of a framework configure it, or fill the environment. */
export function codeFiles(
  ports: Pick<Ports, 'files'>,
  { folder, names }: CodeFolder,
  isCode: RegExp = ofScripts,
): readonly string[] {
  const found = names.filter((name) => isCode.test(name)).map((name) => join(folder, name));
  const queue = sources
    .filter((name) => names.includes(name))
    .map((name) => ({ path: join(folder, name), depth: 0 }));
  for (let next = queue.shift(); next && found.length < mostFiles; next = queue.shift())
    for (const name of ports.files.list(next.path)) {
      if (isCode.test(name) && !isTest.test(name)) found.push(join(next.path, name));
      else if (next.depth < deepest && mayBeFolder(name) && !/\.[a-z]{1,5}$/.test(name))
        queue.push({ path: join(next.path, name), depth: next.depth + 1 });
    }
  return found.slice(0, mostFiles);
}
