import { relative, resolve, sep } from 'node:path';
import type { FileChange } from '../../changes/plan.ts';
import type { FilePlace } from '../../domain/loading/place.ts';
import { programSteps, stepsInLoaded } from '../../domain/programs/steps.ts';
import type { ResultLine } from '../../ui/voice.ts';
import { programPlace } from '../program-place.ts';
import { ownWay } from './own-way.ts';
import type { Program } from './programs.ts';
import type { FileReach } from './reaches-program.ts';
import type { NextSteps, Run } from './run.ts';

/** What became of the last question. */
export interface FirstProgram {
  /** The program that was written, with what is still to be typed for it. */
  readonly program: (Program & { readonly left: readonly string[] }) | null;
  /** What the project's own code needs was installed. */
  readonly installed: boolean;
  readonly files: readonly FileChange[];
}

export const noProgram: FirstProgram = { program: null, installed: false, files: [] };

/**
 * What to run and write next, so that a program here gets the key. `env`: the env file; null where none is involved. `reach`: what is
 * known of whether the project's own loader takes the key from it.
 */
export function nextSteps(
  { ports, voice, project }: Pick<Run, 'ports' | 'voice' | 'project'>,
  env: FilePlace | null,
  { program, installed }: Pick<FirstProgram, 'program' | 'installed'> = noProgram,
  reach: FileReach | null = null,
): NextSteps {
  const words = voice.words.next;
  const path = env && voice.show(env);
  // A program knows no `~`.
  const inCode = env && relative(project.folder, env.absolute).split(sep).join('/');
  const place = programPlace(ports, project);
  const usual = programSteps(place, inCode);
  // The framework's own loader passes over a file that the user named.
  const isPassedOver = reach?.state === 'ignored' && /^(?:framework|browser)_/.test(usual.about);
  const isNamed = env !== null && usual.about === 'load' && isNamedAtStart(project, env);
  const own =
    env && inCode !== null && !isNamed ? ownWay({ ports, project }, { inCode, reach, place }) : null;
  const isCalled = reach?.state === 'reaches' && reach.byCode && /^(?:load|browser_only)$/.test(usual.about);
  const byTool = env !== null && own === null && isNamedByTool(project, env);
  const steps = isNamed
    ? { ...programSteps(place, null), about: 'command_loads' as const }
    : own
      ? { ...usual, ...own, notes: [...own.notes, ...(own.starts ? [] : onPython(usual.notes))] }
      : isCalled
        ? stepsInLoaded(place)
        : byTool || isPassedOver
          ? { ...programSteps(place, null), about: 'load' as const }
          : usual;
  const { kind, lines, about, file } = steps;
  const name = own?.name ?? words.names[kind];
  const passedOver = isPassedOver ? [words.passedOver(name, path ?? '')] : [];
  const ofProject = [...passedOver, ...steps.notes.map((note) => words.notes[note](name, path ?? ''))];
  if (program)
    return {
      commands: [...program.left, program.run],
      starts: false,
      code: program.code,
      codeFile: program.file,
      about: program.left.length > 0 ? words.installAndRun : words.runAgain,
      context: [],
      hasExample: false,
      notes: [...(about === 'load' ? [] : ofProject), words.verify, words.safety],
    };
  const said = words.about[about](name, isPassedOver || byTool ? '' : (path ?? ''));
  const told = file === null ? said : words.inFile(said, file);
  return {
    commands: installed && !own?.starts ? [] : steps.commands,
    starts: own?.starts ?? false,
    code: lines.join('\n'),
    codeFile: null,
    about: told,
    // Where nothing is special the lines speak for themselves.
    context: about === 'load' && file === null ? [] : [told],
    hasExample: about !== 'shell_loads' && about !== 'containers' && (kind === 'node' || kind === 'python'),
    notes: [...ofProject, words.verify, words.safety],
  };
}

/** Whether the command that starts the program hands it this file's values, as `node --env-file` does. */
const isNamedAtStart = ({ folder, scripts }: Run['project'], { absolute }: FilePlace): boolean =>
  scripts.development.some(({ files }) => files.some((name) => resolve(folder, name) === absolute));

/** What is to be known of the commands, whatever the lines are. */
const onPython = (notes: ReturnType<typeof programSteps>['notes']): typeof notes =>
  notes.filter((note) => note === 'externally_managed');

/** Whether the file of a tool, or code that nobody models, names this file: the lines need not load it again. */
const isNamedByTool = ({ configured, folder }: Run['project'], { absolute }: FilePlace): boolean =>
  (configured.byTool ?? []).some((one) => resolve(folder, one) === absolute);

/** Lines to be typed as they are. */
export const exactLines = (texts: readonly string[]): readonly ResultLine[] =>
  texts.map((text) => ({ mark: 'exact', text }));

/**
 * The same as lines of the result: commands and code as they are to be typed. `same`: what does all of it without questions,
 * null where no command does; undefined where nobody was asked any.
 */
export function nextLines(
  { commands, starts, about, code, codeFile, hasExample, notes }: NextSteps,
  words: Run['voice']['words']['next'],
  same?: string | null,
  call = 'openai-setup',
): readonly ResultLine[] {
  const said = (text: string): ResultLine => ({ mark: 'none', text });
  const whole = hasExample ? [said(words.example), ...exactLines([`${call} example chat --write`])] : [];
  const heading = starts ? words.start : words.install;
  const installs = commands.length > 0 ? [said(heading), ...exactLines(commands)] : [];
  const lines = code === '' ? [] : [said(about), ...exactLines(code.split('\n'))];
  const program =
    codeFile === null ? [...installs, ...lines, ...whole] : [said(about), ...exactLines(commands)];
  if (same === undefined) return [{ mark: 'end', text: words.title }, ...program, ...notes.map(said)];
  const own = notes.filter((note) => note !== words.verify && note !== words.safety);
  return [
    { mark: 'end', text: words.title },
    ...program,
    ...own.map(said),
    said(words.findOut),
    ...exactLines([`${call} verify`]),
    ...(same === null ? [] : [said(words.same), ...exactLines([same])]),
  ];
}
