import type { Checklist } from '../../checks/result.ts';
import { setVariable, shellOf } from '../../domain/loading/shells.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { ChosenKey } from './choose-key.ts';
import { close } from './close.ts';
import type { Endings, KeyOutcome } from './endings.ts';
import { liveTest } from './live-test.ts';
import type { Run } from './run.ts';
import type { Tried } from './try-key.ts';

/**
 * The key for everything on this machine: shows the lines for the user's shell, writes nothing, and makes the
 * test call with the key in memory. The lines have a placeholder where the key goes.
 */
export async function everywhere(
  run: Run,
  chosen: ChosenKey,
  tried: Tried,
  models: readonly string[],
  list: Checklist,
  end: Endings,
): Promise<KeyOutcome> {
  const { voice } = run;
  const inShell: ChosenKey = { ...chosen, write: false };
  showLines(run);
  if (tried.kind === 'kept') return end.failed(tried.finding, { told: true });
  const live = tried.kind === 'accepted' ? await liveTest(run, tried.access, models, list) : null;
  if (live?.kind === 'other') return { kind: 'other' };
  if (live?.kind === 'kept') return end.done(live.finding, []);
  if (live?.kind === 'failed') return end.failed(live.finding, { told: live.told });
  const test = live?.test ?? null;
  if (test) voice.test(test);
  await close(run, { chosen: inShell, git: null, plan: null, accepted: test !== null, test });
  return end.done(null, [], test);
}

function showLines({ ports, voice }: Run): void {
  const words = voice.words.everywhere;
  const lines = setVariable(shellOf(ports), keyName);
  voice.title(words.title);
  voice.line(words.now);
  voice.line(`  ${lines.now}`);
  voice.line(lines.file === null ? words.forGood : words.forGoodIn(lines.file));
  voice.line(`  ${lines.forGood}`);
  voice.line(words.check);
  voice.line(`  ${lines.check}`);
  voice.line(words.wins);
}
