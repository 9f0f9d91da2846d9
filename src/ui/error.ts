import { causes } from '../domain/diagnosis/causes.ts';
import { exitCodes } from '../domain/diagnosis/exit-codes.ts';
import type { Language } from '../domain/text/language.ts';
import { loadCauseWords, loadReportWords } from '../i18n/load.ts';
import type { Problem, Stopped } from '../ports/errors.ts';
import type { Terminal } from '../ports/terminal.ts';
import { explain } from './explain.ts';
import { jsonDocument, jsonText } from './json-document.ts';
import { wrap } from './layout.ts';
import { wholePath } from './place.ts';
import { problemJson } from './problem.ts';
import { tellVerdict } from './report-text.ts';
import { createStyle } from './theme.ts';

/** What ended a command without a result of its own. */
type Ending =
  | { readonly kind: 'cancelled' | 'usage'; readonly message: string }
  /** The system said no; `code` is its own. */
  | { readonly kind: 'system'; readonly message: string; readonly code: string }
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string | undefined }
  | { readonly kind: 'cause'; readonly error: Stopped }
  | { readonly kind: 'problem'; readonly error: Problem };

/** Tells it on stderr, as JSON on stdout where that was asked for; returns the exit code. */
export async function reportError(
  ending: Ending,
  { language, json }: { readonly language: Language; readonly json: boolean },
  terminal: Terminal,
): Promise<number> {
  if (ending.kind === 'cause') {
    const { finding } = ending.error;
    const [causeWords, words] = await Promise.all([loadCauseWords(language), loadReportWords(language)]);
    const diagnosis = explain(finding, { official: true, host: null }, causeWords, wholePath);
    const { exitCode } = causes[finding.cause];
    const look = { words, style: createStyle(terminal.color.stderr), columns: terminal.columns() };
    if (json) terminal.print(jsonText(jsonDocument(exitCode, { diagnosis })));
    else tellVerdict(terminal.say, diagnosis, look);
    return exitCode;
  }
  if (ending.kind === 'problem') return tellProblem(ending.error, json, terminal);
  const exitCode = exitCodes[ending.kind === 'system' ? 'files' : ending.kind];
  const prefix = ending.kind === 'cancelled' ? '' : 'openai-setup: ';
  const line = `${prefix}${ending.message}`;
  // One line for scripts; where somebody reads it, no word is broken.
  terminal.say(`${terminal.interactive ? wrap(line, terminal.columns() - 2) : line}\n`, 'last');
  if (ending.kind === 'defect' && ending.stack) terminal.say(`${ending.stack}\n`);
  if (json) {
    const code = ending.kind === 'system' ? { code: ending.code } : {};
    const error = { kind: ending.kind, message: ending.message, ...code };
    terminal.print(jsonText(jsonDocument(exitCode, { diagnosis: null, error })));
  }
  return exitCode;
}

/** The command's own words, on stderr; as a document, on stdout. */
function tellProblem(problem: Problem, json: boolean, terminal: Terminal): number {
  const { blame, message, about } = problem;
  const { remedies = [], content = {} } = about;
  const { exitCode } = causes[blame.cause];
  if (json) {
    const diagnosis = problemJson(blame, message, remedies);
    terminal.print(jsonText(jsonDocument(exitCode, { ...content, diagnosis })));
  } else terminal.say(`${wrap([message, ...remedies].join(' '), terminal.columns() - 2)}\n`, 'last');
  return exitCode;
}
