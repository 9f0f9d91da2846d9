import type { OpeningWords } from '../../i18n/opening-words.ts';
import type { Prompter } from '../../ports/terminal.ts';

export type HaveKey = 'yes' | 'no';

/** The first question in a folder without a key. Enter is the short way; the key question leads to the guide too. */
export function askWhetherKey(
  prompter: Pick<Prompter, 'select'>,
  words: OpeningWords,
  onDrawn: () => void,
): Promise<HaveKey> {
  return prompter.select<HaveKey>({
    message: words.haveKey,
    choices: [
      { value: 'yes', name: words.haveKeyYes, means: 'yes' },
      { value: 'no', name: words.haveKeyNo, means: 'no' },
    ],
    default: 'yes',
    onDrawn,
  });
}
