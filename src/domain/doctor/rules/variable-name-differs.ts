import type { ReadableEnvFile } from '../../loading/sources.ts';
import { nearestName } from '../../text/nearest-name.ts';
import type { VariableRead } from '../code-seen.ts';
import { isKeyName, isOtherKeyName } from '../key-names.ts';
import type { DoctorRule } from '../rule.ts';
import { envFilesFor, isDocs, type Surveyed } from '../surveyed.ts';
import { mentions } from '../texts.ts';

/** The code reads one name, and the env files that it may get set another. */
export const variableNameDiffers: DoctorRule<'variable_name_differs'> = {
  id: 'variable_name_differs',
  severity: 'error',
  *inConfiguration(seen) {
    const elsewhere = new Map<string, boolean>();
    const isSetElsewhere = (name: string): boolean => {
      const isSet = elsewhere.get(name) ?? setsElsewhere(seen, name);
      elsewhere.set(name, isSet);
      return isSet;
    };
    for (const read of seen.code.reads) {
      if (seen.code.sets.has(read.name)) continue;
      if (!read.isKey || read.hasDefault || read.inBrowser === true || isOtherKeyName(read.name)) continue;
      const files = envFilesFor(seen, read.absolute);
      if (files.length === 0 || isIn(files, read.name) || isSetElsewhere(read.name)) continue;
      const other = otherName(seen, files, read);
      if (!other) continue;
      const { name, at, line } = other;
      const { written } = read;
      yield {
        at: read,
        subject: read.name,
        facts: { reads: read.name, sets: name, setAt: { type: 'file', absolute: at, line } },
        fix: written && {
          replacement: name,
          edits: [{ absolute: read.absolute, ...written, before: read.name, after: name }],
        },
      };
    }
  },
};

const isIn = (files: readonly ReadableEnvFile[], name: string): boolean =>
  files.some(({ document }) => document.assignments.some((one) => one.name === name));

/** By this shell, or by anything else of the project that is no text for people. */
const setsElsewhere = ({ shell, configs }: Surveyed, name: string): boolean =>
  shell.has(name) ||
  configs.some(
    ({ kind, absolute, text }) => kind !== 'workflow' && !isDocs(absolute) && mentions(text, name),
  );

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
