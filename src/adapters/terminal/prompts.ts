import { Secret } from '../../domain/secrets/secret.ts';
import { withoutControls } from '../../domain/text/controls.ts';
import type { PromptWords } from '../../i18n/prompt-words.ts';
import type { Prompter } from '../../ports/terminal.ts';
import { before, indent, width, wrap } from '../../ui/layout.ts';
import type { Marks, Style } from '../../ui/theme.ts';
import { ask, type Question } from './ask.ts';
import { createFrame } from './frame.ts';
import type { Keyboard } from './keyboard.ts';
import type { Key } from './keys.ts';
import { longestSecret, pasteGap } from './pasted.ts';
import type { Rail } from './rail.ts';
import { askList, type DrawnList } from './select-prompt.ts';
import { createTypedKeys, longestAnswer } from './typed-keys.ts';
import { writeAll } from './write-out.ts';
import { choiceTyped, yesOrNo } from './yes-or-no.ts';

interface Options {
  readonly words: PromptWords;
  readonly style: Style;
  readonly marks: Marks;
  /** The size of the terminal now. */
  readonly columns: () => number;
  readonly rows: () => number;
  readonly keyboard: Keyboard;
  readonly rail: Rail;
}

type AskedBy<K extends keyof Prompter> = Parameters<Prompter[K]>[0];

/** Room for a short answer behind a question. */
const room = '____';

/** The most lines of choices that are shown at a time. */
const mostShown = 10;

/** Questions that are drawn over again in their place. Keys that are no choice do nothing. */
export function createPrompter(options: Options): Prompter {
  const { keyboard, rail } = options;
  const terminal = { keyboard, frame: createFrame(options.columns, rail) };
  const look = createLook(options);
  const apart = <T>(asking: () => Promise<T>): Promise<T> => {
    writeAll(2, rail.gap());
    return asking();
  };
  return {
    select: (question) => apart(() => askSelect(question, look, options)),
    pause: (question) => apart(() => ask<void>(terminal, (answer) => pause(question, look, answer))),
    confirm: (question) => apart(() => ask<boolean>(terminal, (answer) => confirm(question, look, answer))),
    secret: (question) => apart(() => ask<Secret>(terminal, (answer) => secret(question, look, answer))),
  };
}

type PromptLook = ReturnType<typeof createLook>;

/** How questions and answers are broken into the width of the terminal; two columns are the margin's. */
function createLook({ words, style, marks, columns, rows }: Options) {
  /** A text behind a mark of one column, its later lines below its first word. */
  const hang = (margin: string, mark: string, text: string, paint: (line: string) => string) => {
    const room = columns() - width(margin) - 3;
    const [first = '', ...more] = wrap(withoutControls(text), room).split('\n');
    return [`${margin}${mark} ${paint(first)}`, ...more.map((line) => `${margin}  ${paint(line)}`)];
  };
  const below = (text: string): readonly string[] => indent(text, 2, columns() - 1).split('\n');
  const asIs = (text: string): string => text;
  return {
    words,
    style,
    marks,
    rows,
    columns,
    hang,
    below,
    open: (message: string) => hang('', style.link(style.strong(marks.ask)), message, style.strong),
    /** The question with its answer, or without one where it was left. */
    closed: (message: string, answer: string | null): readonly string[] =>
      answer === null
        ? hang('', style.bad(marks.left), message, asIs)
        : [
            ...hang('', style.good(marks.answered), message, asIs),
            ...(answer === '' ? [] : below(style.quiet(withoutControls(answer)))),
          ],
  };
}

function askSelect<T>(
  question: AskedBy<'select'>,
  look: PromptLook,
  { keyboard, rail }: Pick<Options, 'keyboard' | 'rail'>,
): Promise<T> {
  const { choices, message } = question;
  const { words, style, marks } = look;
  const start = choices.findIndex(({ value }) => value === question.default);
  const draw = (): DrawnList => {
    const columns = look.columns();
    const titled = hanging(message, columns - 3);
    const room = look.rows() - titled.split('\n').length - 4;
    return {
      message: titled,
      choices: choices.map(({ name, description }) => ({
        // Further in than the choices: what goes on is not the next one.
        name: hanging(name, columns - 5, 4),
        ...(description === undefined
          ? {}
          : { description: indent(withoutControls(description), 2, columns - 1) }),
      })),
      mark: style.link(style.strong(marks.ask)),
      answeredMark: style.good(marks.answered),
      pointer: marks.pointer,
      keys: indent(words.keys, 2, columns - 1),
      pageSize: Math.max(3, Math.min(mostShown, room)),
      columns,
      strong: style.strong,
      highlight: style.link,
      quiet: style.quiet,
    };
  };
  return askList(keyboard, {
    start: Math.max(0, start),
    draw,
    named: (typed) => choiceTyped(typed, choices, words),
    after: (chosen) => {
      const lines = look.closed(message, chosen === null ? null : (choices[chosen]?.name ?? ''));
      return rail.beside(`${lines.join('\n')}\n`);
    },
    onDrawn: question.onDrawn,
  }).then((chosen) => choices[chosen]?.value as T);
}

