import { resolve } from 'node:path';
import type { EndpointSource } from '../domain/endpoint.ts';
import { defaultEndpoint } from '../domain/endpoint.ts';
import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { keyKind } from '../domain/keys/kinds.ts';
import { testModelCandidates } from '../domain/models/choose.ts';
import { utcDay } from '../domain/models/dates.ts';
import { Secret } from '../domain/secret.ts';
import { findAll } from '../domain/sources.ts';
import type { Access, Ports } from '../ports.ts';
import type { Attempt, Waiting } from './attempt.ts';
import { checkAuth, recordAuth } from './auth.ts';
import { checkEndpoint, type EndpointOutcome, findBaseUrl } from './endpoint.ts';
import { checkExposure } from './exposure.ts';
import { checkFile, unreadableFinding } from './file.ts';
import { checkFormat } from './format.ts';
import { judgeGit } from './git.ts';
import { checkLive } from './live.ts';
import { judgeModel } from './model.ts';
import { lookAtProject, type Project, readable, type SeenEnvFile, seeEnvFile } from './project.ts';
import { exitCodeOf, type Report } from './report.ts';
import { type CheckId, Checklist, note, type Verdict, verdict } from './result.ts';
import { checkSource, keyName, type SourceOutcome } from './source.ts';

export interface VerifyRequest {
  /** One env file to judge by itself; null for what counts in the folder. */
  readonly file: string | null;
  /** A key from standard input, in place of what the folder has. */
  readonly key: Secret | null;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  readonly organization: string | undefined;
  readonly project: string | undefined;
  /** For all requests together, in ms. */
  readonly timeoutMs: number;
  readonly offline: boolean;
  readonly strict: boolean;
  readonly trustBaseUrl: boolean;
  readonly message: string;
  /** Asked where a project's file brings a base URL; true sends the key there. */
  readonly confirmBaseUrl: (host: string, path: string) => Promise<boolean>;
  readonly onWait: (waiting: Waiting) => void;
}

const online: readonly CheckId[] = ['network', 'auth', 'model', 'live'];

/** All checks of one key, in the contract's order; one that depends on a failed one is skipped, and says so. */
export async function verifyKey(ports: Ports, request: VerifyRequest): Promise<Report> {
  const list = new Checklist(ports.clock);
  const project = projectFor(ports, request.file);
  const named = findBaseUrl(ports, project, request.baseUrl);

  const done = (finding: Finding | null, rest: Partial<Report> = {}): Report => ({
    path: request.file,
    key: null,
    endpoint: describe(named, null),
    checks: list.results,
    warnings: list.warnings,
    finding,
    test: null,
    exitCode: exitCodeOf(finding, list.warnings, request.strict),
    ...rest,
  });

  const source = await list.run('source', () => findKey(ports, project, request));
  if (!source.found) {
    list.skip(['format', 'file', 'git', 'exposure', 'endpoint', ...online], note('skipped_after', { check: 'source' }));
    return done(missing(source));
  }
  const { found } = source;

  let endpoint = checkEndpoint(named, found.origin, request.trustBaseUrl);
  if (endpoint.finding?.cause === 'base_url_untrusted' && (await consent(request, endpoint.finding))) {
    endpoint = checkEndpoint(named, found.origin, true);
  }
  const judged = endpoint.endpoint ?? defaultEndpoint;
  const format = await list.run('format', () => checkFormat(found.value, judged));
  const { path, file } = { path: source.file?.path ?? '', file: ownFile(source) };
  const fileCheck = await list.run('file', () => checkFile(file, project, found.value.reveal(), ports.platform));
  await list.run('git', async () =>
    file ? judgeGit(await ports.git.facts(file.absolute, { history: true }), path) : { verdict: skipped },
  );
  await list.run('exposure', () => checkExposure(ports, project, found.value));
  await list.run('endpoint', () => endpoint);

  const local = format.finding ?? fileCheck.finding ?? endpoint.finding;
  const key = { ...found, kind: keyKind(found.value.reveal()) };
  const about = { key, endpoint: describe(named, endpoint) };
  if (local || request.offline || !endpoint.endpoint) {
    const failedId = list.results.find((check) => check.status === 'fail')?.id;
    list.skip(online, failedId ? note('skipped_after', { check: failedId }) : note('skipped_offline'));
    return done(local, about);
  }

  const access: Access = {
    key: new Secret(found.value.reveal().trim()),
    endpoint: endpoint.endpoint,
    organization: request.organization ?? other(ports, project, 'OPENAI_ORG_ID'),
    project: request.project ?? other(ports, project, 'OPENAI_PROJECT_ID'),
    deadline: ports.clock.now() + request.timeoutMs,
  };
  const waiting: Attempt = { clock: ports.clock, deadline: access.deadline, onWait: request.onWait };
  const auth = await checkAuth(ports.api, access, waiting);
  await recordAuth(list, auth);
  if (auth.finding) return done(auth.finding, about);

  const today = utcDay(ports.clock.now());
  const models = request.model ? [request.model] : testModelCandidates(auth.models, today);
  await list.run('model', () => ({ verdict: judgeModel(models[0] ?? '', auth.models, today) }));
  const live = await list.run('live', () => checkLive(ports.api, access, { models, message: request.message }, waiting));
  return done(live.finding, { ...about, test: live.test });
}

const skipped: Verdict = { status: 'skip', notes: [note('skipped_no_file')], warnings: [] };

function projectFor(ports: Ports, file: string | null): Project {
  const project = lookAtProject(ports);
  return file === null ? project : { ...project, envFiles: [seeEnvFile(ports, resolve(ports.cwd, file))] };
}

function findKey(ports: Ports, project: Project, request: VerifyRequest): SourceOutcome {
  if (request.key) {
    const found = { value: request.key, origin: { type: 'stdin' } as const, others: [] };
    return { verdict: verdict([note('source_stdin')]), found, file: null, parentPath: null, unreadable: null };
  }
  if (request.file === null) return checkSource(ports, project);
  // A file named as an argument is judged by itself: the shell's key has no say in it.
  return checkSource({ ...ports, env: { ...ports.env, [keyName]: undefined } }, project);
}

/** No key anywhere: because a file cannot be read, because the named file is not there, or because nobody set one. */
function missing({ unreadable, parentPath, file }: SourceOutcome): Finding {
  const finding = unreadable ? unreadableFinding(unreadable) : null;
  return finding ?? localFinding('key_missing', { parentPath: parentPath ?? undefined, path: file?.path });
}

/** The file check is about the file that the key is read from; a key from elsewhere has none that could fail it. */
function ownFile({ found, file }: SourceOutcome): SeenEnvFile | null {
  return found?.origin.type === 'file' || file?.document ? file : null;
}

async function consent(request: VerifyRequest, finding: Finding): Promise<boolean> {
  return request.confirmBaseUrl(String(finding.facts['host'] ?? ''), String(finding.facts['path'] ?? ''));
}

function describe(
  named: { readonly text: string; readonly source: EndpointSource } | null,
  outcome: EndpointOutcome | null,
): Report['endpoint'] {
  const endpoint = outcome?.endpoint ?? null;
  return {
    baseURL: endpoint?.baseURL ?? named?.text ?? defaultEndpoint.baseURL,
    source: named?.source ?? { type: 'default' },
    judged: endpoint,
  };
}

function other(ports: Ports, project: Project, name: string): string | undefined {
  const value = findAll(name, ports.env, readable(project.envFiles))[0]?.value.trim();
  return value === '' ? undefined : value;
}
