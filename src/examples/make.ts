import type { PackageManager, PythonTool } from '../domain/loading/package-managers.ts';
import { recommend } from '../domain/models/choose.ts';
import { testModels } from '../domain/models/tasks.ts';
import { type ExampleName, examples } from './catalog.ts';
import { curlProgram } from './curl-program.ts';
import { type NodeFlavour, nodeNeeds, nodeProgram, nodeRun, type ProgramSetting } from './node-program.ts';
import { pythonNeeds, pythonProgram } from './python-program.ts';
import type { Runtime } from './runtimes.ts';

/** How the project that the program is for works. */
interface ProgramProject {
  readonly flavour: NodeFlavour;
  readonly manager: PackageManager;
  readonly python: PythonTool;
}

/** A program with the commands around it. */
interface Program {
  readonly code: string;
  /** Installs what it needs; null where it needs nothing. */
  readonly needs: string | null;
  readonly run: string;
}

/** Makes a program; null where the example does not exist in this language. */
export function makeProgram(
  name: ExampleName,
  runtime: Runtime,
  project: ProgramProject,
  setting: ProgramSetting,
): Program | null {
  const { node, python, curl } = examples[name];
  const { flavour, manager, python: tool } = project;
  switch (runtime) {
    case 'node':
      return {
        code: nodeProgram(node, flavour, manager, setting),
        needs: nodeNeeds(manager),
        run: nodeRun(setting.file, flavour, manager),
      };
    case 'python':
      return {
        code: pythonProgram(python, tool, setting),
        needs: pythonNeeds(tool),
        run: `${tool.run} ${setting.file}`,
      };
    case 'curl':
      return curl === undefined
        ? null
        : { code: curlProgram(curl, setting), needs: null, run: `sh ${setting.file}` };
  }
}

/** The model for an example: the best for its task by the table, since no key is asked here. */
export function modelFor(name: ExampleName, today: string): string {
  return recommend(examples[name].task, null, today)?.id ?? testModels[0] ?? '';
}
