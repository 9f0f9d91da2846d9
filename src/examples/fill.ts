import type { ProgramWords, TextName } from './texts.ts';

/** Writes a text as a string literal of a language. */
type Quote = (text: string) => string;

/** For JavaScript, in the style of most projects. */
export const singleQuoted: Quote = (text) => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** For Python and JSON, which agree on these escapes. */
export const doubleQuoted: Quote = (text) => JSON.stringify(text);

/** Puts the texts into a template: `{{name}}` as they are, `{{"name"}}` as a literal. Blank lines around it go. */
export function fill(template: string, texts: ProgramWords['texts'], quote: Quote): string {
  return template
    .replace(/\{\{("?)([a-zA-Z]+)\1\}\}/g, (_, literal: string, name: string) => {
      const text = texts[name as TextName];
      return literal === '' ? text : quote(text);
    })
    .trim();
}

/** Type annotations, which templates hold as comments, for TypeScript; without them for JavaScript. */
export function annotate(code: string, typed: boolean): string {
  return code.replace(/\/\*([:<][^*]*)\*\//g, typed ? '$1' : '');
}

/** Parts of a program, without the empty ones, one empty line between them. */
export function paragraphs(...parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Lines without the empty ones. */
export function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
