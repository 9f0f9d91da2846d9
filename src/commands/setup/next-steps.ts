import { relative, sep } from 'node:path';
import type { FilePlace } from '../../domain/loading/place.ts';
import { programSteps } from '../../domain/programs/steps.ts';
import type { ResultLine } from '../../ui/voice.ts';
import { programPlace } from '../program-place.ts';
import type { NextSteps, Run } from './run.ts';

/** What to run and write next, so that a program here gets the key. `env`: the env file; null where none is involved. */
export function nextSteps(
  { ports, voice, project }: Pick<Run, 'ports' | 'voice' | 'project'>,
  env: FilePlace | null,
): NextSteps {
  const words = voice.words.next;
  const path = env && voice.show(env);
  // A program knows no `~`.
  const inCode = env && relative(project.folder, env.absolute).split(sep).join('/');
  const { kind, commands, lines, about, file, notes } = programSteps(programPlace(ports, project), inCode);
  const name = words.names[kind];
  const said = words.about[about](name, path ?? '');
  const told = file === null ? said : words.inFile(said, file);
  // Where nothing is special the lines speak for themselves.
  const context = about === 'load' && file === null ? [] : [told];
  return {
    commands,
    code: lines.join('\n'),
    codeFile: null,
    about: told,
    context,
    notes: [...notes.map((note) => words.notes[note](name, path ?? '')), words.verify, words.safety],
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
