import type { Ports } from '../ports/ports.ts';
import { type ApiAnswer, askApi, type Questions, skipApi } from './ask-api.ts';
import { type LocalView, lookLocally } from './look-locally.ts';
import { exitCodeOf, type Report } from './report.ts';
import type { VerifyRequest } from './verify-request.ts';

/** What a judgement of one key touches. */
export type VerifyKeyPorts = Pick<
  Ports,
  | 'api'
  | 'clock'
  | 'cwd'
  | 'env'
  | 'files'
  | 'git'
  | 'home'
  | 'network'
  | 'nodeVersion'
  | 'packedFiles'
  | 'platform'
  | 'remember'
>;

/** All checks of one key, in the contract's order; one that depends on a failed one is skipped, and says so. */
export async function verifyKey(ports: VerifyKeyPorts, request: VerifyRequest): Promise<Report> {
  const view = await lookLocally(ports, request);
  const { credentials } = view;
  const asking = credentials && askApi(ports, credentials, questionsFor(ports, view, request));
  const [answer] = await Promise.all([asking, view.askGit()]);
  return conclude(view, answer, request);
}

export function questionsFor(
  ports: Pick<Ports, 'env' | 'nodeVersion'>,
  { project }: LocalView,
  request: VerifyRequest,
): Questions {
  const { env, nodeVersion } = ports;
  return { ...request, program: { framework: project.framework.id, nodeVersion, env } };
}

/** Everything that is known of a key, put together. `answer`: null where the API was not asked. */
export function conclude(view: LocalView, answer: ApiAnswer | null, { file, strict }: VerifyRequest): Report {
  const { list, about } = view;
  if (answer) list.take(answer.list);
  else skipApi(list);
  const finding = answer ? answer.finding : view.finding;
  return {
    ...about,
    path: file,
    checks: list.results,
    warnings: list.warnings,
    finding,
    test: answer?.test ?? null,
    ladder: answer?.ladder ?? null,
    exitCode: exitCodeOf(finding, list.warnings, strict),
  };
}
