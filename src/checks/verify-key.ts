import { resolve } from 'node:path';
import { cleanPath } from '../domain/text/clean.ts';
import type { Ports } from '../ports/ports.ts';
import { type ApiAnswer, askApi, type Credentials, type Questions, skipApi } from './api/ask-api.ts';
import { isUnreachable } from './api/auth.ts';
import { type LocalView, type LookPorts, lookLocally } from './look-locally.ts';
import { exitCodeOf, type Report } from './report.ts';
import type { VerifyRequest } from './verify-request.ts';

/** What a judgement of one key touches. */
export type VerifyKeyPorts = LookPorts & Pick<Ports, 'api' | 'network'>;

/** All checks of one key, in the contract's order; one that depends on a failed one is skipped, and says so. */
export async function verifyKey(ports: VerifyKeyPorts, request: VerifyRequest): Promise<Report> {
  const view = await lookLocally(ports, request, true);
  const { credentials } = view;
  const asking = credentials && askApi(ports, credentials, questionsFor(ports, view, request));
  const [answer] = await Promise.all([asking, view.askGit()]);
  const report = await withServices(ports, view, reportOf(ports, view, answer, request), request);
  return { ...report, warnings: await withOwners(ports, view, report, request) };
}

/** What other services' keys are there, where no key of OpenAI's is: a file that is named counts by itself. */
async function withServices(
  { env, remember }: VerifyKeyPorts,
  { project }: LocalView,
  report: Report,
  { file, key }: VerifyRequest,
): Promise<Report> {
  const cause = report.finding?.cause;
  if (key || (cause !== 'key_missing' && cause !== 'key_placeholder')) return report;
  const { findServices } = await import('./api/other-services.ts');
  return { ...report, services: findServices(file === null ? env : {}, project, remember) };
}

/** Where two places disagree and the answers name the owner of one key, that of the other is asked for. */
async function withOwners(
  ports: VerifyKeyPorts,
  { credentials, project }: LocalView,
  { key, warnings, whose }: Report,
  { timeoutMs }: VerifyRequest,
): Promise<Report['warnings']> {
  const organization = whose?.account.organization;
  const disagree = warnings.some(({ id }) => id === 'shadowed_by_environment' || id === 'sources_disagree');
  if (!disagree || !organization || !credentials || !key) return warnings;
  const { tellOwners } = await import('./api/other-key.ts');
  return tellOwners(ports, project, warnings, { found: key, credentials, organization }, timeoutMs);
}

function questionsFor(
  ports: Pick<Ports, 'env' | 'nodeVersion' | 'platform'>,
  { project }: LocalView,
  request: VerifyRequest,
): Questions {
  const { env, nodeVersion, platform } = ports;
  return { ...request, program: { framework: project.framework.id, nodeVersion, env, platform } };
}

/** Everything that is known of a key, put together. `answer`: null where the API was not asked. */
function reportOf(
  { cwd }: VerifyKeyPorts,
  view: LocalView,
  answer: ApiAnswer | null,
  { file, strict }: VerifyRequest,
): Report {
  const { list, about } = view;
  if (answer) list.take(answer.list);
  else skipApi(list);
  const finding = answer ? answer.finding : view.finding;
  return {
    ...about,
    file: file === null ? null : { absolute: resolve(cwd, file), named: cleanPath(file) },
    checks: list.results,
    warnings: list.warnings,
    finding,
    test: answer?.test ?? null,
    ladder: answer?.ladder ?? null,
    models: answer?.models ?? null,
    whose: answer ? list.whose : null,
    exitCode: exitCodeOf(finding, list.warnings, strict),
  };
}

/** Requests under way at a time, and questions to git. */
const atOnce = { api: 8, git: 4 } as const;

interface Progressed {
  /** Distinct keys that were judged so far, of all. */
  readonly done: number;
  readonly of: number;
}

/**
 * Verifies each file for itself. The same key at the same endpoint, organization and project is asked about once,
 * however many files hold it. Reports come in the order of the files.
 */
export async function verifyMany(
  ports: VerifyKeyPorts,
  request: VerifyRequest,
  files: readonly string[],
  onProgress: (progress: Progressed) => void,
): Promise<readonly Report[]> {
  const requests = files.map((file): VerifyRequest => ({ ...request, file }));
  const views: LocalView[] = [];
  // One after the other: a question about a base URL may come up.
  for (const one of requests) views.push(await lookLocally(ports, one));

  const questions: ApiQuestion[] = [];
  const questionOf = views.map((view) => {
    const { credentials } = view;
    if (!credentials) return null;
    const known = questions.find((one) => isSame(one.credentials, credentials));
    if (known) return known;
    const one: ApiQuestion = { view, credentials, answer: null };
    questions.push(one);
    return one;
  });
  // A host that one key could not reach is not waited for again with each of the others.
  const unreachable = new Map<string, ApiAnswer>();
  let done = 0;
  onProgress({ done, of: questions.length });
  await Promise.all([
    atMost(atOnce.api, questions, async (one) => {
      const { baseURL } = one.credentials.endpoint;
      const known = unreachable.get(baseURL);
      one.answer = known ?? (await askApi(ports, one.credentials, questionsFor(ports, one.view, request)));
      if (isUnreachable(one.answer.finding)) unreachable.set(baseURL, one.answer);
      done += 1;
      onProgress({ done, of: questions.length });
    }),
    atMost(atOnce.git, views, (view) => view.askGit()),
  ]);
  return views.map((view, at) =>
    reportOf(ports, view, questionOf[at]?.answer ?? null, requests[at] ?? request),
  );
}

/** What the API is asked once, whichever files hold the key. */
interface ApiQuestion {
  readonly view: LocalView;
  readonly credentials: Credentials;
  answer: ApiAnswer | null;
}

/** Whether both get the same answer. */
function isSame(one: Credentials, other: Credentials): boolean {
  return (
    one.key.equals(other.key) &&
    one.endpoint.baseURL === other.endpoint.baseURL &&
    one.organization === other.organization &&
    one.project === other.project
  );
}

/** Does all of it, so many at a time. */
async function atMost<T>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
