import type { KeyKind } from '../keys/kinds.ts';
import { vendorShapes } from '../keys/vendors.ts';

/** OpenAI's own secrets. A key of `unknown` kind has a form that several services share. */
export type OwnKind = Exclude<KeyKind, 'unknown'> | 'session' | 'webhook_secret';

const ownKinds: Readonly<Record<OwnKind, true>> = {
  project: true,
  service_account: true,
  user: true,
  admin: true,
  session: true,
  webhook_secret: true,
};

/** Whether a kind of key is OpenAI's own. */
export const isOwnKind = (kind: string): kind is OwnKind => Object.hasOwn(ownKinds, kind);

/** The kind of another service's keys: its name in one word, such as `hugging_face`. */
export const kindOfService = (name: string): string => name.toLowerCase().replaceAll(' ', '_');

/** The service that such a kind stands for. */
export const serviceOf = (kind: string): string =>
  vendorShapes.find(({ name }) => kindOfService(name) === kind)?.name ?? kind;
