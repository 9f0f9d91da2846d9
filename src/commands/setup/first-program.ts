import { programSteps } from '../../domain/programs/steps.ts';
import { sdkLanguages } from '../../examples/install.ts';
import { loadExampleWords } from '../../i18n/load.ts';
import { Cancelled } from '../../ports/errors.ts';
import { programPlace } from '../program-place.ts';
import { writeProgram } from '../write-program.ts';
import { folderToIgnore, ignoreFolder } from './ignore-installed.ts';
import { type FirstProgram, noProgram } from './next-steps.ts';
import { type Program, programsFor } from './programs.ts';
import type { KeyRun } from './run.ts';

type Decision =
  | { readonly does: 'program'; readonly program: OfferedProgram }
  | { readonly does: 'install'; readonly command: string; readonly ignores: string | null }
  | 'no program';

/** `ignores`: the folder of its packages, where git would take that along. */
interface OfferedProgram extends Program {
  readonly ignores: string | null;
}

/**
 * The last question: a first program is written, what it imports installed, and it is run. Whoever leaves here has a key that
 * is set up, so that nothing that goes wrong from here on is a failure of setup.
 */
export async function offerProgram(one: KeyRun, model: string): Promise<FirstProgram> {
  const suited = programsFor(one, model, await loadExampleWords(one.options.language));
  const finished = suited.find(({ isThere, installs }) => isThere && installs.length === 0);
  if (finished) return { ...noProgram, program: { ...finished, left: [] } };
  const command = frameworkInstall(one);
  if (one.ports.decided?.wantsNoProgram || (suited.length === 0 && command === null)) return noProgram;
  const programs = await Promise.all(
    suited.map(async (program) => ({
      ...program,
      ignores: program.runs ? await folderToIgnore(one, program.installs) : null,
    })),
  );
  const decision = await decide(one, programs, command);
  if (decision === 'no program') return noProgram;
  if (decision.does === 'program') return carryOut(one, decision.program);
  const files = await ignoreFolder(one, decision.ignores);
  return { program: null, installed: await install(one, decision.command), files };
}

/** What the project's own code lacks, where a framework loads the key for it. */
function frameworkInstall({ ports, project }: KeyRun): string | null {
  const { about, commands, kind } = programSteps(programPlace(ports, project), '.env');
  if (about === 'load' || about === 'shell_loads' || kind === 'deno') return null;
  return commands.length === 1 ? (commands[0] ?? null) : null;
}

/** Enter takes the program; not so in a project at work, nor where packages come with it that the project's own code spares. */
async function decide(
  one: KeyRun,
  programs: readonly OfferedProgram[],
  command: string | null,
): Promise<Decision> {
  const { ports, voice, target } = one;
  const words = voice.words.program;
  const ignoring = (folder: string | null): readonly string[] =>
    folder === null ? [] : [words.ignoring(`${folder}/`)];
  const whatOf = ({ file, installs, run, runs, ignores }: OfferedProgram): string =>
    [file, ...ignoring(ignores), ...(runs ? [...installs, run] : [])].join(words.separator);
  const ofPrograms = programs.map((program, at) => ({
    value: { does: 'program', program } as Decision,
    name: programs.length > 1 ? words.yesIn(sdkLanguages[program.runtime]) : words.yes,
    description: whatOf(program),
    ...(at === 0 && { means: 'yes' as const }),
  }));
  const ignores = command === null ? null : await folderToIgnore(one, [command]);
  const ofInstall =
    command === null
      ? []
      : [
          {
            value: { does: 'install', command, ignores } as Decision,
            name: words.onlyInstall,
            description: [...ignoring(ignores), command].join(words.separator),
          },
        ];
  const no = { value: 'no program' as Decision, name: words.no, means: 'no' as const };
  const isSpare = programs.some(({ installsMore }) => installsMore);
  const choices = isSpare ? [...ofInstall, ...ofPrograms, no] : [...ofPrograms, ...ofInstall, no];
  // Where a key was there before, a program may well be too.
  const isSettled = target.existing !== null || (isSpare && ofInstall.length === 0);
  const first = isSettled ? no : choices[0];
  const [likeliest] = programs;
  const message = likeliest
    ? words.question({ runs: likeliest.runs, installs: likeliest.installs.length > 0 })
    : words.installQuestion;
  try {
    return await ports.prompter.select({ message, choices, ...(first && { default: first.value }) });
  } catch (error) {
    // The key is set up: there is nothing left that could be cancelled.
    if (error instanceof Cancelled) return 'no program';
    throw error;
  }
}

async function install({ ports, voice, project }: KeyRun, command: string): Promise<boolean> {
  const words = voice.words.program;
  const progress = ports.progress.start(words.running(command));
  const failure = await ports.install(command, project.folder);
  progress.stop();
  if (failure === null) voice.good(words.installed(command));
  else {
    voice.bad(words.installFailed(command, failure));
    voice.line(words.keyStands);
  }
  return failure === null;
}

async function carryOut(one: KeyRun, { ignores, ...program }: OfferedProgram): Promise<FirstProgram> {
  const { ports, voice, project } = one;
  const words = voice.words.program;
  const { absolute, code, installs, run, runs } = program;
  const shown = voice.show({ absolute });
  const written = await writeProgram(ports, absolute, code);
  if (written === 'in the way' || !written.ok) {
    voice.bad(words.notWritten(shown));
    return noProgram;
  }
  if (written.change !== 'unchanged') voice.written(voice.words.ignoreWritten(shown));
  const ignored = await ignoreFolder(one, ignores);
  const ended = (left: readonly string[]): FirstProgram => ({
    program: { ...program, left },
    installed: false,
    files: [{ absolute, change: written.change }, ...ignored],
  });
  if (!runs) return ended(installs);
  for (const [at, command] of installs.entries())
    if (!(await install(one, command))) return ended(installs.slice(at));
  const progress = ports.progress.start(words.running(run));
  const { code: exit, reply, problem } = await ports.runProgram(run, project.folder);
  progress.stop();
  if (exit === 0)
    voice.result([
      { mark: 'good', text: words.replied(run) },
      { mark: 'none', text: reply },
    ]);
  else {
    voice.bad(words.failed(run, problem));
    voice.line(words.keyStands);
  }
  return ended([]);
}
