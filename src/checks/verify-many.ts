import type { Ports } from '../ports/ports.ts';
import { type ApiAnswer, askApi, type Credentials } from './ask-api.ts';
import { isUnreachable } from './auth.ts';
import { type LocalView, lookLocally } from './look-locally.ts';
import type { Report } from './report.ts';
import { conclude, questionsFor } from './verify-key.ts';
import type { VerifyRequest } from './verify-request.ts';

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
  ports: Ports,
  request: VerifyRequest,
  files: readonly string[],
  onProgress: (progress: Progressed) => void,
): Promise<readonly Report[]> {
  const requests = files.map((file): VerifyRequest => ({ ...request, file }));
  const views: LocalView[] = [];
  // One after the other: a question about a base URL may come up.
  for (const one of requests) views.push(await lookLocally(ports, one));

  const answers = new Map<string, ApiAnswer>();
  // A host that one key could not reach is not waited for again with each of the others.
  const unreachable = new Map<string, ApiAnswer>();
  const distinct = [
    ...new Map(
      views.flatMap((view) => (view.credentials ? [[identityOf(view.credentials), view] as const] : [])),
    ),
  ];
  onProgress({ done: 0, of: distinct.length });
  await Promise.all([
    atMost(atOnce.api, distinct, async ([identity, view]) => {
      if (!view.credentials) return;
      const { baseURL } = view.credentials.endpoint;
      const known = unreachable.get(baseURL);
      const answer = known ?? (await askApi(ports, view.credentials, questionsFor(ports, view, request)));
      if (isUnreachable(answer.finding)) unreachable.set(baseURL, answer);
      answers.set(identity, answer);
      onProgress({ done: answers.size, of: distinct.length });
    }),
    atMost(atOnce.git, views, (view) => view.askGit()),
  ]);
  return views.map((view, at) => {
    const answer = view.credentials ? (answers.get(identityOf(view.credentials)) ?? null) : null;
    return conclude(view, answer, requests[at] ?? request);
  });
}

/** The same for all that gives the same answer. Holds the key: for comparing only. */
function identityOf({ key, endpoint, organization = '', project = '' }: Credentials): string {
  return [key.reveal(), endpoint.baseURL, organization, project].join('\n');
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
