import { resolve } from 'node:path';
import { compareModels, estimate, type Request } from '../../domain/cost/compare.ts';
import { isCountable, type TokenCount } from '../../domain/cost/counting.ts';
import { retirement } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { pricesCheckedOn } from '../../domain/models/rows.ts';
import { findModel, modelTable } from '../../domain/models/table.ts';
import { testModels } from '../../domain/models/tasks.ts';
import { cleanPath, cleanText } from '../../domain/text/clean.ts';
import { nearestName } from '../../domain/text/nearest-name.ts';
import type { CostWords } from '../../i18n/en/cost.ts';
import { loadCostWords } from '../../i18n/load.ts';
import { Problem, UsageError } from '../../ports/errors.ts';
import type { Ports } from '../../ports/ports.ts';
import { costJson, costText } from '../../ui/cost.ts';
import { jsonDocument, jsonText } from '../../ui/json-document.ts';
import type { Given } from '../options.ts';
import { countText, openText } from './text.ts';

export type CostPorts = Pick<
  Ports,
  'clock' | 'createTokenCounter' | 'cwd' | 'progress' | 'terminal' | 'texts'
>;

export type CostOptions = Given<
  'language' | 'json' | 'file' | 'model' | 'input' | 'output' | 'compare' | 'perDay'
>;

/** `cost`: tokens and price of a prompt before it is sent. Returns the exit code. */
export async function runCost(
  ports: CostPorts,
  options: CostOptions,
  text: string | undefined,
): Promise<number> {
  const words = await loadCostWords(options.language);
  const columns = ports.terminal.columns();
  const { model, counted, request, exact } = await measure(ports, options, text, words);
  const today = utcDay(ports.clock.now());
  const compare = options.compare ? compareModels(request, today) : [];
  const result = { request, counted, exact, estimate: estimate(model, request), compare, today };
  ports.terminal.print(
    options.json
      ? jsonText(jsonDocument(0, { ...costJson(result), diagnosis: null }))
      : costText(result, words, columns),
  );
  return 0;
}

interface Measured {
  readonly model: string;
  readonly request: Request;
  readonly counted: boolean;
  readonly exact: boolean;
}

async function measure(
  ports: CostPorts,
  options: CostOptions,
  text: string | undefined,
  words: CostWords,
): Promise<Measured> {
  const { input, output: outputTokens = 0, perDay = null } = options;
  const model = knownModel(options.model ?? testModels[0] ?? '', words);
  if (input !== undefined) {
    return { model, counted: false, exact: true, request: { inputTokens: input, outputTokens, perDay } };
  }
  if (!isCountable(model)) {
    const ended = retirement(model, null, utcDay(ports.clock.now()))?.date ?? '';
    throw new Problem({ cause: 'model_retired' }, words.notCountable(model, ended), {
      remedies: [words.seeModels],
    });
  }
  const { tokens, exact } = await countGiven(ports, options, text, words);
  return { model, counted: true, exact, request: { inputTokens: tokens, outputTokens, perDay } };
}

/** Tokens of the text given, wherever it comes from. */
async function countGiven(
  { cwd, texts, createTokenCounter, progress }: CostPorts,
  { file }: Given<'file'>,
  text: string | undefined,
  words: CostWords,
): Promise<TokenCount> {
  if (text !== undefined) {
    const counter = await createTokenCounter();
    counter.add(text);
    return counter.end();
  }
  const path = file === undefined || file === '-' ? null : resolve(cwd, file);
  const name = path === null ? words.stdin : cleanPath(file ?? '');
  const opened = await openText(texts, path, name, words);
  if (opened === null) throw new UsageError(words.usage.noText);
  const { count, empty } = await countText(opened, await createTokenCounter(), progress, name, words);
  // A job without a standard input of its own has an empty one; that is no text of the user's.
  if (empty && path === null) throw new UsageError(words.usage.noText);
  return count;
}

/** A model that the table has; a fine-tuned one counts as known, without a price. */
function knownModel(id: string, words: CostWords): string {
  const base = id.startsWith('ft:') ? (id.split(':')[1] ?? '') : id;
  if (findModel(base) !== null) return cleanText(id);
  const shown = cleanText(id);
  const near = nearestName(
    id,
    modelTable.map((row) => row.id),
  );
  throw new Problem({ cause: 'model_not_found' }, words.unknownModel(shown, pricesCheckedOn), {
    remedies: [near === undefined ? words.seeModels : words.nearest(near)],
  });
}
