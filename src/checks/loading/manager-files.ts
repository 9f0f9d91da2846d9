import { dirname, join, relative, resolve } from 'node:path';
import type { PackageFacts } from '../../domain/loading/frameworks.ts';
import type { Naming } from '../../domain/loading/launchers.ts';
import { hidden } from '../../domain/loading/launchers.ts';
import { ownFiles } from '../../domain/loading/own-files.ts';
import type { Ports } from '../../ports/ports.ts';
import { readText } from '../read-text.ts';
import type { Packaging } from '../workspace.ts';

interface ManagerPlace {
  readonly folder: string;
  readonly names: readonly string[];
  readonly packaging: Packaging;
  readonly facts: PackageFacts | null;
}

/** What the package manager gives to the scripts that it runs, the last one that counts last. */
export function managerFiles(ports: Pick<Ports, 'files' | 'home'>, place: ManagerPlace): readonly Naming[] {
  return place.packaging.manager === 'yarn' ? yarnFiles(ports, place) : settingsFiles(ports, place);
}

/**
 * What npm and pnpm are told to hand to Node by NODE_OPTIONS, and a program in place of the shell. Sources: docs.npmjs.com and
 * pnpm.io, settings `node-options` and `script-shell`, read in November 2026.
 */
function settingsFiles(
  ports: Pick<Ports, 'files' | 'home'>,
  { folder, names, packaging, facts }: ManagerPlace,
): readonly Naming[] {
  if (facts === null || packaging.manager === 'bun') return [];
  const root = packaging.root === folder || packaging.root === null ? [] : [packaging.root];
  const own = names.includes('.npmrc') ? [folder] : [];
  const texts = [...own, ...root, ...(ports.home === '' ? [] : [ports.home])].map((one) =>
    readText(ports, join(one, '.npmrc')),
  );
  const workspace =
    packaging.manager === 'pnpm'
      ? readText(ports, join(packaging.root ?? folder, 'pnpm-workspace.yaml'))
      : null;
  const of = (form: RegExp): string | undefined =>
    [workspace, ...texts]
      .map((text) => form.exec(text ?? '')?.[2]?.trim())
      .find((found) => found !== undefined);
  const options = of(/^[ \t]*node-?options[ \t]*[=:][ \t]*(["']?)([^\r\n]*?)\1[ \t]*\r?$/im);
  const shell = of(/^[ \t]*script-?shell[ \t]*[=:][ \t]*(["']?)([^\r\n]*?)\1[ \t]*\r?$/im);
  const isShell =
    shell === undefined ||
    /(?:^|[\\/])(?:ba|z|da|k|c|fi)?sh(?:\.exe)?$|(?:^|[\\/])(?:pwsh|powershell|cmd)(?:\.exe)?$/i.test(shell);
  return [
    ...(options === undefined
      ? []
      : ownFiles(['node'], { folder: '', variables: { NODE_OPTIONS: options }, dotenv: null })),
    ...(isShell ? [] : [hidden('script-shell')]),
  ];
}

/** Yarn's from version 4 on: `.env.yarn` of the folder, or what `injectEnvironmentFiles` of the nearest .yarnrc.yml names. */
function yarnFiles(
  ports: Pick<Ports, 'files'>,
  { folder, names, packaging, facts }: ManagerPlace,
): readonly Naming[] {
  if (facts?.packageManager?.startsWith('yarn@1') === true) return [];
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
