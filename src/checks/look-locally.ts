import { dirname, resolve } from 'node:path';
import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { note } from '../domain/diagnosis/notes.ts';
import type { Warning } from '../domain/diagnosis/warnings.ts';
import { kindOf } from '../domain/keys/kinds.ts';
import { referenceIn } from '../domain/keys/references.ts';
import { placeOf } from '../domain/loading/place.ts';
import { findAll, keyName, openaiNames } from '../domain/loading/sources.ts';
import { readCustomHeaders } from '../domain/network/custom-headers.ts';
import { defaultEndpoint, shownAddress } from '../domain/network/endpoint.ts';
import type { Ports } from '../ports/ports.ts';
import type { Credentials } from './api/ask-api.ts';
import { checkEndpoint, type EndpointOutcome, findBaseUrl, type NamedAddress } from './endpoint.ts';
import { checkExposure } from './exposure.ts';
import { checkFile } from './file.ts';
import { checkFormat, withAround } from './format.ts';
import { judgeGit } from './git.ts';
import { type Certainty, disagreements } from './loading/disagreements.ts';
import type { LoadPorts } from './loading/load.ts';
import type { Rival } from './loading/shell-key.ts';
import { type Project, readable, type SeenEnvFile, seeEnvFile } from './project.ts';
import { publishingWarnings } from './publishing.ts';
import { referenceElsewhere, unresolved } from './reference.ts';
import type { Report } from './report.ts';
import { Checklist, type Verdict, verdict } from './result.ts';
import { seeProject } from './see-project.ts';
import { callSettings, seeSettings } from './settings.ts';
import {
  checkSource,
  fileOf,
  type KeyFound,
  missingKey,
  type SourceOutcome,
  type SourcePorts,
  sourceNote,
} from './source.ts';
import { cutOffWarnings, findUnfinished } from './unfinished-rotation.ts';
import { unreadableFinding } from './unreadable.ts';
import type { VerifyRequest } from './verify-request.ts';

/** What is known of one key before anything is sent. */
export interface LocalView {
  readonly list: Checklist;
  readonly project: Project;
  /** Why nothing is to be sent; null where nothing speaks against it. */
  readonly finding: Finding | null;
  /** Null where nothing may or shall be sent. */
  readonly credentials: Credentials | null;
  /** Runs the check `git`, which takes a while and decides nothing about the key. */
  readonly askGit: () => Promise<void>;
  readonly about: Pick<Report, 'key' | 'endpoint' | 'settings'>;
}

/** What the checks that send nothing touch. */
export type LookPorts = Pick<
  Ports,
  | 'clock'
  | 'cwd'
  | 'env'
  | 'files'
  | 'git'
  | 'home'
  | 'nodeVersion'
  | 'packedFiles'
  | 'platform'
  | 'records'
  | 'remember'
>;

/**
 * All checks that need no request, but for git's. `early`: git is asked as soon as the file is known, and answers while the
 * other checks are made; about many files it would be asked too much at a time.
 */
export async function lookLocally(
  everywhere: LookPorts,
  request: VerifyRequest,
  early = false,
): Promise<LocalView> {
  const list = new Checklist(everywhere.clock);
  const project = await projectFor(everywhere, request.file);
  const ports = request.file === null ? everywhere : { ...everywhere, env: envFor(everywhere.env, project) };
  const named = findBaseUrl(ports, project, request.baseUrl);
  const settings = seeSettings(ports, project, {
    OPENAI_BASE_URL: { option: '--base-url', value: request.baseUrl },
    OPENAI_ORG_ID: { option: '--organization', value: request.organization },
    OPENAI_PROJECT_ID: { option: '--project', value: request.project },
  });

  const { headers, leftOut } = readCustomHeaders(everywhere.env['OPENAI_CUSTOM_HEADERS']);
  const start = everywhere.clock.now();
  const searched = await findKey(ports, project, request);
  const ms = everywhere.clock.now() - start;
  if (!searched.found) {
    await list.run('source', () => ({ verdict: { ...searched.verdict, ms } }));
    list.skip(dependingOnKey, note('skipped_after', { check: 'source' }));
    await list.run('exposure', () => checkExposure(ports, project, null));
    return {
      list,
      project,
      finding: await missing(ports, project, searched),
      credentials: null,
      askGit: async () => {},
      about: { key: null, endpoint: describe(named, null), settings },
    };
  }
  const load = await judgeLoad(list, ports, project, searched.found, request);
  const { found } = load;
  const said = await tellSource(ports, project, load, request, leftOut);
  await list.run('source', () => ({ verdict: { ...said, ms } }));
  const file = ownFile(project, searched, found);
  const askGit = gitCheck(list, ports, toolFile(ports, found) ?? file, early);
  // What refers to a key is no secret, and is quoted in the commands that resolve it.
  for (const { value } of [found, ...found.others]) if (!referenceIn(value)) ports.remember(value);

  const endpoint = await judgeEndpoint(named, found.origin, request);
  const format = await list.run('format', () =>
    checkFormat(found.value, endpoint.endpoint ?? defaultEndpoint, request.force),
  );
  const left = await ports.files.removeLeftovers(project.folder);
  const fileCheck = await list.run('file', () =>
    withLeftovers(left, checkFile(file, project, found.origin.type === 'file', ports.platform)),
  );
  await list.run('exposure', () => checkExposure(ports, project, found.value));
  await list.run('endpoint', () => endpoint);

  const reference = unresolved(ports, project, found.value, found.origin);
  const seen =
    load.finding ?? reference ?? load.judged(format.finding) ?? fileCheck.finding ?? endpoint.finding;
  const isGiven = request.file !== null || request.key;
  const isEmpty = seen?.cause === 'key_missing' && seen.facts.reason === 'empty' && !isGiven;
  const finding = (isEmpty && (await elsewhere(ports, project, false))) || seen;
  const key = { ...found, kind: kindOf(found.value) };
  const credentials = {
    key: found.value,
    endpoint: endpoint.endpoint ?? defaultEndpoint,
    ...callSettings(ports, project, request),
    headers,
  };
  return {
    list,
    project,
    finding,
    credentials: finding || request.offline || !endpoint.endpoint ? null : credentials,
    askGit,
    about: { key, endpoint: describe(named, endpoint), settings },
  };
}

