import { installCommand } from '../loading/package-managers.ts';
import { programKind } from './kinds.ts';
import type { ProgramPlace } from './steps.ts';

/** What an example for Node imports beside Node itself. */
export const nodeImports = ['openai', 'dotenv'] as const;

/** How a program for Node, or for what runs the same programs, is made to run. */
export interface NodeTool {
  /** Installs all that an example imports. */
  readonly needs: string;
  readonly add: (packages: readonly string[]) => string;
  /** Installs what package.json names already; null where nothing has to. */
  readonly installAll: string | null;
  /** TypeScript as well, without another tool. */
  readonly runsTypeScript: boolean;
  readonly run: (file: string, typescript: boolean) => string;
}

/** Node runs TypeScript by itself from this version on. Source: nodejs.org/api/typescript.html, read in November 2026. */
const runsTypeScript = [22, 18] as const;

export function nodeTool(place: ProgramPlace): NodeTool {
  const { framework, facts, packaging, isNewYarn, nodeVersion, python } = place;
  if (programKind(framework, facts, python.names) === 'deno') {
    const add = (packages: readonly string[]): string =>
      `deno add ${packages.map((name) => `npm:${name}`).join(' ')}`;
    const run = (file: string): string => `deno run --allow-env --allow-net --allow-read ${file}`;
    return { needs: add(nodeImports), add, installAll: null, runsTypeScript: true, run };
  }
  const { manager, rootFlag } = packaging;
  const add = (packages: readonly string[]): string => installCommand(manager, packages, rootFlag);
  const installing = { needs: add(nodeImports), add, installAll: `${manager} install` };
  if (manager === 'bun') return { ...installing, runsTypeScript: true, run: (file) => `bun ${file}` };
  const node = manager === 'yarn' && isNewYarn ? 'yarn node' : 'node';
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const isNew = major > runsTypeScript[0] || (major === runsTypeScript[0] && minor >= runsTypeScript[1]);
  const tsx = manager === 'pnpm' ? 'pnpm dlx tsx' : node === 'node' ? 'npx tsx' : 'yarn dlx tsx';
  const run = (file: string, typescript: boolean): string => `${typescript && !isNew ? tsx : node} ${file}`;
  return { ...installing, runsTypeScript: isNew, run };
}
