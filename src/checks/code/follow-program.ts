import { dirname, join, resolve } from 'node:path';
import { type EnvCall, placedCalls } from '../../domain/code/dotenv-calls.ts';
import { Evaluation } from '../../domain/code/evaluation/evaluate.ts';
import { unknown } from '../../domain/code/evaluation/value.ts';
import { firstRuns } from '../../domain/code/first-run.ts';
import { keyOfClient } from '../../domain/code/key-of-client.ts';
import { moduleImports } from '../../domain/code/module-imports.ts';
import { asTheyRun, isMadeCommon, type RunningPart } from '../../domain/code/running-order.ts';
import { parseScript, type Script } from '../../domain/code/script.ts';
import { importedNames, keyTaking, namedCalls } from '../../domain/code/taken-at-once.ts';
import type { ProgramCall } from '../../domain/loading/configured.ts';
import { dotenvDefaults } from '../../domain/loading/own-files.ts';
import type { Started } from '../../domain/loading/start-commands.ts';
import { versionNumber } from '../../domain/loading/versions.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { hasUsualName } from './key-in-code.ts';
import { ModuleFiles } from './module-files.ts';

/** What reading a program needs of the world. */
export type ReadPorts = Pick<Ports, 'files'> & Partial<Pick<Ports, 'env' | 'home'>>;

/** So many files of a program are followed, and no longer ones. */
export const mostFollowed = 60;
export const longestFile = 200_000;

/** A file that is run, with what it is given. */
export interface StartedFile {
  readonly file: string;
  readonly program?: string;
  /** Files that are loaded before it. */
  readonly ahead: readonly string[];
  readonly args: readonly string[];
  readonly variables: Started['variables'];
  /** Where it runs, from the project's own folder. */
  readonly folder?: string;
  /** The env files that the command itself gives it. */
  readonly files?: Started['files'];
}

/** What the files of a program do together. */
export interface Followed {
  readonly calls: readonly ProgramCall[];
  /** The file whose call only running it would tell; null for none. */
  readonly open: string | null;
  readonly callsFramework: boolean;
  /** Some of the code may do otherwise in production. */
  readonly asksMode: boolean;
}

