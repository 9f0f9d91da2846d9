import type { PromptWords } from '../../i18n/prompt-words.ts';

/** What is typed for yes and for no, in whichever language the question is. */
const answers: Readonly<Record<'yes' | 'no', readonly string[]>> = {
  yes: ['y', 'yes', 'ye', 'ok', '是', '是的', '好', '好的', '对', '行', '可以'],
  no: ['n', 'no', '否', '不', '不是', '不要', '不用', '不行', '不好'],
};

/** The place of the choice that a typed text names: by its number, or by yes or no; -1 where it names none. */
export function choiceTyped(
  typed: string,
  choices: readonly { readonly means?: 'yes' | 'no' }[],
  words: Pick<PromptWords, 'yes' | 'no'>,
): number {
  const number = Number(typed.normalize('NFKC'));
  if (choices[number - 1]) return number - 1;
  const meant = yesOrNo(typed, words);
  return meant === null ? -1 : choices.findIndex(({ means }) => means === (meant ? 'yes' : 'no'));
}

/** Null for what is neither. An input method may give letters in their full width. */
export function yesOrNo(typed: string, words: Pick<PromptWords, 'yes' | 'no'>): boolean | null {
  const text = typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[.!。！]+$/, '');
  if (text === words.yes.toLowerCase() || answers.yes.includes(text)) return true;
  if (text === words.no.toLowerCase() || answers.no.includes(text)) return false;
  return null;
}
