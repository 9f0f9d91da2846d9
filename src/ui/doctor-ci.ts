import type { Report } from '../checks/report.ts';
import { type Annotation, annotationLine } from '../domain/ci/annotation.ts';
import type { CiRun } from '../domain/ci/run.ts';
import type { DoctorFinding } from '../domain/doctor/finding.ts';
import type { VerifyWords } from '../i18n/en/verify.ts';
import { ciReport, code } from './ci.ts';
import { type DoctorLook, ruleText } from './doctor.ts';
import type { Diagnosis } from './explain.ts';
import type { ReportVoice } from './report-text.ts';

/** What a CI system shows of a run of `doctor`: verify's part, then the findings, as annotations and in Markdown. */
export function doctorInCi(
  told: { readonly report: Report; readonly diagnosis: Diagnosis | null },
  findings: readonly DoctorFinding[],
  system: CiRun['system'],
  {
    voice,
    verify,
    doctor,
  }: { readonly voice: ReportVoice; readonly verify: VerifyWords; readonly doctor: DoctorLook },
): { readonly annotations: string; readonly summary: string } {
  const key = ciReport([told], system, voice, verify);
  const lines = findings.map((finding) => `${annotationLine(system, annotation(finding, doctor))}\n`);
  const items = findings.map((finding) => {
    const { message, mend } = ruleText(finding, doctor);
    const place = `${doctor.show(finding)}:${finding.line}:${finding.column}`;
    const mark = finding.severity === 'error' ? '✖' : '⚠';
    return `- ${mark} ${code(place)} **${finding.rule}**\n\n  ${code(message)}\n\n  ${code(mend)}\n`;
  });
  const body = items.length > 0 ? items.join('\n') : '- ✔\n';
  return {
    annotations: key.annotations + lines.join(''),
    summary: `${key.summary}\n### openai-setup doctor\n\n${body}`,
  };
}

function annotation(finding: DoctorFinding, look: DoctorLook): Annotation {
  const { message, mend } = ruleText(finding, look);
  const path = look.show(finding);
  return {
    level: finding.severity,
    title: finding.rule,
    message: `${message}\n${mend}`,
    ...(path.startsWith('/') ? {} : { path, line: finding.line }),
  };
}
