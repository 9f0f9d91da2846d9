import { basename } from 'node:path';
import type { Step } from '../../domain/push/target.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { ToolAnswer } from '../../ports/system.ts';
import { limitOf, saidBy } from './inspect.ts';
import type { Failed, Outcome, PushRun, Ready } from './run.ts';

/** The calls that set the key at a target, as words of a command line; without the value. */
export function commandsOf(run: PushRun, ready: Ready): readonly (readonly string[])[] {
  return stepsOf(run, ready).map(({ args }) => [toolName(ready.program), ...args]);
}

const stepsOf = ({ wanted }: PushRun, { target, scope, isThere }: Ready): readonly Step[] =>
  target.set(scope, wanted, isThere);

/** As it is typed: without its folder, and on Windows without its ending. */
const toolName = (program: string): string => basename(program).replace(/\.(?:exe|cmd|bat)$/i, '');

/** Hands the key to one target. Whether it was there before is what its tool said before. */
export async function handOver(run: PushRun, ready: Ready, secret: Secret): Promise<Outcome> {
  const { ports, words, wanted } = run;
  const { target, program, scope, isThere } = ready;
  const about = { target, scope, commands: commandsOf(run, ready) };
  const progress = ports.progress.start(words.handing(target.title));
  try {
    for (const { args, handing } of stepsOf(run, ready)) {
      const value = handing && { secret, handing };
      const answer = await ports.tools.run({ program, args, value, limit: limitOf(run) });
      if (answer.code !== 0 || answer.timedOut)
        return { ...about, change: 'failed', updatedAt: null, failed: failure(ready, answer) };
    }
    const args = target.list.args(scope, wanted);
    const list = await ports.tools.run({ program, args, value: null, limit: limitOf(run) });
    const updatedAt =
      list.code === 0 ? (target.list.read(list.stdout, wanted).get(wanted.name) ?? null) : null;
    return { ...about, change: isThere ? 'updated' : 'created', updatedAt, failed: null };
  } finally {
    progress.stop();
  }
}

function failure({ target, scope }: Ready, answer: ToolAnswer): Failed {
  return {
    target,
    scope,
    problem: answer.timedOut ? 'timeout' : 'refused',
    said: saidBy(answer),
    mend: null,
  };
}
