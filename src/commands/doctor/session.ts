import type { Report } from '../../checks/report.ts';
import type { VerifyKeyPorts } from '../../checks/verify-key.ts';
import { exitCodes } from '../../domain/diagnosis/exit-codes.ts';
import type { CodeJudged } from '../../domain/doctor/code-seen.ts';
import type { DoctorFinding } from '../../domain/doctor/finding.ts';
import type { ProgramLoading } from '../../domain/doctor/program-loading.ts';
import type { DoctorWords } from '../../i18n/en/doctor.ts';
import type { ReportWords } from '../../i18n/en/report.ts';
import type { VerifyWords } from '../../i18n/en/verify.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DoctorLook } from '../../ui/doctor.ts';
import type { Common, Given, KeyOption } from '../options.ts';
import type { Survey, SurveyPorts } from './survey.ts';

/** What doctor touches. */
export type DoctorPorts = VerifyKeyPorts &
  SurveyPorts &
  Pick<Ports, 'addToSummary' | 'interrupts' | 'keySearch' | 'progress' | 'prompter' | 'terminal'>;

export type DoctorOptions = Given<
  KeyOption | 'model' | 'force' | 'offline' | 'strict' | 'verbose' | 'sarif' | 'fix'
> &
  Common;

/** What all parts of one run of `doctor` share; nothing in it changes. `ports.cwd`: the folder that is looked at. */
export interface DoctorSession {
  readonly ports: DoctorPorts;
  readonly options: DoctorOptions;
  readonly words: {
    readonly doctor: DoctorWords;
    readonly report: ReportWords;
    readonly verify: VerifyWords;
  };
  readonly look: DoctorLook;
}

/** What one look at a project gave. */
export interface Seen {
  readonly report: Report;
  readonly survey: Survey;
  readonly judged: CodeJudged;
  readonly findings: readonly DoctorFinding[];
  readonly loading: ProgramLoading;
  /** The only file or folder that counts; null for the whole program. Absolute. */
  readonly only: string | null;
}

/** Verify's code where verify fails; else that of findings where there is an error, or a warning that is to fail. */
export function doctorExitCode({ report, findings }: Seen, strict: boolean): number {
  if (report.exitCode !== exitCodes.ok) return report.exitCode;
  const fails = findings.some(({ severity }) => severity === 'error' || strict);
  return fails ? exitCodes.findings : exitCodes.ok;
}
