import { findAccess } from '../../checks/api/access.ts';
import { waitingAt } from '../../checks/api/ask-api.ts';
import { checkAuth } from '../../checks/api/auth.ts';
import type { Pause } from '../../checks/api/retries.ts';
import { seeProject } from '../../checks/see-project.ts';
import { causes } from '../../domain/diagnosis/causes.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { recommend } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { modelEntries } from '../../domain/models/list.ts';
import { pricesCheckedOn } from '../../domain/models/rows.ts';
import { type Task, tasks } from '../../domain/models/tasks.ts';
import { loadCauseWords, loadModelsWords, loadReportWords, loadVerifyWords } from '../../i18n/load.ts';
import type { Access, ListedModel } from '../../ports/api.ts';
import type { Ports } from '../../ports/ports.ts';
import { type Diagnosis, explain, factsOf } from '../../ui/explain.ts';
import { jsonDocument, jsonText } from '../../ui/json-document.ts';
import { wrap } from '../../ui/layout.ts';
import { modelsJson, modelsText, reasonText } from '../../ui/models.ts';
import { showPlaces } from '../../ui/place.ts';
import { problemJson } from '../../ui/problem.ts';
import { verdictText } from '../../ui/report-text.ts';
import { serviceText } from '../../ui/services.ts';
import { createStyle } from '../../ui/theme.ts';
import { waitingLine } from '../../ui/waiting.ts';
import { keyFromStdin } from '../key-input.ts';
import type { Given, KeyOption } from '../options.ts';

/** What models touches. */
type ModelsPorts = Pick<
  Ports,
  'api' | 'clock' | 'cwd' | 'env' | 'files' | 'home' | 'platform' | 'progress' | 'remember' | 'terminal'
>;

export type ModelsOptions = Given<KeyOption | 'force' | 'language' | 'json' | 'task' | 'all'>;

/** What could be learnt of the models of this key. */
interface SeenModels {
  /** Null where there is no list. */
  readonly listed: readonly ListedModel[] | null;
  readonly access: Access | null;
  readonly finding: Finding | null;
}

/** `models`: what this key may use, with price, purpose and end date. Returns the exit code. */
export async function runModels(ports: ModelsPorts, options: ModelsOptions): Promise<number> {
  const words = await loadModelsWords(options.language);
  const { task = null } = options;
  const seen = await look(ports, options, words.asking);
  const exitCode = seen.finding ? causes[seen.finding.cause].exitCode : 0;
  return options.json ? printJson(exitCode) : print(exitCode);

  function answer() {
    const today = utcDay(ports.clock.now());
    // Without a usable list the table still helps a user who has no key yet, and one whose key may not list.
    const useful = seen.finding === null || seen.finding.cause === 'key_missing';
    return {
      useful,
      source: seen.listed === null ? 'table' : 'api',
      entries: useful ? modelEntries(seen.listed, options.all, today) : [],
      best: useful && task !== null ? recommend(task, seen.listed, today) : null,
    };
  }

  async function printJson(failure: number): Promise<number> {
    const { useful, source, entries, best } = answer();
    const unmet = useful && task !== null && best === null && failure === 0;
    const code = unmet ? noneForTask : failure;
    const diagnosis = seen.finding
      ? await explained(ports, seen, seen.finding, options)
      : unmet
        ? problemJson({ cause: 'model_no_access' }, words.noneForTask(task), [words.noneForTaskRemedy])
        : null;
    const cannotList = seen.finding === null && seen.listed === null;
    ports.terminal.print(
      jsonText(
        jsonDocument(code, {
          source,
          priceDate: pricesCheckedOn,
          models: modelsJson(entries),
          recommended: best && { task, id: best.id, reason: reasonText(best.reasonFacts, words) },
          warnings: cannotList ? [{ id: 'cannot_list_models', message: words.cannotList }] : [],
          diagnosis,
        }),
      ),
    );
    return code;
  }

  async function print(failure: number): Promise<number> {
    const columns = ports.terminal.columns();
    const { useful, entries, best } = answer();
    if (seen.finding) await tellFailure(ports, await explained(ports, seen, seen.finding, options), options);
    else if (seen.listed === null) ports.terminal.say(`${wrap(words.cannotList, columns)}\n`);
    if (!useful) return failure;
    if (task === null) {
      const endpoint = seen.access?.endpoint;
      const otherHost = endpoint && !endpoint.official ? endpoint.host : null;
      const today = utcDay(ports.clock.now());
      const bestFor = tasks.map((one) => [one, recommend(one, seen.listed, today)?.id ?? null] as const);
      const recommended = Object.fromEntries(bestFor) as Record<Task, string | null>;
      const view = { words, columns, fromApi: seen.listed !== null, otherHost, best: recommended };
      ports.terminal.print(modelsText(entries, { ...view, chatOnly: !options.all }));
      return failure;
    }
    if (best === null) {
      ports.terminal.say(`${wrap(`${words.noneForTask(task)} ${words.noneForTaskRemedy}`, columns)}\n`);
      return failure || noneForTask;
    }
    ports.terminal.print(`${best.id}\n${wrap(reasonText(best.reasonFacts, words), columns)}\n`);
    return failure;
  }
}

