import type { Report } from '../../checks/report.ts';
import { testModelCandidates, testTokens } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { priceOf } from '../../domain/models/price.ts';
import { loadCauseWords } from '../../i18n/load.ts';
import { dollars } from '../../ui/figures.ts';
import { indent } from '../../ui/layout.ts';
import { type Session, tell } from './tell.ts';

/** How long until the next try where nobody presses Enter, in ms. */
const pauseMs = 15_000;

/** More tokens than the message of a test has. */
const messageTokens = 50;

/**
 * Tries again, on Enter or after a pause, until it works: one line for each try, and the whole verdict only where it is
 * another one. Ctrl-C ends it. Returns the last reports.
 */
export async function watch(
  session: Session,
  first: readonly Report[],
  round: () => Promise<readonly Report[]>,
): Promise<readonly Report[]> {
  const { ports, options } = session;
  const { verify } = session.words;
  const say = (text: string): void => ports.terminal.say(`${indent(text, 0, ports.terminal.columns())}\n`);
  let reports = first;
  if (fails(reports)) say(`\n${verify.watchBegins(pauseMs / 1000, costText(session))}\n`);
  for (let count = 2; fails(reports); count++) {
    await pause(session);
    const before = kindOf(reports);
    reports = await round();
    const time = new Date(ports.clock.now()).toTimeString().slice(0, 8);
    say(verify.tried(time, count, await outcome(session, reports)));
    if (kindOf(reports) !== before && !options.json) {
      say('');
      await tell(session, reports);
      if (fails(reports)) say('');
    }
  }
  return reports;
}

const fails = (reports: readonly Report[]): boolean => reports.some(({ finding }) => finding !== null);

/** What makes a verdict another one: not a request id, nor how many seconds are left. */
function kindOf(reports: readonly Report[]): string {
  const kinds = reports.map(({ finding }) => {
    if (finding === null) return null;
    const reason = 'reason' in finding.facts ? finding.facts.reason : null;
    return [finding.cause, finding.status, reason];
  });
  return JSON.stringify(kinds);
}

async function pause({ ports, words }: Session): Promise<void> {
  const progress = ports.progress.start(words.verify.watching(pauseMs / 1000));
  try {
    await ports.terminal.waitForEnter(pauseMs);
  } finally {
    progress.stop();
  }
}

async function outcome({ options, words }: Session, reports: readonly Report[]): Promise<string> {
  const causes = await loadCauseWords(options.language);
  const ids = new Set(reports.flatMap(({ finding }) => (finding === null ? [] : [finding.cause])));
  if (ids.size === 0) return words.verify.triedWorks;
  return [...ids].map((id) => words.verify.causeLine(causes[id].title, id)).join(words.verify.separator);
}

function costText({ ports, options, words }: Session): string {
  const { verify } = words;
  if (options.offline) return verify.watchFree;
  const model = options.model ?? testModelCandidates(null, utcDay(ports.clock.now()))[0] ?? '';
  const price = priceOf({ model, inputTokens: messageTokens, cachedTokens: 0, outputTokens: testTokens });
  return price === null ? verify.watchCostUnknown : verify.watchCost(dollars(price.totalUsd));
}
