import type { LoadDoubt } from '../../../domain/diagnosis/notes.ts';
import type { LoadProblem } from '../../../domain/loading/loaders.ts';

/** What a loader does with a line, or a file, that it does not take for the key. */
export const problems: Readonly<Record<LoadProblem, string>> = {
  file_refused: 'refuses the whole file',
  bom_hides_name: 'does not find the name after the byte order mark',
  colon_form: 'does not understand NAME: value',
  spaces_around_equals: 'does not accept spaces around =',
  line_without_equals_before: 'misses the name after a line without =',
  name_not_read: 'does not find the name',
  duplicate_first_wins: 'uses the first of several',
  quotes_kept: 'keeps the quotes as part of the key',
  comment_kept: 'keeps the comment as part of the key',
  blanks_kept: 'keeps the spaces after the key',
  carriage_return_kept: 'keeps the carriage return as part of the key',
  other_value: 'reads another value',
};

/** A file, with what of it is meant. */
const within = (path: string): string => {
  if (/(?:^|[\\/])(?:package\.json|deno\.jsonc?|Procfile(?:\.dev)?)$/.test(path))
    return `the start command in ${path}`;
  if (/(?:^|[\\/])(?:\.?justfile|(?:GNU)?makefile|(?:taskfile|mprocs)\.ya?ml)$/i.test(path))
    return `the tasks in ${path}`;
  return path.endsWith('pyproject.toml') ? `the scripts in ${path}` : path;
};

/** Why nobody can tell what a loader gives. */
export const doubts: Readonly<Record<LoadDoubt, (facts: { loader: string; path: string }) => string>> = {
  endless_reference: () => 'a variable refers to itself',
  versions_differ: ({ loader }) => `versions of ${loader} read these files differently`,
  not_modelled: ({ loader }) => `how ${loader} reads these files is not known`,
  configuration: ({ path }) => `what it reads depends on ${within(path)}`,
  broken_manifest: ({ path }) => `${path} is not valid JSON`,
  by_program: () => 'nothing recognized here loads env files',
  programs_differ: ({ path }) => `${path} starts programs with different keys`,
  set_anew: ({ loader, path }) => `${path || loader} sets it again for the programs that it starts`,
  by_command: ({ loader }) => `${loader} may set or remove the key, which shows only when it runs`,
  by_tool: ({ loader, path }) => `only programs that ${path || loader} starts get it`,
};

/** ` (line 3: it does not know NAME: value)`. */
export const reason = ({ problem, line }: { readonly problem: LoadProblem; readonly line: number }): string =>
  ` (${line > 0 ? `line ${line}: ` : ''}it ${problems[problem]})`;