/** A file of a tool is judged as none of the program's, but git may have it all the same. */
const toolFile = (ports: LookPorts, { origin, giver }: KeyFound): SeenEnvFile | null =>
  giver && origin.type === 'file' ? seeEnvFile(ports, origin.absolute) : null;

/** The checks that have nothing to look at where no key was found. */
const dependingOnKey = ['load', 'format', 'file', 'git', 'endpoint'] as const;

/** Runs the check `git` when it is called; `early`: at once, and the call waits for the end. */
function gitCheck(
  list: Checklist,
  ports: Parameters<typeof judgeLeaks>[0],
  file: SeenEnvFile | null,
  early: boolean,
): () => Promise<void> {
  const run = async (): Promise<void> => {
    await list.run('git', async () => (file ? await judgeLeaks(ports, file) : { verdict: skipped }));
  };
  if (!early) return run;
  const running = run();
  // Where it fails, whoever waits for it is told.
  running.catch(() => {});
  return () => running;
}

async function judgeLeaks(
  ports: Pick<Ports, 'cwd' | 'files' | 'git' | 'home' | 'packedFiles'>,
  file: SeenEnvFile,
): Promise<{ readonly verdict: Verdict }> {
  const facts = ports.git.facts(file.absolute, { history: true });
  const published = file.read.state === 'file' ? publishingWarnings(ports, file) : [];
  return judgeGit(await facts, placeOf(file), await published);
}

const skipped: Verdict = { status: 'skip', notes: [note('skipped_no_file')], warnings: [] };

/** A file named as an argument is judged by itself, in the project of its own folder. */
async function projectFor(
  ports: Pick<Ports, 'cwd' | 'env' | 'files' | 'home'>,
  file: string | null,
): Promise<Project> {
  if (file === null) return seeProject(ports);
  const absolute = resolve(ports.cwd, file);
  const project = await seeProject({ ...ports, cwd: dirname(absolute) });
  return { ...project, envFiles: [seeEnvFile(ports, absolute)], otherEnvFiles: [] };
}

/** The shell's key has no say about a file that is named, and neither has any other name that the file sets itself. */
function envFor(env: Ports['env'], project: Project): Ports['env'] {
  const own = (name: string): boolean =>
    findAll(name, {}, readable(project.envFiles)).some(({ value }) => value.trim() !== '');
  const hidden = openaiNames.filter((name) => name === keyName || own(name));
  return { ...env, ...Object.fromEntries(hidden.map((name) => [name, undefined])) };
}

async function findKey(
  ports: LoadPorts & SourcePorts,
  project: Project,
  request: VerifyRequest,
): Promise<SourceOutcome> {
  if (!request.key) {
    const outcome = checkSource(ports, project);
    if (outcome.found || request.file !== null) return outcome;
    const { keyInAnyCase, keyInDoubt, keyOfStart } = await import('./loading/load.ts');
    const { givenKey } = await import('./loading/given-key.ts');
    const found =
      keyOfStart(ports, project) ??
      keyInAnyCase(project) ??
      givenKey(ports, project) ??
      keyInDoubt(ports, project, outcome.parentFile) ??
      (await import('./loading/named-key.ts')).keyNamedInCode(ports, project, outcome);
    return found ? { ...outcome, found, verdict: verdict([sourceNote(found.origin)]) } : outcome;
  }
  const found = { value: request.key, origin: { type: 'stdin' } as const, others: [] };
  const said = verdict([note('source_stdin')]);
  return { verdict: said, found, file: null, parentFile: null, unreadable: null };
}

/** The key that the program gets. */
interface JudgedLocally {
  readonly found: KeyFound;
  readonly certainty: Certainty;
  readonly finding: Finding | null;
  readonly rival?: Rival;
  /** A finding about its form, with the key elsewhere that it hides. */
  readonly judged: (finding: Finding | null) => Finding | null;
}

