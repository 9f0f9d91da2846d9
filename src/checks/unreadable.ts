import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { placeOf } from '../domain/loading/place.ts';
import type { SeenEnvFile } from './project.ts';

/** Why a file cannot be read as an env file; null where it can. */
export function unreadableFinding(file: SeenEnvFile): Finding | null {
  const { read, encoding } = file;
  const path = placeOf(file);
  if (read.state === 'missing') return localFinding('env_file_missing', { path });
  if (read.state === 'unreadable')
    return localFinding('env_file_unreadable', { path, reason: read.reason, code: read.code });
  return encoding ? localFinding('env_file_encoding', { path, reason: encoding }) : null;
}
