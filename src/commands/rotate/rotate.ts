import { seeProject } from '../../checks/see-project.ts';
import { loadRotateWords } from '../../i18n/load.ts';
import { Stopped } from '../../ports/errors.ts';
import { createVoice } from '../../ui/voice.ts';
import { keyFromStdin } from '../key-input.ts';
import { replaceByAdmin } from './by-admin.ts';
import { replaceByHand } from './by-hand.ts';
import { currentKey } from './current-key.ts';
import { findEnvFiles } from './env-files.ts';
import { offerPush } from './offer-push.ts';
import { findPlaces, type Places, together } from './places.ts';
import { agreeReach, chooseWay, type Replacement } from './reach.ts';
import { tellDone, tellStopped } from './result.ts';
import type { RotateOptions, RotatePorts, RotateRun, RotationFacts } from './run.ts';
import { searchProject } from './search.ts';
import { tellPlaces } from './show-places.ts';
import { resumeRotation } from './unfinished.ts';

/** `rotate`: replaces the key that counts everywhere the project keeps it. Returns the exit code. */
export async function runRotate(ports: RotatePorts, options: RotateOptions): Promise<number> {
  const [words, voice] = await Promise.all([loadRotateWords(options.language), createVoice(ports, options)]);
  let outcome: RotationFacts = {
    old: null,
    new: null,
    newExpiresAt: null,
    files: [],
    ignoreFiles: [],
    began: false,
    left: [],
    complete: true,
    test: null,
    oldRevoked: null,
    warnings: [],
  };
  const learn: RotateRun['learn'] = (known) => {
    outcome = { ...outcome, ...known, warnings: [...outcome.warnings, ...(known.warnings ?? [])] };
  };
  const asks = ports.terminal.interactive && !options.yes;
  const run: RotateRun = { ports, voice, words, options, asks, learn };
  try {
    await rotate(run);
  } catch (error) {
    if (error instanceof Stopped) return tellStopped(run, outcome, error);
    throw error;
  }
  const exitCode = await tellDone(run, outcome);
  await offerPush(run);
  return exitCode;
}

/**
 * The order of a rotation. A step that fails throws `Stopped`, one that the user leaves throws `Cancelled`, both with
 * everything put back.
 */
async function rotate(run: RotateRun): Promise<void> {
  const { ports, voice, words, options, learn } = run;
  // 1: which key counts, and where else it stands.
  const piped = options.keyStdin ? await keyFromStdin(ports, options.language) : null;
  const project = await seeProject(ports);
  const found = await findEnvFiles(ports);
  const resumed = await resumeRotation(run, piped);
  const current = currentKey(run, project, found);
  const old = resumed?.old ?? current.value;
  const replaced = [old, ...(resumed?.also ? [resumed.also] : [])];
  ports.remember(old);
  learn({ old });
  const each: Places[] = [];
  for (const key of replaced)
    each.push(findPlaces(ports, key, found, await searchProject(ports, project, key, words.searching)));
  const places = together(each);
  learn({ left: places.left, complete: places.complete });
  voice.title(words.title);
  learn({ warnings: tellPlaces(run, current, places) });
  // 2: who makes the new key, and where it may be sent.
  const way: Replacement = resumed ? { by: 'hand', piped: resumed.next } : chooseWay(run, old, places, piped);
  const reach = await agreeReach(run, project, places, way);
  // 3: the new key, tried; one plan; all files or none; the key tried again out of them; the end of the old one.
  const rotation = { ...run, old, replaced, unfinished: resumed?.files ?? [], places, reach };
  if (way.by === 'admin') await replaceByAdmin(rotation, way.adminKey);
  else await replaceByHand(rotation, way.piped);
}