/** A text whose later lines stand `by` columns in, below its first word where a mark and a blank come before it. */
const hanging = (text: string, room: number, by = 2): string =>
  wrap(withoutControls(text), room)
    .split('\n')
    .join(`\n${' '.repeat(by)}`);

/** One line that waits for Enter. */
function pause({ message }: AskedBy<'pause'>, look: PromptLook, answer: () => void): Question {
  const typed = createTypedKeys();
  return {
    take(keys) {
      if (typed(keys).some(({ name }) => name === 'enter')) answer();
    },
    view: () => ({ lines: look.open(message), cursor: null }),
    after: (isAnswered) => look.closed(message, isAnswered ? '' : null),
  };
}

function confirm(question: AskedBy<'confirm'>, look: PromptLook, answer: (value: boolean) => void): Question {
  const { message } = question;
  const { words, style } = look;
  let text = '';
  let complaint = '';
  let chosen = question.default;
  const typed = createTypedKeys();
  const take = (keys: readonly Key[]): void => {
    for (const key of typed(keys)) {
      if (key.name === 'enter') {
        const meant = text.trim() === '' ? question.default : yesOrNo(text, words);
        if (meant !== null) {
          chosen = meant;
          answer(meant);
          return;
        }
        [text, complaint] = ['', words.yesOrNo];
      } else if (key.name === 'text') [text, complaint] = [text + key.text, ''];
      else if (key.name === 'backspace') text = [...text].slice(0, -1).join('');
      else if (key.name === 'clear') text = '';
    }
  };
  const view = () => {
    const hint = words.yesNo(question.default);
    // No answer is longer, and a key that is typed here must not be shown.
    const shown = text.length > longestAnswer ? '…' : text;
    // Room is kept for a short answer behind the question.
    const title = look.open(before(message + hint) + room).map((line) => line.replace(room, '').trimEnd());
    const last = title.at(-1) ?? '';
    const lines = [
      ...title.slice(0, -1),
      `${before(last).replace(hint.trim(), style.quiet(hint.trim()))}${shown}`,
    ];
    const cursor = { line: lines.length - 1, column: width(lines.at(-1) ?? '') };
    return { lines: complaint === '' ? lines : [...lines, ...look.below(style.warn(complaint))], cursor };
  };
  return {
    take,
    view,
    after: (isAnswered) => look.closed(message, isAnswered ? (chosen ? words.yes : words.no) : null),
  };
}

/**
 * Hidden input of a key. There is no way to make it visible; instead of a star for each character it says what was
 * received, which fits every width. A pasted line break is part of the paste: Enter only counts when nothing follows it.
 */
function secret(
  { message, feedback }: AskedBy<'secret'>,
  look: PromptLook,
  answer: (value: Secret) => void,
): Question {
  let text = '';
  let entered: ReturnType<typeof setTimeout> | undefined;
  const add = (more: string): void => {
    text = (text + more).slice(0, longestSecret);
  };
  const take = (keys: readonly Key[]): void => {
    if (entered !== undefined) add('\n');
    clearTimeout(entered);
    entered = undefined;
    const [last] = keys.slice(-1);
    for (const key of last?.name === 'enter' ? keys.slice(0, -1) : keys) {
      if (key.name === 'text') add(key.text);
      else if (key.name === 'enter') add('\n');
      else if (key.name === 'tab') add('\t');
      else if (key.name === 'backspace') text = text.slice(0, -1);
      else if (key.name === 'clear') text = '';
    }
    if (last?.name === 'enter') entered = setTimeout(() => answer(new Secret(text)), pasteGap);
  };
  const lines = (isEntered: boolean) => feedback(text, isEntered);
  return {
    take,
    view() {
      const title = look.open(message);
      const said = lines(false);
      return {
        lines: said === '' ? title : [...title, ...look.below(said)],
        cursor: { line: title.length - 1, column: width(before(title.at(-1) ?? '')) },
      };
    },
    after(isAnswered) {
      clearTimeout(entered);
      return look.closed(message, isAnswered ? lines(true) : null);
    },
  };
}
