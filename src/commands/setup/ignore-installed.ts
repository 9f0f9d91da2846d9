import { join } from 'node:path';
import { openMode } from '../../changes/modes.ts';
import type { FileChange } from '../../changes/plan.ts';
import { addIgnoredFolder } from '../../domain/git/gitignore.ts';
import type { KeyRun } from './run.ts';

/** Folders that an installer makes, by the command that makes it. What a tool ignores by itself is not among them. */
const made: readonly { readonly by: RegExp; readonly folder: string }[] = [
  { by: /^(?:npm|pnpm|yarn|bun) /, folder: 'node_modules' },
  { by: / -m venv \.venv$/, folder: '.venv' },
];

/** The folder that commands would be the first to make, and that a commit would take along; null where there is none. */
export async function folderToIgnore(
  { ports, project }: KeyRun,
  commands: readonly string[],
): Promise<string | null> {
  const { folder, names } = project;
  const found = made.find(({ by }) => commands.some((command) => by.test(command)));
  if (!found || names.includes(found.folder) || ports.files.list(folder).includes('.yarnrc.yml')) return null;
  const { repository, ignoredBy } = await ports.git.facts(join(folder, found.folder, '_'), {
    history: false,
  });
  if (ignoredBy === 'project') return null;
  const rules = ports.files.read(ignoreFile(folder));
  // Where nothing is ignored and there is no repository nobody has asked for a file of git's.
  if (rules.state !== 'file') return repository === 'yes' && rules.state === 'missing' ? found.folder : null;
  return addIgnoredFolder(rules.bytes, found.folder) === null ? null : found.folder;
}

const ignoreFile = (folder: string): string => join(folder, '.gitignore');

/** Has git ignore it. A file that cannot be written is no reason to install nothing. */
export async function ignoreFolder(
  { ports, voice, project }: KeyRun,
  name: string | null,
): Promise<readonly FileChange[]> {
  if (name === null) return [];
  const absolute = ignoreFile(project.folder);
  const written = await ports.files.replace(absolute, (bytes) => addIgnoredFolder(bytes, name), {
    newMode: openMode,
  });
  if (!written.ok || written.change === 'unchanged') return [];
  voice.written(voice.words.program.ignored(`${name}/`, voice.show({ absolute })));
  return [{ absolute, change: written.change }];
}
