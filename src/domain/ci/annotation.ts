import type { CiRun } from './run.ts';

/** A line that a CI system shows beside the code or on top of a run. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  /** From the root of the repository, with `/`. */
  readonly path?: string | undefined;
  readonly line?: number | undefined;
}

/**
 * The line in the form of the CI system: a workflow command of GitHub
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands), or plain text for the log of
 * others, which have no such command.
 */
export function annotationLine(system: CiRun['system'], one: Annotation): string {
  const { level, title, message, path, line } = one;
  if (system !== 'github') return `${level.toUpperCase()}: ${oneLine(title)}: ${oneLine(message)}`;
  const properties = [
    ...(path === undefined ? [] : [`file=${property(path)}`]),
    ...(path === undefined || line === undefined || line < 1 ? [] : [`line=${line}`]),
    `title=${property(title)}`,
  ];
  return `::${level} ${properties.join(',')}::${data(message)}`;
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ');

/** Escapes as GitHub's own toolkit does: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
