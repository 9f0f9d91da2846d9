import type { Span } from '../program.ts';
import type { CodeWritten, Unit } from './possible-value.ts';

/** A part of a file's code as the place where something is written. */
export const writtenIn = (unit: Unit, { from, to }: Span): CodeWritten => ({ from, to, unit });
