import type { TokenCount, TokenCounter } from '../../domain/cost/counting.ts';
import type { Blame } from '../../domain/diagnosis/cause-facts.ts';
import type { CostWords } from '../../i18n/en/cost.ts';
import { Problem } from '../../ports/errors.ts';
import { type OpenText, type TextProblem, type TextSource, TextUnreadable } from '../../ports/files.ts';
import type { Progress } from '../../ports/terminal.ts';
import { progressBar } from '../../ui/progress-bar.ts';

/** Opens a file (null: standard input). Null where there is nothing to read. */
export async function openText(
  texts: TextSource,
  path: string | null,
  name: string,
  words: CostWords,
): Promise<OpenText | null> {
  if (path === null) return texts.stdin();
  try {
    return await texts.file(path);
  } catch (error) {
    throw unreadable(error, name, words);
  }
}

/** Counts a text part by part, and shows how far it is. */
export async function countText(
  text: OpenText,
  counter: TokenCounter,
  progress: Progress,
  name: string,
  words: CostWords,
): Promise<{ readonly count: TokenCount; readonly empty: boolean }> {
  let done = 0;
  const shown = progress.start(words.counting(''));
  try {
    for await (const part of text.parts) {
      counter.add(part);
      done += Buffer.byteLength(part);
      shown.update(words.counting(howFar(done, text.bytes)));
      await breath();
    }
    return { count: counter.end(), empty: done === 0 };
  } catch (error) {
    throw unreadable(error, name, words);
  } finally {
    shown.stop();
  }
}

/** Lets timers run: counting would otherwise keep the progress line from being drawn. */
const breath = () => new Promise<void>((go) => setImmediate(go));

function howFar(done: number, total: number | null): string {
  if (total === null || total === 0) return `${(done / 1e6).toFixed(1)} MB`;
  return `${progressBar(done, total)} ${Math.floor(Math.min(1, done / total) * 100)}%`;
}

const blameOf: Readonly<Record<TextProblem, Blame>> = {
  missing: { cause: 'env_file_missing' },
  directory: { cause: 'env_file_unreadable', reason: 'directory' },
  no_permission: { cause: 'env_file_unreadable', reason: 'no_permission' },
  io_error: { cause: 'env_file_unreadable', reason: 'io_error' },
  binary: { cause: 'env_file_encoding', reason: 'binary' },
  not_utf8: { cause: 'env_file_encoding', reason: 'not_utf8' },
};

function unreadable(error: unknown, name: string, words: CostWords): unknown {
  if (!(error instanceof TextUnreadable)) return error;
  const { reason } = error;
  return new Problem(blameOf[reason], words.unreadable[reason](name));
}
