import type { FileChange } from '../../changes/write.ts';
import type { Project } from '../../checks/project.ts';
import type { Report } from '../../checks/report.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Voice } from '../../ui/voice.ts';
import type { SetupOptions } from '../options.ts';
import type { Background } from './background.ts';
import type { Target } from './target.ts';

/** What all steps of one run of the wizard share; nothing in it changes. */
export interface Run {
  readonly ports: Ports;
  readonly voice: Voice;
  readonly options: SetupOptions;
  readonly project: Project;
  readonly target: Target;
  readonly background: Background;
  /** Somebody sits there and wants to be asked. */
  readonly asks: boolean;
}

/** How a run of the wizard ended. */
export interface SetupResult {
  readonly report: Report;
  readonly files: readonly FileChange[];
  /** The failure was shown to the user already. */
  readonly told: boolean;
}
