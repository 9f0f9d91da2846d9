import { Transform } from 'node:stream';
import { confirm, select } from '@inquirer/prompts';
import { withoutControls } from '../../domain/text/controls.ts';
import type { PromptWords } from '../../i18n/prompt-words.ts';
import { Cancelled } from '../../ports/errors.ts';
import type { Prompter } from '../../ports/terminal.ts';
import { indent, width, wrap } from '../../ui/layout.ts';
import { keyPrompt } from './key-prompt.ts';
import { pausePrompt } from './pause-prompt.ts';

interface Options {
  readonly words: PromptWords;
  readonly color: boolean;
  readonly columns: () => number;
}

interface Context {
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** The theme's marks: colour comes from inquirer itself, and is taken out on the way where there is none. */
export function createPrompter({ words, color, columns }: Options): Prompter {
  const theme = {
    style: {
      keysHelpTip: () => `\u001b[2m${words.keys}\u001b[22m`,
    },
  };
  const { fit, answer } = layoutFor(columns);
  const ask = <T>(start: (context: Context) => Promise<T>, onDrawn?: () => void) =>
    askUntilEnded(
      // inquirer ends its output with each question.
      (signal) => start({ output: color ? process.stderr : withoutColor(process.stderr), signal }),
      onDrawn,
    );

  return {
    select: (question) =>
      ask(
        (context) =>
          select(
            {
              message: fit(question.message),
              choices: question.choices.map(({ value, name, description }) => ({
                value,
                name: indent(withoutControls(name), 2, columns() - 1).trimStart(),
                short: answer(question.message, withoutControls(name)),
                ...(description === undefined
                  ? {}
                  : { description: wrap(withoutControls(description), columns() - 1) }),
              })),
              ...(question.default === undefined ? {} : { default: question.default }),
              theme,
              loop: false,
              pageSize: 10,
            },
            context,
          ),
        question.onDrawn,
      ),
    pause: (question) => ask((context) => pausePrompt({ message: fit(question.message) }, context)),
    confirm: (question) =>
      ask((context) =>
        confirm(
          {
            message: fit(question.message, 5),
            default: question.default,
            transformer: (yes) => (yes ? words.yes : words.no),
          },
          context,
        ),
      ),
    secret: (question) =>
      ask((context) =>
        keyPrompt(
          {
            message: fit(question.message),
            feedback: (text, entered) =>
              indent(question.feedback(text, entered), 2, columns() - 1).trimStart(),
          },
          context,
        ),
      ),
  };
}

/** How questions and answers are broken into the width of the terminal. */
function layoutFor(columns: () => number) {
  /** Two columns are the question mark's, and the margin's of later lines; `room` is kept free behind the last word. */
  const fit = (asked: string, room = 0): string => {
    const message = withoutControls(asked);
    const [first = '', ...more] = wrap(
      room === 0 ? message : `${message} ${'_'.repeat(room)}`,
      columns() - 3,
    ).split('\n');
    const lines = [first, ...more.map((line) => `  ${line}`)].join('\n');
    return room === 0 ? lines : lines.replace(/ _+$/, '');
  };
  /** The answer behind its question, or below it where it does not fit: inquirer itself breaks in mid-word. */
  const answer = (message: string, text: string): string => {
    const last = fit(message).split('\n').at(-1) ?? '';
    return width(last) + width(text) + 4 <= columns() ? text : `\n${indent(text, 2, columns() - 1)}`;
  };
  return { fit, answer };
}

/** Asks one question; Ctrl-C, Ctrl-D and the end of the input end it as `Cancelled`. */
async function askUntilEnded<T>(
  start: (signal: AbortSignal) => Promise<T>,
  onDrawn?: () => void,
): Promise<T> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  // Ctrl-D closes inquirer's reader without an answer: the question would wait for ever.
  const onKey = (_text: string, key?: { ctrl?: boolean; name?: string }): void => {
    if (key?.ctrl && key.name === 'd') end();
  };
  // After Ctrl-Z and `fg` Node's reader waits for somebody to resume it: else the question would end, and what is pasted
  // next, a key, would go to the shell.
  const onResumed = (): void => void setImmediate(() => process.stdin.resume());
  process.stdin.on('keypress', onKey);
  process.stdin.once('end', end);
  process.on('SIGCONT', onResumed);
  try {
    const answered = start(ended.signal);
    // inquirer draws in the next turn of the event loop.
    if (onDrawn) setImmediate(() => setImmediate(onDrawn));
    return await answered;
  } catch (error) {
    if (error instanceof Error && /^(?:Exit|Abort|Cancel)PromptError$/.test(error.name))
      throw new Cancelled();
    throw error;
  } finally {
    process.stdin.off('keypress', onKey);
    process.stdin.off('end', end);
    process.off('SIGCONT', onResumed);
  }
}

/** A stream before the terminal that lets cursor movements pass and drops colours. */
function withoutColor(terminal: NodeJS.WriteStream): NodeJS.WritableStream {
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: SGR sequences start with ESC
      done(null, String(chunk).replace(/\u001b\[[\d;]*m/g, ''));
    },
  });
  stream.pipe(terminal, { end: false });
  return Object.defineProperties(stream, {
    columns: { get: () => terminal.columns },
    rows: { get: () => terminal.rows },
    isTTY: { value: true },
  });
}
