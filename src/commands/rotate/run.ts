import type { RotateWords } from '../../i18n/en/rotate.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Voice } from '../../ui/voice.ts';
import type { RotateOptions } from '../options.ts';

/** What all steps of a rotation share; nothing in it changes. */
export interface RotateRun {
  readonly ports: Ports;
  readonly voice: Voice;
  readonly words: RotateWords;
  readonly options: RotateOptions;
  /** Somebody sits there and wants to be asked. */
  readonly asks: boolean;
}
