import type { CodeAsked, CodeJudged } from '../../src/domain/doctor/code-seen.ts';
import type { DoctorFinding } from '../../src/domain/doctor/finding.ts';
import { judgeCode } from '../../src/domain/doctor/judge.ts';

export const today = '2026-11-27';

/** What doctor says of a program's code, by its files. */
export function judged(
  files: Readonly<Record<string, string>>,
  more: Partial<Omit<CodeAsked, 'files'>> = {},
): CodeJudged {
  return judgeCode({
    files: Object.entries(files).map(([name, text]) => ({ absolute: `/app/${name}`, text })),
    today,
    openModels: null,
    official: true,
    sets: () => null,
    setAt: () => [],
    declaredSdk: () => null,
    isWhole: true,
    ...more,
  });
}

/** A finding in one line: `model_retired src/a.ts:3 gpt-4`. */
export const inShort = ({ rule, absolute, line, subject }: DoctorFinding): string =>
  `${rule} ${absolute.replace('/app/', '')}:${line} ${subject}`;

export const found = (
  files: Readonly<Record<string, string>>,
  more: Partial<Omit<CodeAsked, 'files'>> = {},
): readonly string[] => judged(files, more).findings.map(inShort);

/** The files after all fixes. */
export function mended(
  files: Readonly<Record<string, string>>,
  findings: readonly DoctorFinding[],
): Readonly<Record<string, string>> {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []).sort((one, other) => other.from - one.from);
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      let after = text;
      for (const { absolute, from, to, before, after: put } of edits)
        if (absolute === `/app/${name}` && after.slice(from, to) === before)
          after = after.slice(0, from) + put + after.slice(to);
      return [name, after];
    }),
  );
}
