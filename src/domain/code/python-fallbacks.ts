import { bareCode } from './python-calls.ts';

/** Where code asks for a variable, up to the end of its name. */
const asking =
  /(?<![\w.])(?:(?:os\.)?(?:getenv\(|environ\.get\(|environ\[)|(?:env|config)(?:\.str)?\()\s*["'](\w+)["']/g;
/** What may stand between two of them where the second is asked only if the first gives nothing. */
const otherwise =
  /^\s*(?:,\s*(?:None|""|'')\s*)?[)\]]+\s*(?:or|if|else)\s*\(*\s*$|^\s*,\s*(?:default\s*=\s*)?$/;

/** The names of variables that code takes its key from before it asks for the usual one. */
export function namesBefore(text: string, usual: string): readonly string[] {
  if (!text.includes(usual)) return [];
  const code = bareCode(text);
  const names: string[] = [];
  let chain: readonly string[] = [];
  let end = 0;
  for (const { index, 0: whole, 1: name = '' } of code.matchAll(asking)) {
    chain = otherwise.test(code.slice(end, index)) ? chain : [];
    if (name === usual) names.push(...chain);
    chain = [...chain, name];
    end = index + whole.length;
  }
  return [...new Set(names)].filter((name) => name !== usual);
}
