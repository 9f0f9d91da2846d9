/** So much in front of a name is looked at. */
const mostBefore = 300;
/** So many names of one choice. */
const mostNames = 6;

/** The way to a variable, up to its name: `process.env.`, `env['`, `get("`. */
const wayTo = /[\w$.?!]*(?:[[(]\s*["'`])?$/;
/** What is taken where it is there, with the sign behind it: `process.env.MY_KEY ||`, `mine ??`, `key ||=`. */
const choice = /([\w$.?!]+(?:[[(]\s*["'`][\w$]+["'`]\s*[\])])?!?)\s*(?:\|\||\?\?)=?\s*\(?\s*$/;
/** The same as a condition: `mine ? mine :`, `if (!key) key =`. */
const condition =
  /([\w$.?]+(?:\[["'`][\w$]+["'`]\])?)\s*\?\s*[^:?;]{1,80}:\s*$|\bif\s*\(\s*!\s*([\w$.]+)\s*\)\s*\{?\s*[\w$.]+\s*=\s*$/;

/** The variables that code takes, where they are set, ahead of the usual one: `process.env.MY_KEY || process.env.OPENAI_API_KEY`. */
export function namesAhead(text: string): readonly string[] {
  const found = new Set<string>();
  for (const { index } of text.matchAll(/(?<!\w)OPENAI_API_KEY(?!\w)/g)) {
    let before = text.slice(Math.max(0, index - mostBefore), index).replace(wayTo, '');
    for (let left = mostNames; left > 0; left -= 1) {
      const one = choice.exec(before) ?? condition.exec(before);
      const name = one && variableIn(text, one[1] ?? one[2] ?? '');
      if (name !== null && name !== 'OPENAI_API_KEY') found.add(name);
      if (!one) break;
      before = before.slice(0, one.index);
    }
  }
  return [...found];
}

/** The variable of the environment that an expression is, or that a name of the same file stands for; null for none. */
export function variableIn(text: string, expression: string): string | null {
  const last = /([\w$]+)(?:["'`]\s*[\])]?)?!?$/.exec(expression)?.[1] ?? '';
  if (isVariable.test(last)) return last;
  if (!/^[\w$]+$/.test(expression) || last.length > 60) return null;
  const name = last.replaceAll('$', '\\$');
  const given = new RegExp(
    `(?<![\\w$.])${name}\\s*=(?![=>])\\s*[\\w$.?]*(?:[[(]\\s*["'\`])?(?<![\\w$])([A-Z][A-Z0-9_]+)(?!\\w)`,
  );
  return given.exec(text)?.[1] ?? null;
}

const isVariable = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/;
