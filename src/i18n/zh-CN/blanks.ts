/** Chinese characters. */
const han = /\p{Script=Han}/u;

/** Marks of Chinese text, which bring their own room. */
const mark = /[、。，：；！？（）《》「」“”]/;

/** Puts two pieces of text together: one blank between Chinese and anything Latin, none beside a Chinese mark. */
function join(before: string, after: string): string {
  const left = before.replace(/ +$/, '');
  const right = after.replace(/^ +/, '');
  const last = left.at(-1) ?? '';
  const first = right[0] ?? '';
  if (last === '' || first === '' || last === '\n' || first === '\n') return before + after;
  const chinese = [last, first].map((one) => han.test(one));
  const marks = [last, first].map((one) => mark.test(one));
  if (!chinese.includes(true) && !marks.includes(true)) return before + after;
  // Part of a command or an address, where a blank would end it.
  if (left === before && /[=/\\:@~("'`$-]/.test(last)) return before + after;
  return marks.includes(true) || !chinese.includes(false) ? left + right : `${left} ${right}`;
}

/**
 * A Chinese text whose facts may be Chinese or Latin: the blanks at their edges come out right for both, also for an
 * empty one. `zh` + `来自${from}` gives `来自 .env` and `来自标准输入`.
 */
export function zh(texts: TemplateStringsArray, ...facts: readonly (string | number | undefined)[]): string {
  return facts.reduce<string>(
    (text, fact, index) => join(join(text, String(fact)), texts[index + 1] ?? ''),
    texts[0] ?? '',
  );
}
