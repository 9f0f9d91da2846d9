import type { KeyOrigin } from '../../checks/source.ts';
import { type Finding, localFinding } from '../../domain/diagnosis/finding.ts';
import { judgeKey } from '../../domain/keys/judge.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { UsageError } from '../../ports/errors.ts';
import { enterKey } from '../enter-key.ts';
import { guide } from '../guide.ts';
import type { HaveKey } from './have-key.ts';
import type { Run } from './run.ts';

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
  /** From `--key-stdin`; null where the user is asked. */
  readonly piped: Secret | null;
  /** For judging shapes: another service's keys are right at its own endpoint. */
  readonly endpoint: Endpoint;
  /** The answer to the first question; null where it was not asked. */
  readonly haveKey: HaveKey | null;
}

/** Which key: the piped one, the one that is there, or one that the user enters, after the guide where there is none. */
export async function chooseKey(run: Run, { piped, endpoint, haveKey }: Given): Promise<KeyChoice> {
  const { ports, voice, target } = run;
  const { words } = voice;
  const { existing } = target;
  if (piped) return choosePiped(run, piped, endpoint);
  if (existing) {
    voice.line(words.existing(voice.key(existing.value), voice.place(existing.place)));
    const decision = await askExisting(run);
    if (decision === 'leave') return { kind: 'left' };
    if (decision === 'keep') return keepExisting(existing.value, existing.place, endpoint);
  }
  if (!ports.terminal.interactive) throw new UsageError(words.nobodyToAsk);
  if (haveKey === 'no') await guide(ports, voice);
  const key = await enterKey(ports, voice, endpoint);
  return { kind: 'chosen', chosen: { key, origin: { type: 'prompt' }, write: true } };
}

function choosePiped({ voice, target, options }: Run, key: Secret, endpoint: Endpoint): KeyChoice {
  const judged = judgeKey(key.reveal(), endpoint);
  if (!judged.ok) return { kind: 'refused', finding: localFinding(judged.cause, judged.facts) };
  const { inFile, file } = target;
  if (inFile && !inFile.equals(key) && !options.force) {
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
async function askExisting({ ports, voice, asks }: Run): Promise<'keep' | 'replace' | 'leave'> {
  if (!asks) return 'keep';
  const { words } = voice;
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
