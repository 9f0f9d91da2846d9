import { recommend } from '../domain/models/choose.ts';
import { testModels } from '../domain/models/tasks.ts';
import type { NodeTool } from '../domain/programs/node-tool.ts';
import type { PythonTool } from '../domain/programs/python-tool.ts';
import { type ExampleName, examples } from './catalog.ts';
import { curlProgram } from './curl-program.ts';
import { type NodeFlavour, nodeProgram, type ProgramSetting } from './node-program.ts';
import { pythonNeeds, pythonProgram } from './python-program.ts';
import type { Runtime } from './runtimes.ts';

/** How the project that the program is for works. */
interface ProgramProject {
  readonly flavour: NodeFlavour;
  readonly node: Pick<NodeTool, 'needs' | 'run'>;
  readonly python: PythonTool;
}

/** A program with the commands around it. */
interface MadeProgram {
  readonly code: string;
  /** Commands that install what it needs, in order. */
  readonly needs: readonly string[];
  readonly run: string;
}

/** Makes a program; null where the example does not exist in this language. */
export function makeProgram(
  name: ExampleName,
  runtime: Runtime,
  project: ProgramProject,
  setting: ProgramSetting,
): MadeProgram | null {
  const { node, python, curl } = examples[name];
  const { flavour, node: nodeTool, python: tool } = project;
  switch (runtime) {
    case 'node':
      return {
        code: nodeProgram(node, flavour, nodeTool, setting),
        needs: [nodeTool.needs],
        run: nodeTool.run(setting.file, flavour.typescript),
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
        : { code: curlProgram(curl, setting), needs: [], run: `sh ${setting.file}` };
  }
}

/** The model for an example: the best for its task by the table, since no key is asked here. */
export function modelFor(name: ExampleName, today: string): string {
  return recommend(examples[name].task, null, today)?.id ?? testModels[0] ?? '';
}