const noneForTask = causes.model_no_access.exitCode;

async function look(ports: ModelsPorts, options: ModelsOptions, label: string): Promise<SeenModels> {
  const { baseUrl, organization, project, trustBaseUrl, force, language } = options;
  const key = options.keyStdin ? await keyFromStdin(ports, language) : null;
  const timeoutMs = options.timeout * 1000;
  const asked = { key, baseUrl, organization, project, trustBaseUrl, force, timeoutMs };
  const found = await findAccess(ports, asked);
  if (!('key' in found)) return { listed: null, access: null, finding: found };
  const words = await loadReportWords(language);
  const at = waitingAt(ports, found.endpoint, timeoutMs);
  const line = (pause: Pause | null) => waitingLine(at(pause), label, words);
  const progress = ports.progress.start(...line(null));
  try {
    const { models, finding } = await checkAuth(ports.api, found, {
      clock: ports.clock,
      deadline: found.deadline,
      onWait: (pause) => progress.update(...line(pause)),
    });
    return { listed: models, access: found, finding };
  } finally {
    progress.stop();
  }
}

/** Keys of other services, for whoever has none of OpenAI's. */
async function withServices(
  ports: ModelsPorts,
  diagnosis: Diagnosis,
  { language, keyStdin }: Pick<ModelsOptions, 'language' | 'keyStdin'>,
): Promise<Diagnosis> {
  if (keyStdin || (diagnosis.cause !== 'key_missing' && diagnosis.cause !== 'key_placeholder'))
    return diagnosis;
  const [{ findServices }, project, words, { blank }] = await Promise.all([
    import('../../checks/api/other-services.ts'),
    seeProject(ports),
    loadReportWords(language),
    loadVerifyWords(language),
  ]);
  const voice = { words, show: showPlaces(ports) };
  const told = findServices(ports.env, project, ports.remember).map((one) => serviceText(one, voice));
  return {
    ...diagnosis,
    explanation: [diagnosis.explanation, ...told.map(({ says }) => says)].join(blank),
    remedies: [
      ...told.map(({ text, command }) => ({ text, url: null, ...(command === null ? {} : { command }) })),
      ...diagnosis.remedies,
    ],
  };
}

/** The failure in verify's words; where the call went to another service, with that one's name. */
async function explained(
  ports: ModelsPorts,
  { access }: SeenModels,
  finding: Finding,
  options: ModelsOptions,
): Promise<Diagnosis> {
  // A local finding names a host only where the base URL is at fault.
  const unsent =
    finding.cause === 'base_url_untrusted'
      ? { official: false, host: finding.facts.host }
      : { official: true, host: null };
  const words = await loadCauseWords(options.language);
  const diagnosis = explain(finding, access ? factsOf(access.endpoint) : unsent, words, showPlaces(ports));
  return withServices(ports, diagnosis, options);
}

async function tellFailure(
  { terminal }: Pick<Ports, 'terminal'>,
  diagnosis: Diagnosis,
  { language }: Given<'language'>,
): Promise<void> {
  const look = {
    words: await loadReportWords(language),
    style: createStyle(terminal.color.stdout),
    columns: terminal.columns(),
  };
  terminal.say(`${verdictText(diagnosis, look).trimEnd()}\n`);
}
