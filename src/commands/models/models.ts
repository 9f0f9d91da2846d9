import { checkAuth } from '../../checks/auth.ts';
import { causes } from '../../domain/diagnosis/causes.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { recommend } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { modelEntries } from '../../domain/models/list.ts';
import { pricesCheckedOn } from '../../domain/models/table.ts';
import { tasks } from '../../domain/models/tasks.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import { loadModelsWords } from '../../i18n/load.ts';
import type { Access, ListedModel } from '../../ports/api.ts';
import { UsageError } from '../../ports/errors.ts';
import type { Ports } from '../../ports/ports.ts';
import { wrap } from '../../ui/layout.ts';
import { modelsJson, modelsText, reasonText } from '../../ui/models.ts';
import { problemJson } from '../../ui/problem.ts';
import type { ModelsOptions } from '../options.ts';

/** What `models` needs beside the ports. */
export interface ModelsMeans {
  /** Key and endpoint as verify finds them, or why there are none. */
  readonly findAccess: () => Promise<Access | Finding>;
  /**
   * Words of a failure: for people, and the `diagnosis` of the JSON contract. `endpoint` is where the call went, so that
   * another service gets its own name; null where nothing was sent.
   */
  readonly explain: (
    finding: Finding,
    endpoint: Endpoint | null,
  ) => Promise<{ readonly text: string; readonly diagnosis: unknown }>;
}

/** What could be learnt of the models of this key. */
interface Seen {
  /** Null where there is no list. */
  readonly listed: readonly ListedModel[] | null;
  readonly access: Access | null;
  readonly finding: Finding | null;
}

/** `models`: what this key may use, with price, purpose and end date. Returns the exit code. */
export async function runModels(ports: Ports, options: ModelsOptions, means: ModelsMeans): Promise<number> {
  const words = await loadModelsWords(options.language);
  const task = tasks.find((name) => name === options.task) ?? null;
  if (options.task !== undefined && task === null) {
    throw new UsageError(words.unknownTask(options.task, tasks.join(', ')));
  }
  const seen = await look(ports, means, words.asking);
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

  function explained(finding: Finding) {
    return means.explain(finding, seen.access?.endpoint ?? null);
  }

  async function printJson(failure: number): Promise<number> {
    const { useful, source, entries, best } = answer();
    const unmet = useful && task !== null && best === null && failure === 0;
    const code = unmet ? noneForTask : failure;
    const diagnosis = seen.finding
      ? (await explained(seen.finding)).diagnosis
      : unmet
        ? problemJson('model_no_access', words.noneForTask(task), [words.noneForTaskRemedy])
        : null;
    const cannotList = seen.finding === null && seen.listed === null;
    ports.terminal.print(
      `${JSON.stringify(
        {
          schemaVersion: 1,
          ok: code === 0,
          source,
          priceDate: pricesCheckedOn,
          models: modelsJson(entries),
          recommended: best && { task, id: best.id, reason: reasonText(best.reasonFacts, words) },
          warnings: cannotList ? [{ id: 'cannot_list_models', message: words.cannotList }] : [],
          diagnosis,
          exitCode: code,
        },
        null,
        2,
      )}\n`,
    );
    return code;
  }

  async function print(failure: number): Promise<number> {
    const columns = ports.terminal.columns();
    const { useful, entries, best } = answer();
    if (seen.finding) ports.terminal.say(`${(await explained(seen.finding)).text.trimEnd()}\n`);
    else if (seen.listed === null) ports.terminal.say(`${wrap(words.cannotList, columns)}\n`);
    if (!useful) return failure;
    if (task === null) {
      const endpoint = seen.access?.endpoint;
      const otherHost = endpoint && !endpoint.official ? endpoint.host : null;
      const view = { words, columns, fromApi: seen.listed !== null, otherHost };
      ports.terminal.print(modelsText(entries, view));
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

async function look(ports: Ports, means: ModelsMeans, label: string): Promise<Seen> {
  const found = await means.findAccess();
  if (!('key' in found)) return { listed: null, access: null, finding: found };
  const progress = ports.progress.start(label);
  try {
    const { models, finding } = await checkAuth(ports.api, found, {
      clock: ports.clock,
      deadline: found.deadline,
      onWait: () => {},
    });
    return { listed: models, access: found, finding };
  } finally {
    progress.stop();
  }
}
