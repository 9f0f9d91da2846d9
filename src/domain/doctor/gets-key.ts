import { keyName } from '../loading/sources.ts';
import type { DoctorFinding, RuleId } from './finding.ts';
import type { LoadsSeen, ProgramLoading } from './program-loading.ts';
import { envFilesFor, type Surveyed } from './surveyed.ts';

/** What says that a program runs without the key that is there for it. */
const withoutKey: ReadonlySet<RuleId> = new Set([
  'variable_name_differs',
  'env_file_not_loaded',
  'env_file_loaded_too_late',
]);

/** How the program gets its key, by what its loaders do and what was found in its code. */
export function getsKey(
  seen: Surveyed,
  loading: ProgramLoading,
  findings: readonly DoctorFinding[],
): ProgramLoading {
  const nothing: LoadsSeen = { loads: false, from: null };
  if (findings.some(({ rule, severity }) => withoutKey.has(rule) && severity === 'error'))
    return { ...loading, development: nothing, production: nothing };
  const { development, production } = loading;
  if (development.loads !== null) return loading;
  const known = knownOtherwise(seen);
  return { ...loading, development: known, production: production.loads === null ? known : production };
}

/** Where the loaders leave it open: a file that holds the variable, which something here loads, or no such file. */
function knownOtherwise(seen: Surveyed): LoadsSeen {
  const open: LoadsSeen = { loads: null, from: null };
  const program = seen.programs.find(({ loading: { development } }) => development.loads === true);
  if (program) return program.loading.development;
  const reads = seen.code.reads.filter(({ isKey }) => isKey);
  for (const { name, absolute } of reads) {
    if (seen.shell.has(name)) return { loads: true, from: null };
    const file = envFilesFor(seen, absolute).find(({ document }) =>
      document.assignments.some((one) => one.name === name && one.value.trim() !== ''),
    );
    if (file) return { loads: true, from: { absolute: file.absolute } };
  }
  const isMissing =
    reads.some(({ name, hasDefault }) => name === keyName && !hasDefault) && seen.envFiles.length > 0;
  return isMissing ? { loads: false, from: null } : open;
}
