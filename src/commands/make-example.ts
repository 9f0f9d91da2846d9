import type { Project } from '../checks/project.ts';
import { envFilesOf } from '../domain/loading/frameworks.ts';
import { utcDay } from '../domain/models/dates.ts';
import { programKind } from '../domain/programs/kinds.ts';
import { nodeTool } from '../domain/programs/node-tool.ts';
import { pythonTool } from '../domain/programs/python-tool.ts';
import { programRows } from '../domain/programs/rows.ts';
import type { ProgramPlace } from '../domain/programs/steps.ts';
import type { ExampleName } from '../examples/catalog.ts';
import { flavourOf, projectFlavour } from '../examples/flavour.ts';
import { makeProgram, modelFor } from '../examples/make.ts';
import type { Runtime } from '../examples/runtimes.ts';
import type { ExampleWords } from '../i18n/en/example.ts';
import { programNames } from '../i18n/program-names.ts';
import type { Ports } from '../ports/ports.ts';
import type { MadeExample } from '../ui/example.ts';
import { programPlace } from './program-place.ts';

/** Which example, and what it is made for. */
interface WantedExample {
  readonly name: ExampleName;
  readonly runtime: Runtime;
  readonly project: Project;
  /** As it is named to be run. */
  readonly file: string;
  /** Without one, the best for the example. */
  readonly model: string | undefined;
  /** As the program names them, the one that wins first; without them, those of the project's framework. */
  readonly envFiles?: readonly string[];
}

/** A program in the flavour of the project; null where the example does not exist in this language. */
export function makeExample(
  ports: Pick<Ports, 'clock' | 'env' | 'files' | 'nodeVersion' | 'platform'>,
  { name, runtime, project, file, model: wanted, envFiles }: WantedExample,
  words: Pick<ExampleWords, 'program' | 'titles'>,
): MadeExample | null {
  const model = wanted ?? modelFor(name, utcDay(ports.clock.now()));
  const { framework, packageFacts, names } = project;
  const place = programPlace(ports, project);
  const own = projectFlavour(packageFacts, names);
  const made = makeProgram(
    name,
    runtime,
    { flavour: flavourOf(file, own), node: nodeTool(place), python: pythonTool(place.python) },
    {
      title: words.titles[name],
      model,
      file: /\s/.test(file) ? `"${file}"` : file,
      envFiles: envFiles ?? envFilesOf(framework),
      framework: aboutFramework(place),
      words: words.program,
    },
  );
  return made && { name, in: runtime, model, ...made };
}

/** What a program is told about the framework around it. */
function aboutFramework(place: ProgramPlace) {
  const kind = programKind(place.framework, place.facts, place.python.names);
  const told = {
    framework_loads: 'frameworkLoads',
    framework_gives: 'frameworkGives',
    browser_only: 'browserOnly',
    load: null,
    command_loads: null,
    program_loads: null,
    settings_give: null,
    containers: null,
    shell_loads: null,
    any_language: null,
  } as const;
  const about = told[programRows[kind].about];
  return about && { name: programNames[kind], about };
}
