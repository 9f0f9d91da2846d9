import { isNotSendable } from '../keys/no-key.ts';
import type { ReadableEnvFile } from '../loading/sources.ts';
import { Secret } from '../secrets/secret.ts';

/** `OPENAI_KEY`, `OPEN_AI_API_KEY`, `GPT_TOKEN`, `NEXT_PUBLIC_OPENAI_API_KEY` */
const meansKey = /(?:OPEN_?AI|CHAT_?GPT|GPT)\w*(?:KEY|TOKEN|SECRET)(?![A-Z])/i;
/** Keys of another kind, another service's, or what only leads to a key. */
const another = /AZURE|ADMIN|ORG_|PROJECT_|ROUTER|WEBHOOK|_(?:FILE|PATH|NAME|ID|ARN|COUNT|LIMIT)$/i;

/** Whether a variable is meant to hold a key of OpenAI. */
export const isKeyName = (name: string): boolean => meansKey.test(name) && !another.test(name);

/** Whether a name means a key of another service. */
export const isOtherKeyName = (name: string): boolean => another.test(name);

/** The assignments of an env file that hold a key, and no placeholder or reference. */
export function keysOf({
  document,
}: ReadableEnvFile): readonly { readonly name: string; readonly line: number }[] {
  return document.assignments.filter(({ name, value }) => isKeyName(name) && namesKey(value));
}

export const namesKey = (value: string): boolean => !isNotSendable(new Secret(value.trim()));
