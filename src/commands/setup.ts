import { lookAtProject } from '../checks/project.ts';
import { Checklist } from '../checks/result.ts';
import { defaultEndpoint, parseEndpoint } from '../domain/endpoint.ts';
import { findBaseUrl } from '../checks/endpoint.ts';
import { loadCauseWords, loadReportWords } from '../i18n/load.ts';
import type { Ports } from '../ports.ts';
import { startBackground } from '../setup/background.ts';
import { type ChosenKey, chooseKey } from '../setup/choose-key.ts';
import { createEndings } from '../setup/endings.ts';
import { enterKey } from '../setup/enter-key.ts';
import { greet } from '../setup/greet.ts';
import { setUpKey } from '../setup/one-key.ts';
import type { Run, SetupResult } from '../setup/run.ts';
import { chooseTarget } from '../setup/target.ts';
import { explainReport } from '../ui/explain-report.ts';
import { diagnosisText } from '../ui/report-text.ts';
import { reportJson } from '../ui/report-json.ts';
import { createStyle } from '../ui/style.ts';
import { createVoice } from '../ui/voice.ts';
import { keyFromStdin } from './key-input.ts';
import type { SetupOptions } from './options.ts';

/** `setup`: walks from no key to a first successful call. Returns the exit code. */
export async function runSetup(ports: Ports, options: SetupOptions): Promise<number> {
  const result = await walk(ports, options);
  return tell(ports, options, result);
}

/** The wizard from its first look to its last word. */
async function walk(ports: Ports, options: SetupOptions): Promise<SetupResult> {
  const voice = await createVoice(ports, options);
  const piped = options.keyStdin ? (await keyFromStdin(ports, options.language)).key : null;
  const project = lookAtProject(ports);
  const target = chooseTarget(ports, project, options.file);
  greet(ports, voice, project, target, options.dryRun);
  const background = startBackground(ports, project, target.file.absolute, {
    online: options.test,
    baseUrl: options.baseUrl,
  });
  const asks = ports.terminal.interactive && !options.yes;
  const run: Run = { ports, voice, options, project, target, background, asks };
  const end = createEndings(run, null, new Checklist(ports.clock), null);
  if (target.problem) return resultOf(end.failed(target.problem));

  const named = findBaseUrl(ports, project, options.baseUrl);
  const parsed = named && parseEndpoint(named.text, named.source);
  const endpoint = parsed?.ok ? parsed.endpoint : defaultEndpoint;
  const choice = await chooseKey(ports, voice, { target, piped, force: options.force, yes: options.yes, endpoint });
  if (choice.kind === 'refused') return resultOf(end.failed(choice.finding));
  if (choice.kind === 'left') {
    voice.line(voice.words.left);
    return resultOf(end.done(null, []));
  }
  let { chosen } = choice;
  for (;;) {
    const unreachable = background.unreachable();
    if (unreachable) {
      const causeWords = await loadCauseWords(options.language);
      voice.warn(voice.words.unreachable(causeWords[unreachable.cause].title));
    }
    const outcome = await setUpKey(run, chosen);
    if (outcome.kind === 'ended') return outcome.result;
    chosen = { key: await enterKey(ports, voice, endpoint), origin: { type: 'prompt' }, write: true } satisfies ChosenKey;
  }
}

function resultOf(outcome: ReturnType<ReturnType<typeof createEndings>['done']>): SetupResult {
  if (outcome.kind !== 'ended') throw new Error('an ending that is none');
  return outcome.result;
}

/** The document, or for people the verdict where it was not shown yet. */
async function tell(ports: Ports, options: SetupOptions, { report, files, told }: SetupResult): Promise<number> {
  const [words, causeWords] = await Promise.all([loadReportWords(options.language), loadCauseWords(options.language)]);
  const diagnosis = explainReport(report, causeWords);
  if (options.json) {
    const document = { ...reportJson(report, diagnosis, words), files, ...(options.dryRun ? { dryRun: true } : {}) };
    ports.terminal.print(`${JSON.stringify(document, null, 2)}\n`);
  } else if (diagnosis && !told) {
    const look = { words, style: createStyle(ports.terminal.color.stdout), columns: ports.terminal.columns() };
    ports.terminal.print(diagnosisText(diagnosis, look));
  }
  return report.exitCode;
}
