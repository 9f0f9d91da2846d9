import { judgeKey } from '../domain/keys/judge.ts';
import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import type { Secret } from '../domain/secret.ts';
import type { KeyOrigin } from '../checks/source.ts';
import { type Ports, UsageError } from '../ports.ts';
import { enterKey } from './enter-key.ts';
import { guide } from './guide.ts';
import type { Target } from './target.ts';
import type { Voice } from './voice.ts';
import type { Endpoint } from '../domain/endpoint.ts';

/** The key that setup goes on with. */
export interface ChosenKey {
  readonly key: Secret;
  readonly origin: KeyOrigin;
  /** False where the key that counts comes from the shell and stays there: no env file is written. */
  readonly write: boolean;
}

export type KeyChoice =
  | { readonly kind: 'chosen'; readonly chosen: ChosenKey }
  | { readonly kind: 'left' }
  | { readonly kind: 'refused'; readonly finding: Finding };

interface Given {
  readonly target: Target;
  /** From `--key-stdin`; null where the user is asked. */
  readonly piped: Secret | null;
  readonly force: boolean;
  readonly yes: boolean;
  /** For judging shapes: another service's keys are right at its own endpoint. */
  readonly endpoint: Endpoint;
}

/** Which key: the piped one, the one that is there, or one that the user enters, after the guide where there is none. */
export async function chooseKey(ports: Ports, voice: Voice, given: Given): Promise<KeyChoice> {
  const { target, piped } = given;
  const { words } = voice;
  const { existing, inFile } = target;
  if (piped) return choosePiped(voice, given, piped);
  if (existing) {
    voice.line(words.existing(voice.key(existing.value), voice.place(existing.place)));
    const keep = await askExisting(ports, voice, given);
    if (keep === 'leave') return { kind: 'left' };
    if (keep === 'keep') return keepExisting(existing.value, existing.place, given.endpoint);
  } else if (!ports.terminal.interactive) {
    throw new UsageError(words.nobodyToAsk);
  } else if (inFile === null && (await askWhetherKey(ports, voice)) === 'no') {
    await guide(ports, voice);
  }
  if (!ports.terminal.interactive) throw new UsageError(words.nobodyToAsk);
  const key = await enterKey(ports, voice, given.endpoint);
  return { kind: 'chosen', chosen: { key, origin: { type: 'prompt' }, write: true } };
}

function choosePiped(voice: Voice, { target, force, endpoint }: Given, key: Secret): KeyChoice {
  const judged = judgeKey(key.reveal(), endpoint);
  if (!judged.ok) return { kind: 'refused', finding: localFinding(judged.cause, judged.facts) };
  const { inFile, file } = target;
  if (inFile && !inFile.equals(key) && !force) {
    throw new UsageError(voice.words.forceNeeded(file.path, voice.key(inFile)));
  }
  for (const one of judged.warnings) voice.warning(one);
  return { kind: 'chosen', chosen: { key, origin: { type: 'stdin' }, write: true } };
}

function keepExisting(key: Secret, place: KeyOrigin, endpoint: Endpoint): KeyChoice {
  const judged = judgeKey(key.reveal(), endpoint);
  if (!judged.ok) return { kind: 'refused', finding: localFinding(judged.cause, judged.facts) };
  return { kind: 'chosen', chosen: { key, origin: place, write: place.type === 'file' } };
}

/** Enter, and every run without a terminal, keeps the key that is there. */
async function askExisting(ports: Ports, { words }: Voice, { yes }: Given): Promise<'keep' | 'replace' | 'leave'> {
  if (!ports.terminal.interactive || yes) return 'keep';
  return ports.prompter.select({
    message: words.existingQuestion,
    choices: [
      { value: 'keep', name: words.existingKeep },
      { value: 'replace', name: words.existingReplace },
      { value: 'leave', name: words.existingLeave },
    ],
    default: 'keep',
  });
}

function askWhetherKey(ports: Ports, { words }: Voice): Promise<'yes' | 'no'> {
  return ports.prompter.select({
    message: words.haveKey,
    choices: [
      { value: 'yes', name: words.haveKeyYes },
      { value: 'no', name: words.haveKeyNo },
    ],
    default: 'yes',
  });
}

