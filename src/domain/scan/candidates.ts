import { marker } from '../keys/shapes.ts';
import { base64Marks } from './marks.ts';

/** How keys of other services begin, and other credentials of OpenAI. */
const dashedBeginnings =
  'sk-|sess-|whsec_|gsk_|xai-|pplx-|hf_|api_org_|[sr]k_live_|[sr]k_test_|gh[pousr]_|github_pat_|glpat-|npm_|xox[a-z]-';
const plainBeginnings = ['AIza', 'AKIA'];
/** `JQQJ99` stands in the middle of newer keys of Azure. A key in parts, or encoded, shows its marker. */
const rareMarks = ['JQQJ99', marker, ...base64Marks];

/** A text with something between its characters. */
const spaced = (text: string, between: string): string =>
  [...text].map((one) => one.replace(/[+/]/, '[$&]')).join(between);

/** Where a word begins, also behind a colour of a terminal. */
const begin = '(?:(?<![A-Za-z0-9_-])|(?<=[0-9]m))';
/** Blanks that nobody sees, and the end of a line. */
const lineEnd = '[ \\t]{0,8}\\r?$';

/**
 * What a line has that holds a key, or the beginning of one whose marker is cut as well. The rare dash is looked for
 * first, and then what stands before it, which is several times faster.
 */
const inText = [
  `[-_](?<=${dashedBeginnings})[A-Za-z0-9_-]{12,}`,
  `(?:${plainBeginnings.join('|')})[A-Za-z0-9_-]{12,}`,
  ...rareMarks.map((mark) => spaced(mark, '')),
  // What is left of `sk-` in one part or two.
  `-(?<=${begin}sk-|${begin}k-)[A-Za-z0-9_-]{0,200}(?:[^\\sA-Za-z0-9_-]|${lineEnd})`,
  `${begin}sk(?:["'\`<$#{\\\\\\]}]|%2|&|\\x1b|[^\\x00-\\x7f]|${lineEnd})`,
  `${begin}-(?:proj|svcacct|admin|None)-`,
];

/** The same in UTF-16, whatever the order of its bytes, and in UTF-32. */
const inWideText = [
  '[-_]\\x00{1,3}(?:[A-Za-z0-9_-]\\x00{1,3}){12}',
  ...[...plainBeginnings, ...rareMarks, 'k-'].map((mark) => spaced(mark, '\\x00{1,3}')),
  's\\x00{1,3}k\\x00{1,3}[^A-Za-z0-9_.-]',
];

/** For a search engine with Perl's expressions that looks through the lines of many files first. It may match more. */
export const candidatePattern: string = [...inText, ...inWideText].join('|');

/** Where a text shows that it may. */
export function candidatesIn(text: string): readonly number[] {
  return Array.from(text.matchAll(new RegExp(inText.join('|'), 'gm')), ({ index }) => index);
}

/** Whether bytes can, each as one character (`latin1`), in any encoding that has ASCII in it. */
export const bytesMayHoldKey: (bytes: string) => boolean = tester([...inText, ...inWideText]);

function tester(alternatives: readonly string[]): (text: string) => boolean {
  const pattern = new RegExp(alternatives.join('|'), 'm');
  return (text) => pattern.test(text);
}
