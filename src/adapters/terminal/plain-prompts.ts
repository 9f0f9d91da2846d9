import { Secret } from '../../domain/secrets/secret.ts';
import { withoutControls } from '../../domain/text/controls.ts';
import type { PromptWords } from '../../i18n/prompt-words.ts';
import { Cancelled } from '../../ports/errors.ts';
import type { Prompter } from '../../ports/terminal.ts';
import { before, indent, wrap } from '../../ui/layout.ts';
import type { Keyboard } from './keyboard.ts';
import { longestSecret, pasteGap } from './pasted.ts';
import { createTypedKeys, longestAnswer } from './typed-keys.ts';
import { writeAll } from './write-out.ts';
import { choiceTyped, yesOrNo } from './yes-or-no.ts';

interface Options {
  readonly words: PromptWords;
  readonly columns: () => number;
  readonly keyboard: Keyboard;
}

/**
 * Questions where nothing is drawn over again: one line each, answered by a line. Choices are numbered; an empty line
 * takes the default, which is shown in brackets.
 */
export function createPlainPrompter({ words, columns, keyboard }: Options): Prompter {
  const fit = (text: string): string => wrap(withoutControls(text), columns() - 1);
  const complain = (text: string): void => say(`${indent(text, 2, columns())}\n`);

  return {
    async select(question) {
      const { choices, message } = question;
      const fallback = Math.max(
        0,
        choices.findIndex((choice) => choice.value === question.default),
      );
      const list = choices.map(({ name, description }, index) => {
        const told = description === undefined ? name : `${name} · ${description}`;
        return indent(`${index + 1}. ${withoutControls(told)}`, 2, columns());
      });
      say(`${[fit(`? ${message}`), ...list].join('\n')}\n`);
      for (;;) {
        const answer = await readLine(keyboard, `[${fallback + 1}] `, question.onDrawn);
        const chosen = choices[answer === '' ? fallback : choiceTyped(answer, choices, words)];
        if (chosen) return chosen.value;
        complain(words.oneOf(choices.length));
      }
    },
    async pause(question) {
      await readHidden(keyboard, before(fit(`? ${question.message}`)));
    },
    async confirm(question) {
      for (;;) {
        const prompt = before(fit(`? ${question.message}${words.yesNo(question.default)}`));
        const answer = await readLine(keyboard, prompt);
        const meant = answer === '' ? question.default : yesOrNo(answer, words);
        if (meant !== null) return meant;
        complain(words.yesOrNo);
      }
    },
    async secret(question) {
      const text = await readHidden(keyboard, before(fit(`? ${question.message}`)));
      say(`${indent(question.feedback(text, true), 2, columns())}\n`);
      return new Secret(text);
    },
  };
}

const say = (text: string): void => writeAll(2, text);

/** A line without blanks around it, shown as it is typed. What is too long for an answer is not: it may be a key. */
function readLine(keyboard: Keyboard, prompt: string, onDrawn?: () => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const typed = createTypedKeys();
    const stop = keyboard.listen({
      keys(keys) {
        for (const key of typed(keys)) {
          if (key.name === 'text') {
            text += key.text;
            if (text.length <= longestAnswer) say(key.text);
          } else if (key.name === 'backspace' || key.name === 'clear') {
            text = '';
            say(`\n${prompt}`);
          } else if (key.name === 'enter') {
            stop();
            say('\n');
            resolve(text.trim());
            return;
          }
        }
      },
      leave() {
        stop();
        say('\n');
        reject(new Cancelled());
      },
      redraw: (isElsewhere) => isElsewhere && say(`\n${prompt}${text}`),
    });
    say(prompt);
    if (onDrawn) setImmediate(onDrawn);
  });
}

function readHidden(keyboard: Keyboard, prompt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let entered: ReturnType<typeof setTimeout> | undefined;
    const end = (settle: () => void): void => {
      clearTimeout(entered);
      stop();
      say('\n');
      settle();
    };
    const stop = keyboard.listen({
      keys(keys) {
        clearTimeout(entered);
        for (const key of keys) {
          if (key.name === 'text') text += key.text;
          else if (key.name === 'enter') text += '\n';
          else if (key.name === 'tab') text += '\t';
          else if (key.name === 'backspace') text = text.slice(0, -1);
          else if (key.name === 'clear') text = '';
        }
        text = text.slice(0, longestSecret);
        if (keys.at(-1)?.name === 'enter')
          entered = setTimeout(() => end(() => resolve(text.replace(/\n$/, ''))), pasteGap);
      },
      leave: () => end(() => reject(new Cancelled())),
      redraw: (isElsewhere) => isElsewhere && say(`\n${prompt}`),
    });
    say(prompt);
  });
}
