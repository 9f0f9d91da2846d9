import { withoutControls } from '../../domain/text/controls.ts';
import type { PromptWords } from '../../i18n/prompt-words.ts';
import type { Prompter } from '../../ports/terminal.ts';
import { indent, width, wrap } from '../../ui/layout.ts';
import type { Marks, Style } from '../../ui/theme.ts';
import { ask, type Question } from './ask.ts';
import { createFrame } from './frame.ts';
import type { Keyboard } from './keyboard.ts';
import type { Key } from './keys.ts';
import { createTypedKeys, longestAnswer } from './typed-keys.ts';
import { choiceTyped, yesOrNo } from './yes-or-no.ts';

interface Options {
  readonly words: PromptWords;
  readonly style: Style;
  readonly marks: Marks;
  /** The size of the terminal now. */
  readonly columns: () => number;
  readonly rows: () => number;
  readonly keyboard: Keyboard;
}

type Asked<K extends keyof Prompter> = Parameters<Prompter[K]>[0];

/** After Enter, more input within this time (ms) belongs to the same paste. */
const pasteGap = 40;

/** The longest text that is taken for a key, in UTF-16 units; the rest of a longer one is dropped. */
const longestSecret = 16_384;

/** The most choices that are shown at a time. */
const pageSize = 10;

/** Questions that are drawn over again in their place. Keys that are no choice do nothing. */
export function createPrompter(options: Options): Prompter {
  const terminal = { keyboard: options.keyboard, frame: createFrame(options.columns) };
  const look = createLook(options);
  return {
    select<T>(question: Parameters<Prompter['select']>[0]) {
      return ask(terminal, (answer) => select(question, look, answer), question.onDrawn) as Promise<T>;
    },
    pause: (question) => ask<void>(terminal, (answer) => pause(question, look, answer)),
    confirm: (question) => ask<boolean>(terminal, (answer) => confirm(question, look, answer)),
    secret: (question) => ask<string>(terminal, (answer) => secret(question, look, answer)),
  };
}

type Look = ReturnType<typeof createLook>;

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

function select<T>(question: Asked<'select'>, look: Look, answer: (value: T) => void): Question {
  const { choices, message } = question;
  let at = Math.max(
    0,
    choices.findIndex(({ value }) => value === question.default),
  );
  const typed = createTypedKeys();
  const take = (keys: readonly Key[]): void => {
    for (const key of typed(keys)) {
      if (key.name === 'up') at = Math.max(0, at - 1);
      else if (key.name === 'down') at = Math.min(choices.length - 1, at + 1);
      else if (key.name === 'text') {
        const named = choiceTyped(key.text, choices, look.words);
        if (named !== -1) at = named;
      } else if (key.name === 'enter') {
        answer(choices[at]?.value as T);
        return;
      }
    }
  };
  const view = () => {
    const { style, marks } = look;
    const title = look.open(message);
    const about = choices[at]?.description;
    const tail = [
      ...(about === undefined ? [] : look.hang('  ', ' ', about, style.quiet)),
      ...look.below(style.quiet(look.words.keys)),
    ];
    const shown = choices.map(({ name }, index) =>
      index === at
        ? look.hang('  ', style.link(marks.pointer), name, style.link)
        : look.hang('  ', ' ', name, (line) => line),
    );
    const room = Math.max(1, look.rows() - title.length - tail.length - 1);
    return { lines: [...title, ...page(shown, at, room).flat(), ...tail], cursor: null };
  };
  return {
    take,
    view,
    after: (isAnswered) => look.closed(message, isAnswered ? (choices[at]?.name ?? '') : null),
  };
}

/** The choices around the one at `at` that have room, the next ones before those further away. */
function page(
  shown: readonly (readonly string[])[],
  at: number,
  room: number,
): readonly (readonly string[])[] {
  let [first, end] = [at, at + 1];
  let used = shown[at]?.length ?? 0;
  const fits = (index: number): boolean => {
    const lines = shown[index];
    if (!lines || used + lines.length > room || end - first >= pageSize) return false;
    used += lines.length;
    return true;
  };
  for (let grew = true; grew; ) {
    grew = false;
    if (end - at <= at - first || first === 0) {
      if (fits(end)) [end, grew] = [end + 1, true];
      else if (fits(first - 1)) [first, grew] = [first - 1, true];
    } else if (fits(first - 1)) [first, grew] = [first - 1, true];
    else if (fits(end)) [end, grew] = [end + 1, true];
  }
  return shown.slice(first, end);
}

/** One line that waits for Enter. */
function pause({ message }: Asked<'pause'>, look: Look, answer: () => void): Question {
  const typed = createTypedKeys();
  return {
    take(keys) {
      if (typed(keys).some(({ name }) => name === 'enter')) answer();
    },
    view: () => ({ lines: look.open(message), cursor: null }),
    after: (isAnswered) => look.closed(message, isAnswered ? '' : null),
  };
}

function confirm(question: Asked<'confirm'>, look: Look, answer: (value: boolean) => void): Question {
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
    const hint = question.default ? '(Y/n)' : '(y/N)';
    // No answer is longer, and a key that is typed here must not be shown.
    const shown = text.length > longestAnswer ? '…' : text;
    // Room is kept for a short answer behind the question.
    const title = look.open(`${message} ${hint} ____`).map((line) => line.replace('____', '').trimEnd());
    const last = title.at(-1) ?? '';
    const lines = [...title.slice(0, -1), `${last.replace(hint, style.quiet(hint))} ${shown}`];
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
  { message, feedback }: Asked<'secret'>,
  look: Look,
  answer: (value: string) => void,
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
    if (last?.name === 'enter') entered = setTimeout(() => answer(text), pasteGap);
  };
  const lines = (isEntered: boolean) => feedback(text, isEntered);
  return {
    take,
    view() {
      const title = look.open(message);
      const said = lines(false);
      return {
        lines: said === '' ? title : [...title, ...look.below(said)],
        cursor: { line: title.length - 1, column: width(title.at(-1) ?? '') + 1 },
      };
    },
    after(isAnswered) {
      clearTimeout(entered);
      return look.closed(message, isAnswered ? lines(true) : null);
    },
  };
}
