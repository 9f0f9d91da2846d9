import type { Framework, PackageFacts } from '../loading/frameworks.ts';
import { installCommand, type PackageManager } from '../loading/package-managers.ts';
import { dotenvLines } from './code-lines.ts';
import { type ProgramKind, programKind } from './kinds.ts';
import { type PythonPlace, pythonTool } from './python-tool.ts';
import { type LinesAbout, newKit, oldAstro, type ProgramNote, type ProgramRow, programRows } from './rows.ts';

/** What is known of the folder that a program lives in. */
export interface ProgramPlace {
  readonly framework: Framework;
  readonly facts: PackageFacts | null;
  readonly packaging: { readonly manager: PackageManager; readonly rootFlag: string };
  /** Yarn 2 or later, whose packages only a program finds that it starts itself. */
  readonly isNewYarn: boolean;
  /** Of the Node that runs this. */
  readonly nodeVersion: string;
  readonly python: PythonPlace;
}

/** How a program of a folder comes to its key. */
interface ProgramSteps {
  readonly kind: ProgramKind;
  /** Each is typed as it is. */
  readonly commands: readonly string[];
  readonly lines: readonly string[];
  readonly about: LinesAbout;
  /** The file that the lines belong in, or null. */
  readonly file: string | null;
  readonly notes: readonly (ProgramNote | 'externally_managed')[];
}

/** `envFile`: as the program names it; null where the key is in the environment already. */
export function programSteps(place: ProgramPlace, envFile: string | null): ProgramSteps {
  const { framework, facts, python } = place;
  const { names } = python;
  const kind = programKind(framework, facts, names);
  const row = rowFor(kind, facts);
  const isTyped = isTypeScript(facts, names);
  const isModule = facts?.type !== 'commonjs' || isTyped || row.about !== 'load';
  const { commands, notes } = installing(kind, row, place, envFile);
  return {
    kind,
    commands,
    lines: row.lines({ isModule, envFile }),
    about: row.about === 'framework_loads' && envFile === null ? 'load' : row.about,
    file: row.file === null ? null : fileIn(kind, row.file, names) + endingOf(kind, isTyped, facts),
    notes: [...row.notes.filter((note) => isOwnNote(note, facts, envFile)), ...notes],
  };
}

/** The same where the project's own code, or the server beside its pages, loads the file: nothing but the SDK is missing. */
export function stepsInLoaded(place: ProgramPlace): ProgramSteps {
  const { facts, python } = place;
  const steps = programSteps(place, null);
  const told = { ...steps, about: 'program_loads', file: null } as const;
  if (steps.about !== 'browser_only') return told;
  const isModule = facts?.type !== 'commonjs' || isTypeScript(facts, python.names);
  return { ...told, lines: dotenvLines({ isModule, envFile: null }), notes: [] };
}

/** Whether a project's programs are written in TypeScript. */
const isTypeScript = (facts: PackageFacts | null, names: readonly string[]): boolean =>
  names.includes('tsconfig.json') || (facts?.dependencies.includes('typescript') ?? false);

/** The first number of a version range; null where it names none. */
const majorOf = (range: string | undefined): number | null => {
  const number = /\d+/.exec(range ?? '')?.[0];
  return number === undefined ? null : Number(number);
};

function rowFor(kind: ProgramKind, facts: PackageFacts | null): ProgramRow {
  const astro = majorOf(facts?.versions.get('astro'));
  const kit = majorOf(facts?.versions.get('@sveltejs/kit'));
  if (kind === 'sveltekit' && (kit === null || kit >= 3)) return newKit;
  return kind === 'astro' && astro !== null && astro < 5 ? oldAstro : programRows[kind];
}

/** What is there already, or loads nothing, needs no word about it. */
function isOwnNote(note: ProgramNote, facts: PackageFacts | null, envFile: string | null): boolean {
  const isAdapter = (name: string): boolean => /^@astrojs\/(?:node|vercel|netlify|cloudflare)$/.test(name);
  if (note === 'astro_adapter') return !facts?.dependencies.some(isAdapter);
  return envFile !== null || note !== 'load_in_shell';
}

/** Next.js may keep its routes below `src`, or in `pages`. */
function fileIn(kind: ProgramKind, file: string, names: readonly string[]): string {
  if (kind !== 'next') return file;
  if (names.includes('app')) return file;
  if (names.includes('pages')) return 'pages/api/chat';
  return names.includes('src') ? `src/${file}` : file;
}

function endingOf(kind: ProgramKind, isTyped: boolean, facts: PackageFacts | null): string {
  if (isTyped || kind === 'nestjs' || kind === 'nuxt') return '.ts';
  const isBeside = programRows[kind].about === 'browser_only';
  return isBeside && facts?.type !== 'module' ? '.mjs' : '.js';
}

/** The commands of languages whose installer takes several packages at once. */
const adding: Partial<Record<ProgramKind, string>> = {
  deno: 'deno add',
  go: 'go get',
  ruby: 'bundle add',
  php: 'composer require',
};

function installing(
  kind: ProgramKind,
  { packages }: ProgramRow,
  { facts, packaging, python }: ProgramPlace,
  envFile: string | null,
): Pick<ProgramSteps, 'commands'> & { readonly notes: readonly 'externally_managed'[] } {
  const isLoader = (name: string): boolean => /dotenv/i.test(name);
  // Nothing is to be loaded where the key is in the environment.
  const needed = packages.filter((name) => envFile !== null || !isLoader(name));
  if (kind === 'python') {
    const { before, add } = pythonTool(python);
    const notes = before.length > 0 ? (['externally_managed'] as const) : [];
    return { commands: [...before, `${add} ${needed.join(' ')}`], notes };
  }
  if (kind === 'dotnet') return { commands: needed.map((name) => `dotnet add package ${name}`), notes: [] };
  const add = adding[kind];
  if (add !== undefined) return { commands: [`${add} ${needed.join(' ')}`], notes: [] };
  const missing = needed.filter((name) => !facts?.dependencies.includes(name));
  if (missing.length === 0) return { commands: [], notes: [] };
  return { commands: [installCommand(packaging.manager, missing, packaging.rootFlag)], notes: [] };
}
