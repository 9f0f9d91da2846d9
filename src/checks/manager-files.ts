import { dirname, join, relative, resolve } from 'node:path';
import type { PackageFacts } from '../domain/loading/frameworks.ts';
import type { Naming } from '../domain/loading/start-commands.ts';
import type { Ports } from '../ports/ports.ts';
import { readText } from './read-text.ts';
import type { Packaging } from './workspace.ts';

interface Place {
  readonly folder: string;
  readonly names: readonly string[];
  readonly packaging: Packaging;
  readonly facts: PackageFacts | null;
}

/**
 * The env files that the package manager gives to the scripts that it runs, the last one that counts last: Yarn's from
 * version 4 on, `.env.yarn` of the folder, or what `injectEnvironmentFiles` of the nearest .yarnrc.yml names.
 */
export function managerFiles(ports: Pick<Ports, 'files'>, place: Place): readonly Naming[] {
  const { folder, names, packaging, facts } = place;
  if (packaging.manager !== 'yarn' || facts?.packageManager?.startsWith('yarn@1') === true) return [];
  const said = [folder, ...(packaging.root === null ? [] : [packaging.root])].flatMap((one) => {
    const text =
      one === folder && !names.includes('.yarnrc.yml') ? null : readText(ports, join(one, '.yarnrc.yml'));
    const list = text === null ? null : injected(text);
    return list ? [list.map((file) => resolve(one, file.replace(/\?$/, '')))] : [];
  })[0];
  const files = (said ?? (names.includes('.env.yarn') ? [join(folder, '.env.yarn')] : [])).filter(
    (path) => dirname(path) !== folder || names.includes(relative(folder, path)),
  );
  return files.length === 0
    ? []
    : [{ by: 'yarn', files: files.map((path) => relative(folder, path)), overrides: true }];
}

/** The list in a .yarnrc.yml, in one line or in several; null where there is none. */
function injected(text: string): readonly string[] | null {
  const [, inline, block] =
    /^injectEnvironmentFiles:[ \t]*(?:\[([^\]]*)\]|\r?\n((?:[ \t]*-[^\n]*(?:\n|$))*))/m.exec(text) ?? [];
  const items = inline?.split(',') ?? block?.split('\n').map((line) => line.replace(/^\s*-/, ''));
  return items?.map((one) => one.trim().replace(/^["']|["']$/g, '')).filter(Boolean) ?? null;
}
