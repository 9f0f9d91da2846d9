import type { PackageFacts } from '../domain/loading/frameworks.ts';
import type { ExampleName } from './catalog.ts';
import type { NodeFlavour } from './node-program.ts';
import type { Runtime } from './runtimes.ts';

/** What the project's own Node programs are written in. A folder without a package.json gets an ES module. */
export function projectFlavour(facts: PackageFacts | null, names: readonly string[]): NodeFlavour {
  const typescript = names.includes('tsconfig.json') || (facts?.dependencies.includes('typescript') ?? false);
  return { modules: facts?.type === 'commonjs' ? 'commonjs' : 'esm', typescript };
}

interface CodeForm {
  readonly runtime: Runtime;
  /** Null where the project decides. */
  readonly modules: NodeFlavour['modules'] | null;
  readonly typescript: boolean;
}

/** What a file's ending says about what stands in it. */
const endings: Readonly<Record<string, CodeForm>> = {
  mjs: { runtime: 'node', modules: 'esm', typescript: false },
  cjs: { runtime: 'node', modules: 'commonjs', typescript: false },
  js: { runtime: 'node', modules: null, typescript: false },
  mts: { runtime: 'node', modules: 'esm', typescript: true },
  cts: { runtime: 'node', modules: 'commonjs', typescript: true },
  ts: { runtime: 'node', modules: null, typescript: true },
  py: { runtime: 'python', modules: null, typescript: false },
  sh: { runtime: 'curl', modules: null, typescript: false },
};

/** What a path asks for by its ending; null where that says nothing. */
export function formOf(path: string): CodeForm | null {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(endings, ending) ? (endings[ending] ?? null) : null;
}

/** The flavour of a Node file: what its ending says, else the project's own. */
export function flavourOf(path: string | null, project: NodeFlavour): NodeFlavour {
  const form = path === null ? null : formOf(path);
  if (form === null || form.runtime !== 'node') return project;
  return { modules: form.modules ?? project.modules, typescript: form.typescript };
}

/** The name a program is written under unless the user names another. */
export function fileName(name: ExampleName, runtime: Runtime, { modules, typescript }: NodeFlavour): string {
  const node = typescript ? 'ts' : modules === 'esm' ? 'mjs' : 'cjs';
  return `openai-${name}.${runtime === 'node' ? node : runtime === 'python' ? 'py' : 'sh'}`;
}

/** Model ids of OpenAI and of services that speak its protocol; nothing that could end a string of a program. */
export function isModelId(text: string): boolean {
  return text.length <= 200 && /^[A-Za-z0-9@][\w.:/@+-]*$/.test(text);
}
