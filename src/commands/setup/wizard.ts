import { Checklist } from '../../checks/result.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { Stopped } from '../../ports/errors.ts';
import { agreeAddress, tellHost, tryKey } from './check-key.ts';
import { chooseKey, enterAnotherKey } from './choose-key.ts';
import { close, closeRehearsal } from './close.ts';
import { decidePlan } from './decide-plan.ts';
import type { HaveKey } from './have-key.ts';
import { chooseModel, liveTest } from './live-test.ts';
import { done, notDone } from './result.ts';
import type { About, KeyRun, Run, SetupResult } from './run.ts';
import { refusedKey } from './what-breaks.ts';
import { write } from './write.ts';

/**
 * The order of the wizard. Step 1, the look, is in `setup.ts`; the user may still be reading the first question.
 * A step that fails throws `Stopped`, with everything put back; one that the user leaves throws `Cancelled`.
 */
export async function walk(run: Run, haveKey: HaveKey | null): Promise<SetupResult> {
  let about: About = { chosen: null, endpoint: null, list: new Checklist(run.ports.clock) };
  const refused: Secret[] = [];
  try {
    // 2 and 3: the guide for whoever has no key, then the key. Null where the user leaves what is there.
    let chosen = await chooseKey(run, haveKey);
    for (; chosen; chosen = await enterAnotherKey(run)) {
      about = { chosen, endpoint: null, list: new Checklist(run.ports.clock) };
      // 4: is it taken? Again, another key, keep, leave: the user decides.
      const { endpoint, removals } = await agreeAddress(run, chosen.origin);
      const one: KeyRun = { ...run, ...about, chosen, endpoint };
      about = one;
      await tellHost(one);
      const tried = await tryKey(one);
      if (tried === 'another key') {
        refused.push(...refusedKey(one));
        continue;
      }
      // 5: all other questions, the last of them about the whole plan.
      const models = await chooseModel(one, tried.models);
      const { ofOpenai } = tried;
      const plan = await decidePlan(one, [...removals, ...tried.removals], { ofOpenai });
      if (run.options.dryRun) return await closeRehearsal(one, plan, tried.kept);
      // 6: all files or none.
      const written = await write(one, plan);
      // 7: a call with the key as it was written. What fails is put back, unless the user keeps it.
      const tested = await liveTest(one, tried, models, written);
      if (tested === 'another key') continue;
      // 8: what is done, a first program that runs, and what to run next.
      return await close(one, { plan, ofOpenai, written, tested, refused });
    }
    return done({ ...run, ...about }, { kept: null, files: [] });
  } catch (error) {
    if (error instanceof Stopped) return notDone({ ...run, ...about }, error);
    throw error;
  }
}
