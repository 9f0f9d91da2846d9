import { chat } from './programs/chat.ts';
import { errors } from './programs/errors.ts';
import { json } from './programs/json.ts';
import { multiTurn } from './programs/multi-turn.ts';
import { responses } from './programs/responses.ts';
import { retry } from './programs/retry.ts';
import { streaming } from './programs/streaming.ts';
import { system } from './programs/system.ts';
import { vision } from './programs/vision.ts';
import { type Runtime, runtimes } from './runtimes.ts';
import type { Example } from './template.ts';

/** The programs, in the order of `example --list`. Titles: `i18n/<language>/example.ts`. */
export const exampleNames = [
  'chat',
  'system',
  'multi-turn',
  'streaming',
  'vision',
  'json',
  'errors',
  'retry',
  'responses',
] as const;
export type ExampleName = (typeof exampleNames)[number];

export const examples: Readonly<Record<ExampleName, Example>> = {
  chat,
  system,
  'multi-turn': multiTurn,
  streaming,
  vision,
  json,
  errors,
  retry,
  responses,
};

/** The languages that an example exists in. */
export function runtimesOf(name: ExampleName): readonly Runtime[] {
  return runtimes.filter((runtime) => examples[name][runtime] !== undefined);
}
