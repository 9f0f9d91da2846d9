import type { CodeAsked, SourceFile } from '../domain/doctor/code-seen.ts';
import type { DoctorFinding } from '../domain/doctor/finding.ts';
import { judgeCode } from '../domain/doctor/judge.ts';
import { declaredFor } from '../domain/doctor/manifests.ts';

/** The first error of some files that are not all of a program. */
export function judgeEntries(
  files: readonly SourceFile[],
  manifests: readonly SourceFile[],
  asked: Pick<CodeAsked, 'today' | 'openModels' | 'official'>,
): DoctorFinding | null {
  const { findings } = judgeCode({
    ...asked,
    files,
    sets: () => null,
    setAt: () => [],
    declaredSdk: (absolute, language) => declaredFor(manifests, absolute, language).get('openai') ?? null,
    isWhole: false,
  });
  return findings.find(({ severity }) => severity === 'error') ?? null;
}
