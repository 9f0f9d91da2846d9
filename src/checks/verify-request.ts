import type { FilePlace } from '../domain/loading/place.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Questions } from './api/ask-api.ts';

export interface VerifyRequest extends Omit<Questions, 'program'> {
  /** One env file to judge by itself; null for what counts in the folder. */
  readonly file: string | null;
  /** A key from standard input, in place of what the folder has. */
  readonly key: Secret | null;
  readonly baseUrl: string | undefined;
  readonly organization: string | undefined;
  readonly project: string | undefined;
  readonly offline: boolean;
  readonly strict: boolean;
  readonly trustBaseUrl: boolean;
  /** The user's word for a key that its form speaks against. */
  readonly force?: boolean;
  /** The key goes to another place: that no program here loads its file does not count. */
  readonly isForElsewhere?: boolean;
  /** Asked where a project's file brings a base URL; true sends the key there. */
  readonly confirmBaseUrl: (host: string, file: FilePlace) => Promise<boolean>;
}
