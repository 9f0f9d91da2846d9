import type { ReadableEnvFile } from '../../loading/sources.ts';
import { nearestName } from '../../text/nearest-name.ts';
import type { VariableRead } from '../code-seen.ts';
import { type DoctorFinding, doctorFinding } from '../finding.ts';
import { isKeyName, isOtherKeyName } from '../key-names.ts';
import { type ConfigRule, envFilesFor, isDocs, type Surveyed } from '../surveyed.ts';
import { mentions } from '../texts.ts';

/** The code reads one name, and the env files that it may get set another. */
export const variableNameDiffers: ConfigRule = (seen) => {
  const found: DoctorFinding[] = [];
  for (const read of seen.code.reads) {
    if (!read.isKey || read.hasDefault || read.inBrowser === true || isOtherKeyName(read.name)) continue;
    const files = envFilesFor(seen, read.absolute);
    const other = isSet(seen, files, read.name) ? null : otherName(seen, files, read);
    if (!other) continue;
    const { name, at, line } = other;
    const { written } = read;
    found.push(
      doctorFinding('variable_name_differs', {
        at: read,
        subject: read.name,
        facts: { reads: read.name, sets: name, setAt: { type: 'file', absolute: at, line } },
        fix: written && {
          replacement: name,
          edits: [{ absolute: read.absolute, ...written, before: read.name, after: name }],
        },
      }),
    );
  }
  return found;
};

/** By an env file, by this shell, or by anything else of the project that is no text for people. */
function isSet(seen: Surveyed, files: readonly ReadableEnvFile[], name: string): boolean {
  if (seen.shell.has(name)) return true;
  if (files.some(({ document }) => document.assignments.some((one) => one.name === name))) return true;
  return seen.configs.some(
    ({ kind, absolute, text }) => kind !== 'workflow' && !isDocs(absolute) && mentions(text, name),
  );
}

/** The name of a key there that the file with the read does not read as well. */
function otherName(seen: Surveyed, files: readonly ReadableEnvFile[], read: VariableRead) {
  const own = new Set(
    seen.code.reads.filter(({ absolute }) => absolute === read.absolute).map(({ name }) => name),
  );
  const candidates = files.flatMap(({ absolute, document }) =>
    document.assignments
      .filter(({ name, value }) => isKeyName(name) && value.trim() !== '' && !own.has(name))
      .map(({ name, line }) => ({ name, line, at: absolute })),
  );
  const near = nearestName(read.name, [...new Set(candidates.map(({ name }) => name))]);
  return candidates.find(({ name }) => name === near) ?? candidates[0] ?? null;
}
