import { readable } from '../../checks/project.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { findAll } from '../../domain/loading/sources.ts';
import type { Run } from './run.ts';

/** A line of an env file that goes with another key than the one chosen. */
export interface StaleSetting {
  readonly name: 'OPENAI_ORG_ID' | 'OPENAI_PROJECT_ID';
  /** Every file that has it, the one that counts first. */
  readonly paths: readonly string[];
  readonly option: '--organization' | '--project';
}

/**
 * The setting that a check failed for, where a file of the project holds it: what an option or the shell says
 * is not setup's to remove. Null for every other failure.
 */
export function staleSetting(
  { ports, project, options }: Pick<Run, 'ports' | 'project' | 'options'>,
  { cause }: Finding,
): StaleSetting | null {
  const about = (name: StaleSetting['name'], option: StaleSetting['option']): StaleSetting | null => {
    const places = findAll(name, ports.env, readable(project.envFiles)).map(({ place }) => place);
    if (places[0]?.type !== 'file') return null;
    const paths = places.flatMap((place) => (place.type === 'file' ? [place.path] : []));
    return { name, paths: [...new Set(paths)], option };
  };
  if (cause === 'organization_mismatch' && options.organization === undefined)
    return about('OPENAI_ORG_ID', '--organization');
  if (cause === 'project_mismatch' && options.project === undefined)
    return about('OPENAI_PROJECT_ID', '--project');
  return null;
}