/** How code starts a framework, or calls its loader. */
const callsOf: Partial<Readonly<Record<Project['framework']['id'], RegExp>>> = {
  next: /(?:from|require\()\s*["']next["']/,
  vite: /\bloadEnv\(\s*[^,()]+,\s*process\.cwd\(\)\s*,\s*(?:''|"")\s*,?\s*\)/,
  'react-router': /["']vite["']/,
  remix: /["']vite["']/,
  sveltekit: /["']vite["']/,
  astro: /["'](?:astro|vite)["']/,
  nuxt: /["'](?:nuxt|nuxi|@nuxt\/kit)["']/,
  wrangler: /\bgetPlatformProxy\(/,
};

/** The calls of a file and of those that it imports, in the order in which they run. */
export function followed(ports: ReadPorts, project: Project, entry: StartedFile): Followed {
  const following = new Following(ports, project, entry);
  for (const file of [...entry.ahead, entry.file]) following.follow(file, false);
  return following.outcome();
}

/** One walk through the files of a program. */
class Following {
  readonly #ports: ReadPorts;
  readonly #project: Project;
  readonly #entry: StartedFile;
  readonly #cwd: string;
  readonly #variables: Readonly<Record<string, string | undefined>>;
  readonly #dotenv: number | null;
  readonly #readsVault: boolean;
  readonly #modules: ModuleFiles;
  readonly #seen = new Set<string>();
  readonly #calls: ProgramCall[] = [];
  /** Those of them that are made later, if at all. */
  readonly #late = new Set<ProgramCall>();
  #open: string | null = null;
  #callsFramework = false;
  #asksMode = false;
  #given: string | null = null;
  #readsUsual = false;
  /** The first file that takes the key from the environment when it is loaded. */
  #takenBy: string | null = null;
  /** Functions and classes that take it when they are called or made. */
  readonly #makers = new Set<string>();

  constructor(ports: ReadPorts, project: Project, entry: StartedFile) {
    this.#ports = ports;
    this.#project = project;
    this.#entry = entry;
    this.#modules = new ModuleFiles(ports, project);
    this.#cwd = resolve(project.folder, entry.folder ?? '');
    this.#variables = { ...ports.env, ...entry.variables };
    this.#dotenv = versionNumber(project.packageFacts?.versions.get('dotenv') ?? '');
    // With this variable dotenv before 18 decrypts another file, where that is there.
    this.#readsVault =
      Boolean(this.#variables['DOTENV_KEY']) &&
      (this.#dotenv ?? 0) < 18 &&
      ports.files.read(join(this.#cwd, '.env.vault')).state === 'file';
  }

  outcome(): Followed {
    // A framework that is called reads its files when it is prepared: what a file takes when it is loaded comes before.
    if (this.#callsFramework && this.#takenBy !== null) this.#open ??= this.#takenBy;
    // The variable of the usual name says nothing of a client that is given another one.
    if (this.#given !== null && !this.#readsUsual && !hasUsualName(this.#ports, this.#project))
      this.#open ??= this.#given;
    // What is called when something happens comes behind all that is done at once.
    const isLate = this.#takenBy !== null && this.#late.size > 0;
    if (isLate) this.#comesTooLate();
    return {
      calls: isLate ? this.#calls.filter((one) => !this.#late.has(one)) : this.#calls,
      open: this.#open,
      callsFramework: this.#callsFramework,
      asksMode: this.#asksMode,
    };
  }

  /** `isLater`: what it does at once it does when a function is called. */
  follow(file: string, isLater: boolean): void {
    if (this.#seen.has(file) || this.#seen.size >= mostFollowed) return;
    this.#seen.add(file);
    const text = readText(this.#ports, file);
    if (
      text === null ||
      text.length > longestFile ||
      !/\b(?:import|require|loadEnvFile|env|OpenAI)\b/.test(text)
    )
      return;
    const key = keyOfClient(text);
    if (key.isGiven) this.#given ??= file;
    this.#readsUsual ||= key.usualName;
    this.#callsFramework ||= callsOf[this.#project.framework.id]?.test(text) ?? false;
    this.#asksMode ||= text.includes('NODE_ENV');
    this.#run(file, parseScript(text), isLater);
  }

  /** What stands in a file, each in its turn. */
  #run(file: string, script: Script, isLater: boolean): void {
    const { text } = script;
    const evaluation = this.#evaluation(file, script);
    const wayTo = firstRuns(script);
    // What nothing in the file calls runs later, if at all.
    const part = (node: RunningPart['node'], run: (later: boolean) => void): RunningPart => {
      const way = wayTo(node);
      return { node, way: way ?? [node.from], run: () => run(isLater || way === null) };
    };
    const imports = moduleImports(script, evaluation).map(({ specifier, runs, node }) =>
      part(node, (later) => {
        const next = runs === false ? null : this.#modules.find(specifier, file);
        const before = this.#calls.length;
        if (next !== null) this.follow(next, later);
        if (runs === null && this.#calls.length > before) this.#open ??= file;
      }),
    );
    const isCalling = [loads, sets, takesAway].some((form) => form.test(text));
    if (isCalling && (script.broken || takesAway.test(text))) this.#open ??= file;
    const own = (isCalling ? placedCalls(script, evaluation) : []).map(({ node, call }) =>
      part(node, (later) => this.#add(file, call, later)),
    );
    const taking = isLater ? [] : this.#taking(file, script, part);
    const isCommon = isMadeCommon(file, this.#entry, this.#project.packageFacts?.type ?? 'commonjs');
    for (const { run } of asTheyRun([...imports, ...own, ...taking], isCommon)) run();
  }

  /** Where a file takes the key when it is loaded, by itself or by a function that does, its own or another file's. */
  #taking(
    file: string,
    script: Script,
    part: (node: RunningPart['node'], run: (later: boolean) => void) => RunningPart,
  ): readonly RunningPart[] {
    const { all, makers } = keyTaking(script);
    const take = (later: boolean): void => {
      if (!later) this.#takenBy ??= file;
    };
    // What another file makes is known when that has run.
    const calls = namedCalls(script, importedNames(script)).map(({ node, name }) =>
      part(node, (later) => {
        if (this.#makers.has(name)) take(later);
      }),
    );
    for (const name of makers) this.#makers.add(name);
    return [...all.map((node) => part(node, take)), ...calls];
  }

  #evaluation(file: string, script: Script): Evaluation {
    // What npm sets is not known here.
    const variable = (name: string) => (name.startsWith('npm_') ? unknown : this.#variables[name]);
    const exists = (path: string): boolean => this.#ports.files.read(path).state !== 'missing';
    return new Evaluation(script, { file, cwd: this.#cwd, resolve, join, dirname, variable, exists });
  }

  #add(file: string, call: EnvCall | null, isLater: boolean): void {
    const told = call?.unnamed
      ? dotenvDefaults(
          { args: this.#entry.args, isConfigModule: call.unnamed === 'config module' },
          this.#variables,
          this.#dotenv,
        )
      : call && { path: null, overrides: call.overrides };
    if (call === null || told === null || (call.reader === 'dotenv' && this.#readsVault)) {
      this.#open ??= file;
      return;
    }
    const home = this.#ports.home ?? '~';
    const paths = (told.path === null ? call.paths : [told.path]).map((path) =>
      resolve(this.#cwd, call.reader === 'dotenv' ? path.replace(/^~/, `${home}/`) : path),
    );
    const isKnown = this.#calls.some((one) => one.paths.join() === paths.join());
    if (this.#takenBy !== null && !isKnown) {
      this.#comesTooLate();
      return;
    }
    const added = {
      reader: call.reader,
      paths,
      nearest: false,
      overrides: told.overrides,
      ...(call.expands ? { expands: true } : {}),
    };
    this.#calls.push(added);
    if (isLater) this.#late.add(added);
  }

  /** The key has been taken by then: from what the command gives, else nobody knows what from. */
  #comesTooLate(): void {
    if (!this.#entry.files?.length) this.#open ??= this.#takenBy;
  }
}

/** What stands in a text that sets variables from files, or by itself. */
const loads = /dotenv|loadEnvFile|ConfigModule|custom-env/;
const takesAway = /\bdelete\s{1,8}process\.env(?:\.OPENAI_API_KEY|\[)/;
const sets = /process\.env(?:\.OPENAI_API_KEY|\[[^\]]{0,60}\])?\s{0,8}[?|]{0,2}=(?!=)|assign\(\s{0,8}process/;
