import { type CiRun, ciRun } from '../domain/ci/run.ts';
import { UsageError } from '../ports/errors.ts';
import type { Ports } from '../ports/ports.ts';

/** The CI run that this is, with what GitHub says of its event; null elsewhere. */
export function seeCiRun({ env, files }: Pick<Ports, 'env' | 'files'>): CiRun | null {
  const path = env['GITHUB_EVENT_PATH'];
  const event = path ? files.read(path) : null;
  return ciRun(env, event?.state === 'file' ? new TextDecoder().decode(event.bytes) : null);
}

/** That there is a question and nobody to answer it. In CI another way out helps than at a desk. */
export const nobodyToAnswer = (
  { env }: Pick<Ports, 'env'>,
  words: { readonly nobodyToAsk: string; readonly nobodyToAskInCi: string },
): UsageError => new UsageError(ciRun(env, null) ? words.nobodyToAskInCi : words.nobodyToAsk);
