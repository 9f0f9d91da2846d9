import type { Finding } from '../domain/diagnosis/finding.ts';
import { testModelCandidates } from '../domain/models/choose.ts';
import { utcDay } from '../domain/models/dates.ts';
import type { Access } from '../ports/api.ts';
import type { Ports } from '../ports/ports.ts';
import type { Attempt, Waiting } from './attempt.ts';
import { checkAuth, isUnreachable, recordAuth } from './auth.ts';
import { checkLive, type LiveTest } from './live.ts';
import { judgeModel } from './model.ts';
import { climbAfter, climbMs, type LadderSeen, refine, rungNotes } from './network.ts';
import type { ProgramFacts } from './program-proxy.ts';
import { Checklist, note } from './result.ts';

/** With what the API may be asked; the time begins to run when it is. */
export type Credentials = Omit<Access, 'deadline'>;

export interface Questions {
  /** The model that the user wants to be tried. */
  readonly model: string | undefined;
  readonly message: string;
  /** For all calls together, in ms. */
  readonly timeoutMs: number;
  readonly program: ProgramFacts;
  readonly onWait: (waiting: Waiting) => void;
  /** The calls failed, and the network is looked at. */
  readonly onClimb: () => void;
}

/** What the API said about a key. */
export interface ApiAnswer {
  /** The checks `network`, `auth`, `model` and `live`. */
  readonly list: Checklist;
  readonly finding: Finding | null;
  readonly test: LiveTest | null;
  readonly ladder: LadderSeen | null;
}

/** The checks that need the API: two requests where all is well, and a look at the network where it is not. */
export async function askApi(
  ports: Ports,
  credentials: Credentials,
  questions: Questions,
): Promise<ApiAnswer> {
  const { model, message, timeoutMs, program, onWait, onClimb } = questions;
  const list = new Checklist(ports.clock);
  const deadline = ports.clock.now() + timeoutMs;
  const access: Access = { ...credentials, deadline };
  const waiting: Attempt = { clock: ports.clock, deadline, onWait };
  const climb = async (exchange: Parameters<typeof climbAfter>[2]): Promise<LadderSeen | null> => {
    onClimb();
    return climbAfter(ports, access.endpoint, exchange, deadline + climbMs);
  };

  const auth = await checkAuth(ports.api, access, waiting);
  if (auth.finding) {
    const ladder = await climb(auth.exchange);
    const finding = refine(auth.finding, ladder);
    await recordAuth(list, { ...auth, finding }, { ladder, program });
    return { list, finding, test: null, ladder };
  }
  await recordAuth(list, auth, { program });

  const today = utcDay(ports.clock.now());
  const models = model ? [model] : testModelCandidates(auth.models, today);
  await list.run('model', () => ({ verdict: judgeModel(models[0] ?? '', auth.models, today) }));
  const live = await checkLive(ports.api, access, { models, message }, waiting);
  const ladder = live.exchange && isUnreachable(live.finding) ? await climb(live.exchange) : null;
  const finding = live.finding && refine(live.finding, ladder);
  const { verdict } = live;
  await list.run('live', () => ({
    verdict: { ...verdict, notes: [...verdict.notes, ...rungNotes(ladder)] },
  }));
  return { list, finding, test: live.test, ladder };
}

/** Says of the checks that need the API why they were not made. */
export function skipApi(list: Checklist): void {
  const failedId = list.results.find((check) => check.status === 'fail')?.id;
  list.skip(
    ['network', 'auth', 'model', 'live'],
    failedId ? note('skipped_after', { check: failedId }) : note('skipped_offline'),
  );
}