/** What the project's loader makes of the key; a key or a file that is named is judged by itself. */
async function judgeLoad(
  list: Checklist,
  ports: LoadPorts,
  project: Project,
  found: KeyFound,
  request: VerifyRequest,
): Promise<JudgedLocally> {
  if (request.file !== null || request.key) {
    list.skip(['load'], note('load_named'));
    return { found, certainty: 'counts', finding: null, judged: (finding) => withAround(finding, found) };
  }
  const { checkLoad, hiddenKey } = await import('./loading/load.ts');
  const outcome = await list.run('load', () => checkLoad(ports, project, found));
  const judged = (finding: Finding | null): Finding | null =>
    (finding && hiddenKey(ports, project, finding, outcome.found)) ?? withAround(finding, outcome.found);
  const isUnloaded = outcome.finding?.cause === 'key_missing' && 'unloaded' in outcome.finding.facts;
  const finding = request.isForElsewhere && isUnloaded ? null : outcome.finding;
  return { ...outcome, finding, judged };
}

/** Names what killed runs had left in the folder, which is gone by now. */
function withLeftovers<T extends { readonly verdict: Verdict }>(left: readonly string[], outcome: T): T {
  const notes = left.map((absolute) => note('file_leftover', { path: { absolute } }));
  return { ...outcome, verdict: { ...outcome.verdict, notes: [...outcome.verdict.notes, ...notes] } };
}

/** Where the key stands that the loader gives, and what contradicts it. */
async function tellSource(
  ports: LookPorts,
  project: Project,
  { found, certainty, rival }: JudgedLocally,
  request: VerifyRequest,
  leftOut: readonly string[],
): Promise<Verdict> {
  const said = disagreements(ports, project, found, certainty, rival);
  const left = request.file === null && !request.key ? await findUnfinished(ports) : null;
  const half = left && !left.running ? cutOffWarnings(left) : [];
  // A rotation that was cut off left some files with the new key, and others with the old one.
  const warnings = half.length === 0 ? said : [...said.filter((one) => !isBetweenFiles(one)), ...half];
  if (!leftOut.includes('authorization')) return verdict([sourceNote(found.origin)], warnings);
  // A header of the shell takes the key's place in the user's own calls.
  const replaced = note('source_replaced', { name: 'OPENAI_CUSTOM_HEADERS' });
  return { status: 'warn', notes: [sourceNote(found.origin), replaced], warnings };
}

const isBetweenFiles = ({ id, facts }: Warning): boolean =>
  id === 'sources_disagree' && !('variable' in facts);

async function judgeEndpoint(
  named: NamedAddress | null,
  origin: Parameters<typeof checkEndpoint>[1],
  request: VerifyRequest,
): Promise<EndpointOutcome> {
  const judged = checkEndpoint(named, origin, request.trustBaseUrl);
  if (judged.finding?.cause !== 'base_url_untrusted' || request.offline) return judged;
  const { host, path } = judged.finding.facts;
  const agreed = path !== undefined && (await request.confirmBaseUrl(host, path));
  return agreed ? checkEndpoint(named, origin, true) : judged;
}

/** No key anywhere: because a file cannot be read, because the named file is not there, or because nobody set one. */
async function missing(ports: LoadPorts, project: Project, source: SourceOutcome): Promise<Finding> {
  const finding = source.unreadable ? unreadableFinding(source.unreadable) : null;
  return (
    finding ??
    (await elsewhere(ports, project, source.parentFile !== null)) ??
    missingKey(source, project.folder)
  );
}

/** A key that stands where nothing looks for it; what searches for it is loaded only where there is none. */
async function elsewhere(ports: LoadPorts, project: Project, nearest: boolean): Promise<Finding | null> {
  const { keyElsewhere, mayBeLoaded } = await import('./loading/elsewhere.ts');
  const found = keyElsewhere(ports, project, nearest);
  if (!found) return referenceElsewhere(ports, project);
  if (found.reason !== 'elsewhere' || found.form !== 'assignment') return localFinding('key_missing', found);
  const { aboutFile } = await import('./loading/elsewhere-loading.ts');
  const about = aboutFile(ports, project, found);
  const isOpen = about.isSettings || mayBeLoaded(found);
  const inDoubt =
    about.facts.tool === undefined &&
    (about.isSettings || (isOpen && (await import('./loading/load.ts')).isLeftOpen(ports, project)));
  return localFinding('key_missing', { ...found, ...about.facts, ...(inDoubt ? { inDoubt } : {}) });
}

/** The file check is about the file that the key is read from; a key from elsewhere has none that could fail it. */
function ownFile(project: Project, { file }: SourceOutcome, { origin }: KeyFound): SeenEnvFile | null {
  return fileOf(project, origin) ?? (origin.type === 'file' || file?.document ? file : null);
}

function describe(named: NamedAddress | null, outcome: EndpointOutcome | null): Report['endpoint'] {
  const endpoint = outcome?.endpoint ?? null;
  return {
    baseURL: shownAddress(endpoint?.baseURL ?? named?.text ?? defaultEndpoint.baseURL),
    source: named?.source ?? { type: 'default' },
    judged: endpoint,
  };
}
