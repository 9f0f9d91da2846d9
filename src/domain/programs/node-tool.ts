import { installCommand } from '../loading/package-managers.ts';
import { programKind } from './kinds.ts';
import type { ProgramPlace } from './steps.ts';

/** How a program for Node, or for what runs the same programs, is made to run. */
export interface NodeTool {
  /** Installs the SDK and dotenv. */
  readonly needs: string;
  readonly run: (file: string, typescript: boolean) => string;
}

/** Node runs TypeScript by itself from this version on. Source: nodejs.org/api/typescript.html, read in November 2026. */
const runsTypeScript = [22, 18] as const;

export function nodeTool(place: ProgramPlace): NodeTool {
  const { framework, facts, packaging, isNewYarn, nodeVersion, python } = place;
  if (programKind(framework, facts, python.names) === 'deno') {
    const run = (file: string): string => `deno run --allow-env --allow-net --allow-read ${file}`;
    return { needs: 'deno add npm:openai npm:dotenv', run };
  }
  const { manager, rootFlag } = packaging;
  const needs = installCommand(manager, ['openai', 'dotenv'], rootFlag);
  if (manager === 'bun') return { needs, run: (file) => `bun ${file}` };
  const node = manager === 'yarn' && isNewYarn ? 'yarn node' : 'node';
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const isNew = major > runsTypeScript[0] || (major === runsTypeScript[0] && minor >= runsTypeScript[1]);
  const tsx = manager === 'pnpm' ? 'pnpm dlx tsx' : node === 'node' ? 'npx tsx' : 'yarn dlx tsx';
  return { needs, run: (file, typescript) => `${typescript && !isNew ? tsx : node} ${file}` };
}
