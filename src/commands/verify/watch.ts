import type { Report } from '../../checks/report.ts';
import { indent } from '../../ui/layout.ts';
import { type Session, tell } from './tell.ts';

/** How long until the next try where nobody presses Enter, in ms. */
const pauseMs = 15_000;

/** Tries again, on Enter or after a pause, until it works. Ctrl-C ends it. Returns the last reports. */
export async function watch(
  session: Session,
  first: readonly Report[],
  round: () => Promise<readonly Report[]>,
): Promise<readonly Report[]> {
  const { ports, options, words } = session;
  const say = (text: string): void => ports.terminal.say(`${indent(text, 0, ports.terminal.columns())}\n`);
  let reports = first;
  for (let count = 2; reports.some(({ finding }) => finding !== null); count++) {
    say(`\n${words.verify.watching(pauseMs / 1000)}`);
    await ports.terminal.waitForEnter(pauseMs);
    say(`${words.verify.trying(count)}\n`);
    reports = await round();
    if (!options.json) await tell(session, reports);
  }
  return reports;
}
