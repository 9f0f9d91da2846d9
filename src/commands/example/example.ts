import { dirname, join, resolve } from 'node:path';
import type { Project } from '../../checks/project.ts';
import { seeProject } from '../../checks/see-project.ts';
import { wayBelow } from '../../checks/way-below.ts';
import type { Blame } from '../../domain/diagnosis/cause-facts.ts';
import { isForeign, programKind } from '../../domain/programs/kinds.ts';
import { cleanPath } from '../../domain/text/clean.ts';
import { type ExampleName, exampleNames, runtimesOf } from '../../examples/catalog.ts';
import { fileName, formOf, isModelId, projectFlavour } from '../../examples/flavour.ts';
import type { Runtime } from '../../examples/runtimes.ts';
import type { ExampleWords } from '../../i18n/en/example.ts';
import { loadExampleWords } from '../../i18n/load.ts';
import { Problem, UsageError } from '../../ports/errors.ts';
import type { WriteFailure } from '../../ports/files.ts';
import type { Ports } from '../../ports/ports.ts';
import { exampleListJson, exampleListText, type MadeExample, writtenText } from '../../ui/example.ts';
import { type JsonDocument, jsonDocument, jsonText } from '../../ui/json-document.ts';
import { showPlaces } from '../../ui/place.ts';
import { makeExample } from '../make-example.ts';
import { type Given, namedOne } from '../options.ts';
import { writeProgram } from '../write-program.ts';

export type ExamplePorts = Pick<
  Ports,
  'clock' | 'cwd' | 'env' | 'files' | 'home' | 'nodeVersion' | 'platform' | 'terminal'
>;

export type ExampleOptions = Given<'language' | 'json' | 'in' | 'model' | 'write' | 'force' | 'list'>;

/** `example`: a runnable first program in the project's language. Returns the exit code. */
export async function runExample(
  ports: ExamplePorts,
  options: ExampleOptions,
  typed: string | undefined,
): Promise<number> {
  const words = await loadExampleWords(options.language);
  const { terminal } = ports;
  if (options.list) {
    const list = options.json
      ? document(0, exampleListJson(words))
      : exampleListText(words, terminal.columns());
    terminal.print(list);
    return 0;
  }
  const name = namedOne(typed ?? 'chat', exampleNames, { kind: 'unknown_example', command: 'example' });
  const project = await seeProject(ports);
  const runtime = runtimeOf(options, name, project);
  const ending = endingOf(options.write);
  if (ending !== undefined && ending !== runtime)
    throw new UsageError(words.otherEnding(cleanPath(String(options.write)), runtime));
  const target = targetOf(ports, options, name, runtime, project);
  const made = make(ports, { name, runtime, project, target, options, words });
  if (target.absolute === null) {
    terminal.print(options.json ? answer(made, null) : made.code);
    if (typed === undefined && !options.json) terminal.say(`${words.otherExamples}\n`);
    return 0;
  }
  const written = await writeProgram(ports, target.absolute, made.code, options.force);
  if (written === 'in the way') throw new UsageError(words.fileThere(target.shown));
  if (!written.ok) throw problemOf(ports, written, target, words);
  const { named, shown } = target;
  const text = writtenText(made, { path: shown, changed: written.change !== 'unchanged' }, words);
  terminal.print(options.json ? answer(made, named) : text);
  return 0;
}

const document = (exitCode: number, content: JsonDocument): string =>
  jsonText(jsonDocument(exitCode, content));

const answer = ({ name, in: runtime, model, needs, run, code }: MadeExample, path: string | null): string =>
  document(0, { name, in: runtime, model, path, needs: needs.join(' && ') || null, run, code });

/** `--in`, else what the file's ending says, else the project's language; a shell has curl in each of the others. */
function runtimeOf(
  options: Given<'in' | 'write'>,
  name: ExampleName,
  { framework, packageFacts, names }: Project,
): Runtime {
  const asked = endingOf(options.write);
  const kind = programKind(framework, packageFacts, names);
  const byCurl = isForeign(kind, names) && runtimesOf(name).includes('curl');
  return options.in ?? asked ?? (kind === 'python' ? 'python' : byCurl ? 'curl' : 'node');
}

/** What the ending of a named file says that stands in it. */
const endingOf = (write: ExampleOptions['write']): Runtime | undefined =>
  typeof write === 'string' ? formOf(write)?.runtime : undefined;

interface ProgramTarget {
  /** Null where the program is printed. */
  readonly absolute: string | null;
  /** As it is named to be run: relative where it is in this folder, else absolute, which holds in quotes as well. */
  readonly named: string;
  /** As shown to people. */
  readonly shown: string;
}

/** Where the program goes. A folder gets the example's own file name in it. */
function targetOf(
  ports: ExamplePorts,
  { write: path }: Given<'write'>,
  name: ExampleName,
  runtime: Runtime,
  { packageFacts, names }: Project,
): ProgramTarget {
  const own = fileName(name, runtime, projectFlavour(packageFacts, names));
  if (path === undefined) return { absolute: null, named: own, shown: own };
  const given = resolve(ports.cwd, path === true ? own : path);
  const read = ports.files.read(given);
  const isFolder = read.state === 'unreadable' && read.reason === 'directory';
  const meansFolder = typeof path === 'string' && /[\\/]$/.test(path) && read.state === 'missing';
  const absolute = isFolder || meansFolder ? join(given, own) : given;
  const shown = showPlaces(ports)({ absolute });
  const named = wayBelow(ports.cwd, absolute) === null ? cleanPath(absolute) : shown;
  return { absolute, named, shown };
}

function make(
  ports: ExamplePorts,
  given: {
    readonly name: ExampleName;
    readonly runtime: Runtime;
    readonly project: Project;
    readonly target: ProgramTarget;
    readonly options: Given<'model'>;
    readonly words: ExampleWords;
  },
): MadeExample {
  const { name, runtime, project, target, options, words } = given;
  const { model } = options;
  if (model !== undefined && !isModelId(model)) throw new UsageError(words.notAModel);
  const made = makeExample(ports, { name, runtime, project, file: target.named, model }, words);
  if (made === null) throw new UsageError(words.notIn(name, runtime, runtimesOf(name).join(' | ')));
  return made;
}

function blameOf(failure: WriteFailure): Blame {
  const { reason } = failure;
  if (reason === 'unreadable') return { cause: 'env_file_unreadable', reason: failure.why };
  return reason === 'disk_full'
    ? { cause: reason, reason: 'file' }
    : { cause: 'env_file_not_writable', reason };
}

/** Why a program could not be written. The causes of files are worded for env files; these are told here. */
function problemOf(
  ports: Pick<Ports, 'cwd' | 'home'>,
  failure: WriteFailure,
  { absolute, shown }: ProgramTarget,
  words: ExampleWords,
): Problem {
  const { reason, code } = failure;
  const message =
    reason === 'no_folder'
      ? words.failures.no_folder(showPlaces(ports)({ absolute: dirname(absolute ?? '') }))
      : words.failures[reason](shown, code);
  return new Problem(blameOf(failure), message);
}
