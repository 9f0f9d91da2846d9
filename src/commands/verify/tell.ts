import { basename } from 'node:path';
import { unloadable } from '../../checks/file.ts';
import { lookAtProject, seeEnvFile } from '../../checks/project.ts';
import type { Report } from '../../checks/report.ts';
import type { VerifyKeyPorts } from '../../checks/verify-key.ts';
import type { CiRun } from '../../domain/ci/run.ts';
import { worstExitCode } from '../../domain/diagnosis/exit-codes.ts';
import type { Unloadable } from '../../domain/loading/loaders.ts';
import { testModelCandidates, testParameters } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { curlLine } from '../../domain/network/curl-line.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { loadCauseWords } from '../../i18n/load.ts';
import { frameworkName } from '../../i18n/program-names.ts';
import { testMessage } from '../../i18n/test-message.ts';
import type { Ports } from '../../ports/ports.ts';
import { type JsonDocument, jsonDocument, jsonText } from '../../ui/json-document.ts';
import { type DiagnosisWords, diagnosisOf, warningsBeside } from '../../ui/report-diagnosis.ts';
import { reportJson } from '../../ui/report-json.ts';
import { shareText } from '../../ui/report-share.ts';
import { manyText, type Told } from '../../ui/report-table.ts';
import { type Look, reportText } from '../../ui/report-text.ts';
import { verboseText } from '../../ui/report-verbose.ts';
import { version } from '../../version.ts';
import { seeCiRun } from '../ci-run.ts';
import type { Given, KeyOption } from '../options.ts';

/** What verify touches. */
export type VerifyPorts = VerifyKeyPorts &
  Pick<
    Ports,
    | 'addToSummary'
    | 'admin'
    | 'findFiles'
    | 'interrupts'
    | 'parseEnv'
    | 'program'
    | 'progress'
    | 'prompter'
    | 'terminal'
  >;

export type VerifyOptions = Given<
  | KeyOption
  | 'language'
  | 'json'
  | 'force'
  | 'model'
  | 'offline'
  | 'strict'
  | 'verbose'
  | 'report'
  | 'fix'
  | 'watch'
>;

/** What all parts of one run of `verify` share; nothing in it changes. */
export interface Session {
  readonly ports: VerifyPorts;
  readonly options: VerifyOptions;
  /** Env files named as arguments. */
  readonly files: readonly string[];
  readonly words: Omit<DiagnosisWords, 'causes'>;
  readonly look: Look;
}

/** Prints the result in the form that was asked for. */
export async function tell(session: Session, reports: readonly Report[]): Promise<void> {
  const { ports, options, words, look } = session;
  const told: Told[] = [];
  const run = seeCiRun(ports);
  for (const report of reports) told.push({ report, diagnosis: await diagnosed(session, report, run) });
  const print = ports.terminal.print;
  if (options.json) print(jsonText(documentOf(told, look)));
  else if (options.report) print(told.map((one) => share(session, one)).join('\n'));
  else if (told.length === 1) print(told.map((one) => single(session, one)).join(''));
  else {
    const whole = options.verbose ? told.map((one) => `${single(session, one)}\n`).join('') : '';
    print(whole + manyText(told, session.look, words.verify, options.offline));
  }
  if (run) await tellCi(session, told, run);
}

/** Beside the result: what the CI system itself shows. */
async function tellCi({ ports, words, look }: Session, told: readonly Told[], run: CiRun): Promise<void> {
  const { ciReport } = await import('../../ui/ci.ts');
  const { annotations, summary } = ciReport(told, run.system, look, words.verify);
  ports.terminal.say(annotations);
  await ports.addToSummary(summary);
}

/** The words about causes are loaded only for a failure. */
async function diagnosed(
  { options, words, look }: Session,
  report: Report,
  run: CiRun | null,
): Promise<Told['diagnosis']> {
  if (!report.finding) return null;
  const causes = await loadCauseWords(options.language);
  const diagnosis = diagnosisOf(report, { ...words, causes }, look.show);
  if (!diagnosis || !run) return diagnosis;
  return (await import('../../ui/ci.ts')).diagnosisInCi(diagnosis, report, run, words.verify);
}

function documentOf(told: readonly Told[], look: Look): JsonDocument {
  const documents = told.map(({ report, diagnosis }) => reportJson(report, diagnosis, look));
  const [first] = documents;
  if (first && documents.length === 1) return first;
  const exitCode = worstExitCode(told.map(({ report }) => report.exitCode));
  return jsonDocument(exitCode, { results: documents });
}

function single(session: Session, { report, diagnosis }: Told): string {
  const { options, words, look } = session;
  const { offline, strict, verbose } = options;
  const text = reportText(report, diagnosis, look, { offline, strict, warnings: warningsBeside(report) });
  if (!verbose) return text;
  return (
    text +
    verboseText(report, look, words.verify, {
      curl: curlOf(session, report),
      loaders: loadersOf(session, report),
    })
  );
}

/** The call that was made, or would have been. Nothing where no endpoint was agreed to. */
function curlOf({ ports, options }: Session, { endpoint, settings, test }: Report): string | null {
  const { judged } = endpoint;
  if (!judged) return null;
  const value = (name: string): string | undefined => {
    const first = settings
      ?.find((setting) => setting.name === name)
      ?.places.find(({ loaded }) => loaded)?.value;
    return first instanceof Secret ? undefined : first || undefined;
  };
  const model = test?.model ?? options.model ?? testModelCandidates(null, utcDay(ports.clock.now()))[0] ?? '';
  return curlLine({
    baseURL: judged.baseURL,
    organization: value('OPENAI_ORG_ID'),
    project: value('OPENAI_PROJECT_ID'),
    model,
    message: testMessage[options.language],
    parameters: test?.parameters ?? testParameters(model, judged.official),
  });
}

/** Every loader that would not read the key as it stands. */
function loadersOf({ ports }: Session, { key }: Report): readonly Unloadable[] {
  if (key?.origin.type !== 'file') return [];
  return unloadable(seeEnvFile(ports, key.origin.absolute));
}

function share({ ports, options, words, look }: Session, { report, diagnosis }: Told): string {
  const { framework, packaging } = lookAtProject(ports);
  return shareText(report, diagnosis, look, words.verify, {
    offline: options.offline,
    version,
    nodeVersion: ports.nodeVersion,
    platform: `${ports.platform}`,
    time: new Date(ports.clock.now()).toISOString(),
    project: framework.id === 'none' ? '' : `${frameworkName(framework)}, ${packaging.manager}`,
    home: ports.home,
    cwd: ports.cwd,
    user: ports.env['USER'] ?? ports.env['USERNAME'] ?? basename(ports.home),
    env: ports.env,
  });
}
