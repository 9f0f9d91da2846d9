import type { Project } from '../../checks/project.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Places } from './places.ts';

/** What is known when the replacing begins. */
export interface Given {
  readonly project: Project;
  readonly old: Secret;
  readonly places: Places;
  /** The new key from `--key-stdin`; null where it is asked for or made. */
  readonly piped: Secret | null;
}
