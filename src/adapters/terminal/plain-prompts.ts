import { withoutControls } from '../../domain/text/controls.ts';
import type { PromptWords } from '../../i18n/prompt-words.ts';
import { Cancelled } from '../../ports/errors.ts';
import type { Prompter } from '../../ports/terminal.ts';
import { indent, wrap } from '../../ui/layout.ts';
import { writeOut } from './write-out.ts';

/**
 * Questions for terminals that cannot move a cursor (`TERM=dumb`): one line each, answered by a line.
 * Choices are numbered; an empty line takes the default, which is shown in brackets.
 */
export function createPlainPrompter(words: PromptWords): Prompter {
  const columns = (): number => process.stderr.columns || 80;
  const fit = (text: string): string => wrap(withoutControls(text), columns() - 1);

  return {
    async select(question) {
      const fallback = Math.max(
        0,
        question.choices.findIndex((choice) => choice.value === question.default),
      );
      say(`${fit(`? ${question.message}`)}\n`);
      question.choices.forEach((choice, index) => {
        say(`${indent(`${index + 1}. ${withoutControls(choice.name)}`, 2, columns())}\n`);
      });
      question.onDrawn?.();
      for (;;) {
        say(`[${fallback + 1}] `);
        const answer = (await readLine({ echo: true })).trim();
        const chosen = question.choices[answer === '' ? fallback : Number(answer) - 1];
        if (chosen) return chosen.value;
      }
    },
    async pause(question) {
      say(`${fit(`? ${question.message}`)} `);
      await readLine({ echo: false });
      say('\n');
    },
    async confirm(question) {
      for (;;) {
        say(`${fit(`? ${question.message} ${question.default ? '[Y/n]' : '[y/N]'}`)} `);
        const answer = (await readLine({ echo: true })).trim().toLowerCase();
        if (answer === '') return question.default;
        if (['y', 'yes', words.yes.toLowerCase()].includes(answer)) return true;
        if (['n', 'no', words.no.toLowerCase()].includes(answer)) return false;
      }
    },
    async secret(question) {
      say(`${fit(`? ${question.message}`)} `);
      const text = await readLine({ echo: false });
      say(`\n${indent(question.feedback(text, true), 2, columns())}\n`);
      return text;
    },
  };
}

const say = (text: string): void => void writeOut(2, Buffer.from(text));

/** After Enter, more input within this time (ms) is part of the same paste. */
const pasteGap = 40;

/** Reads a line in raw mode, so that hidden input is never echoed by the terminal itself. */
function readLine({ echo }: { readonly echo: boolean }): Promise<string> {
  const { stdin } = process;
  return new Promise((resolve, reject) => {
    let text = '';
    let entered: ReturnType<typeof setTimeout> | undefined;

    const finish = (settle: () => void): void => {
      clearTimeout(entered);
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      stdin.setRawMode(false);
      stdin.pause();
      if (echo) say('\n');
      settle();
    };
    const onEnd = (): void => finish(() => reject(new Cancelled()));
    const onData = (data: string): void => {
      clearTimeout(entered);
      for (const character of data) {
        if (character === '\u0003' || character === '\u0004') {
          onEnd();
          return;
        }
        if (character === '\u007f' || character === '\b') text = text.slice(0, -1);
        else text += character === '\r' ? '\n' : character;
        if (echo && character >= ' ' && character !== '\u007f') say(character);
      }
      if (!text.endsWith('\n')) return;
      const done = (): void => finish(() => resolve(text.slice(0, -1)));
      if (echo) done();
      else entered = setTimeout(done, pasteGap);
    };

    stdin.setEncoding('utf8');
    stdin.setRawMode(true);
    stdin.on('data', onData);
    stdin.once('end', onEnd);
    stdin.resume();
  });
}
