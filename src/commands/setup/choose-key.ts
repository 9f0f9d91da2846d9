import { checkFormat } from '../../checks/format.ts';
import { resolvedKey, unresolved } from '../../checks/reference.ts';
import { referenceIn } from '../../domain/keys/references.ts';
import type { KeyOrigin } from '../../domain/loading/place.ts';
import type { FoundKey } from '../../domain/loading/sources.ts';
import { defaultEndpoint, type Endpoint } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { Stopped, UsageError } from '../../ports/errors.ts';
import { nobodyToAnswer } from '../ci-run.ts';
import { enterKey, guideToOpenai } from '../enter-key.ts';
import { keyFromStdin } from '../key-input.ts';
import type { HaveKey } from './have-key.ts';
import type { ChosenKey, Run } from './run.ts';

/**
 * Steps 2 and 3. The piped key, the one that is there, or one that the user enters, after the guide where there is
 * none. Null where the user leaves the one that is there.
 */
export async function chooseKey(run: Run, haveKey: HaveKey | null): Promise<ChosenKey | null> {
  const { ports, voice, target, options } = run;
  const { words } = voice;
  if (target.problem) throw new Stopped(target.problem);
  if (options.keyStdin) return takePiped(run, await keyFromStdin(ports, options.language));
  const { existing } = target;
  if (existing) {
    const reference = referenceIn(existing.value);
    const from = voice.place(existing.place);
    voice.line(
      reference
        ? words.existingReference(reference.store, from)
        : words.existing(voice.key(existing.value), from),
    );
    const decision = await askExisting(run);
    if (decision === 'keep')
      return reference ? keepReference(run, existing) : keepExisting(run, existing.value, existing.place);
    if (decision === 'replace' && reference) voice.warn(words.referenceLost(reference.store, from));
    if (decision === 'leave') {
      voice.line(words.left);
      return null;
    }
  }
  if (!ports.terminal.interactive) throw nobodyToAnswer(ports, words);
  if (!existing) await tellServices(run);
  // Before anybody goes to get a key, or pastes one.
  if (run.background.isUnreachable()) voice.warn(words.unreachable);
  if (haveKey === 'no') await leadToKey(run);
  return enterAnotherKey(run);
}

/** A key from the prompt, at first or in place of one that failed. */
export async function enterAnotherKey(run: Run): Promise<ChosenKey> {
  const judgedFor = probableEndpoint(run);
  const entering = { forced: run.options.force, guide: () => leadToKey(run) };
  const entered = await enterKey(run.ports, run.voice, judgedFor, entering);
  return { ...entered, judgedFor, origin: { type: 'prompt' }, write: true };
}

/** To OpenAI's pages or, where calls go elsewhere, to whoever is there: it has keys of its own, or wants none. */
async function leadToKey({ ports, voice, probable, background }: Run): Promise<void> {
  const endpoint = probable ?? defaultEndpoint;
  if (endpoint.official || (await background.standsInForOpenai())) return guideToOpenai(ports, voice);
  voice.line(voice.words.guideElsewhere(endpoint.host));
}

/** A piped key never replaces another one without `--force`. */
function takePiped(run: Run, key: Secret): ChosenKey {
  const { voice, target, options } = run;
  const judged = judge(run, key);
  const { inFile, file } = target;
  const reference = inFile && referenceIn(inFile);
  if (reference) {
    const store = reference.store;
    if (!options.force) throw new UsageError(voice.words.referenceForce(voice.show(file), store));
    voice.warn(voice.words.referenceLost(store, voice.show(file)));
  } else if (inFile && !inFile.equals(key) && !options.force)
    throw new UsageError(voice.words.forceNeeded(voice.show(file), voice.key(inFile)));
  for (const one of judged.format.verdict.warnings) voice.warning(one);
  return { ...judged, origin: { type: 'stdin' }, write: true };
}

/** What the loader makes of a reference is tried; the reference stays in the file. */
function keepReference(run: Run, { value, place }: FoundKey): ChosenKey {
  const { ports, project } = run;
  const key = resolvedKey(ports, project);
  if (key) {
    ports.remember(key);
    return { ...judge(run, key), origin: place, write: false };
  }
  const finding = unresolved(ports, project, value, place);
  throw finding ? new Stopped(finding) : new Error('a reference that is none');
}

function keepExisting(run: Run, key: Secret, origin: KeyOrigin): ChosenKey {
  return { ...judge(run, key), origin, write: origin.type === 'file' };
}

/** A key that can be one. Throws `Stopped` for what cannot. */
function judge(run: Run, key: Secret): Pick<ChosenKey, 'key' | 'format' | 'judgedFor'> {
  const judgedFor = probableEndpoint(run);
  const format = checkFormat(key, judgedFor, run.options.force);
  if (format.finding) throw new Stopped(format.finding);
  return { key, format, judgedFor };
}

/** For judging shapes, before anybody agreed to an address: another service's keys are right at its own. */
const probableEndpoint = ({ probable }: Run): Endpoint => probable ?? defaultEndpoint;

/** Enter, `--yes` and every run without a terminal keep the key that is there: none of them replaces it. */
async function askExisting({ ports, voice, asks }: Run): Promise<'keep' | 'replace' | 'leave'> {
  if (!asks) return 'keep';
  if (ports.decided?.replacesKey) return 'replace';
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

/** Whoever has a key of another service may have come for that one. */
async function tellServices({ ports, project, voice }: Run): Promise<void> {
  const { findServices } = await import('../../checks/api/other-services.ts');
  for (const one of findServices(ports.env, project, ports.remember)) voice.service(one);
}
