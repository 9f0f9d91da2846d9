import { loadingCode } from '../../domain/loading/loading-code.ts';
import { installCommand, pythonTool } from '../../domain/loading/package-managers.ts';
import type { ResultLine } from '../../ui/voice.ts';
import type { NextSteps, Run } from './run.ts';

/** What to run and write next, so that a program here gets the key. `path`: the env file; null where none is involved. */
export function nextSteps({ voice, project }: Run, path: string | null): NextSteps {
  const words = voice.words.next;
  const code = loadingCode(project.framework, project.packageFacts?.type ?? 'module', path);
  const missing = code.packages.filter((name) => !project.packageFacts?.dependencies.includes(name));
  const { names, packaging } = project;
  const install =
    project.framework.id === 'python'
      ? installCommand(pythonTool(names, false).manager, missing)
      : installCommand(packaging.manager, missing, packaging.rootFlag);
  return {
    commands: missing.length > 0 ? [install] : [],
    code: code.lines.join('\n'),
    codeFile: null,
    about: code.byFramework ? words.frameworkLoads(project.framework.name, path ?? '') : words.load,
    notes: [words.verify, words.safety],
  };
}

/** The same as lines of the result: commands and code as they are to be typed. */
export function nextLines(
  { commands, about, code, notes }: NextSteps,
  { title }: Run['voice']['words']['next'],
): readonly ResultLine[] {
  const exact = (text: string): ResultLine => ({ mark: 'exact', text });
  return [
    { mark: 'title', text: title },
    ...commands.map(exact),
    { mark: 'none', text: about },
    ...code.split('\n').map(exact),
    ...notes.map((text): ResultLine => ({ mark: 'none', text })),
  ];
}
