import { join } from 'node:path';
import type { Configured } from '../../domain/loading/configured.ts';
import { withoutComments } from '../../domain/loading/other-scripts.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { Started } from '../../domain/loading/start-commands.ts';
import { toolNaming } from '../../domain/loading/tool-files.ts';
import { type AnyFields, fieldsIn, isFields } from '../../domain/text/fields.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { filesOfOthers } from './tool-projects.ts';

/** What nodemon may be told that matters here. */
const telling = /OPENAI_API_KEY|env-file|dotenv|env-cmd/;

/** Files of tools that start programs, and what in them may give a program another key than its own files do. */
const startingFiles: readonly (readonly [name: RegExp, telling: RegExp, always: boolean])[] = [
  [/^nodemon\.json$/, telling, true],
  [/^[Tt]askfile\.ya?ml$/, /^dotenv:/m, false],
  [/^\.?[Jj]ustfile$/, /^set\s+dotenv-(?:filename|path|override)/m, false],
  [/^(?:GNU)?[Mm]akefile$/, /^-?include\s+\S*env\S*/m, false],
];

/** What the files of task runners say; what is not modelled in them is left open. */
export function readOtherTools(ports: Pick<Ports, 'files' | 'cwd' | 'home'>, project: Project): Configured {
  const { folder, names, scripts, configured } = project;
  const turbo = names.find((name) => /^turbo\.jsonc?$/.test(name));
  const held =
    turbo !== undefined && holdsBack(readText(ports, join(folder, turbo)) ?? '', tasksOf(scripts.started));
  const startsItself = scripts.started.length > 0;
  const open = names.find((name) =>
    startingFiles.some(
      ([form, said, always]) =>
        form.test(name) && (always || !startsItself) && said.test(readText(ports, join(folder, name)) ?? ''),
    ),
  );
  const usesNodemon = scripts.started.some(({ program }) => program === 'nodemon');
  const inManifest =
    usesNodemon && telling.test(nodemonConfig(readText(ports, join(folder, 'package.json'))));
  const counts = (open !== undefined && (open !== 'nodemon.json' || usesNodemon)) || inManifest;
  const programs = (all: readonly Started[] = []): readonly string[] => all.map(({ program }) => program);
  const called = programs(project.packageFacts?.scripts.started);
  const readsItself = (configured.program ?? []).length > 0;
  const place = { readsItself, names, inManifest: called, started: programs(scripts.started) };
  const named = toolNaming(place, (name) => readText(ports, join(folder, name)));
  const tool = named ? { ...named, by: join(folder, named.by) } : filesOfOthers(ports, project);
  const by = counts ? join(folder, open ?? 'package.json') : tool?.by;
  return {
    ...configured,
    ...(tool ? { byTool: tool.files } : {}),
    ...(held && turbo !== undefined ? { holdsBack: join(folder, turbo) } : {}),
    doubt: doubtBy(configured, by),
  };
}

/** Whose file leaves it open. That nobody found a call in the program says less than a file that names one for it. */
function doubtBy({ doubt }: Configured, by: string | undefined): Configured['doubt'] {
  const isOpen = doubt === null || doubt.reason === 'by_program';
  return isOpen && by !== undefined ? { reason: 'configuration', path: by } : doubt;
}

/** What a package.json tells nodemon. */
const nodemonConfig = (manifest: string | null): string =>
  JSON.stringify(fieldsIn(manifest)?.['nodemonConfig'] ?? '');

/**
 * Whether Turborepo keeps the key from what it starts: from version 2 on (`tasks`) a task sees only the variables that are
 * listed for it. Source: turborepo.com/docs/crafting-your-repository/using-environment-variables, read November 2026.
 */
function holdsBack(text: string, started: readonly string[]): boolean {
  const whole = fieldsIn(withoutComments(text));
  if (whole === null) return true;
  const tasks = whole['tasks'];
  if (!isFields(tasks) || whole['envMode'] === 'loose') return false;
  // `web#dev` is the task of one package; those that none of the command's words names may run before it.
  const own = Object.entries(tasks).filter(
    ([name]) => started.length === 0 || started.includes(name.split('#').at(-1) ?? ''),
  );
  const global = listed(whole, ['globalEnv', 'globalPassThroughEnv']);
  const isPassed = ([, task]: readonly [string, unknown]): boolean =>
    passes([...global, ...(isFields(task) ? listed(task, ['env', 'passThroughEnv']) : [])]);
  return own.length === 0 ? !passes(global) : !own.every(isPassed);
}

const listed = (table: AnyFields, fields: readonly string[]): readonly string[] =>
  fields.flatMap((field) => table[field] ?? []).filter((one): one is string => typeof one === 'string');

/** The tasks that `turbo dev` or `turbo run dev lint` names. */
const tasksOf = (started: readonly Started[]): readonly string[] =>
  started.flatMap(({ program, args }) => {
    if (program !== 'turbo') return [];
    const end = args.indexOf('--');
    return (end < 0 ? args : args.slice(0, end)).filter((word) => !word.startsWith('-') && word !== 'run');
  });

/** `OPENAI_*` stands for all names that begin so, and a `!` takes away. */
function passes(patterns: readonly string[]): boolean {
  const matches = (pattern: string): boolean =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(keyName);
  const takenAway = patterns.some((one) => one.startsWith('!') && matches(one.slice(1)));
  return !takenAway && patterns.some((one) => !one.startsWith('!') && matches(one));
}
