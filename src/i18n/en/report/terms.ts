import type { CheckId } from '../../../domain/diagnosis/notes.ts';
import type { KeyKind } from '../../../domain/keys/kinds.ts';

/** Kinds of keys. */
export const kinds: Record<KeyKind, string> = {
  project: 'project key',
  service_account: 'service account key',
  user: 'user key (older format)',
  admin: 'admin key',
  unknown: 'unusual format',
};

/** What the checks are called. */
export const checkNames: Record<CheckId, string> = {
  source: 'where the key comes from',
  load: 'what the program gets',
  format: 'key format',
  file: 'the env file',
  git: 'git',
  exposure: 'published variables',
  endpoint: 'base URL',
  network: 'network',
  auth: 'key accepted',
  model: 'model',
  live: 'test call',
};
