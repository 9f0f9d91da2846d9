/** One program with its arguments, as a shell would split them. */
interface SimpleCommand {
  readonly words: readonly string[];
  /** What stands behind it: with `&` it goes on beside what comes next, which `|` gives its output to. */
  readonly joint: '&' | '|' | '';
}

/** The simple commands of a command line. In quotes, and in `$(…)`, nothing is special. */
export function simpleCommands(line: string): readonly SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  let word: string | null = null;
  let quote = '';
  let depth = 0;
  const end = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  const next = (joint: SimpleCommand['joint']): void => {
    end();
    if (words.length > 0) commands.push({ words, joint });
    words = [];
  };
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (depth > 0) {
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      word += character;
    } else if (quote !== '') {
      const isEscaped = quote === '"' && character === '\\' && /["\\]/.test(line.charAt(at + 1));
      if (isEscaped) word += line.charAt(++at);
      else if (character === quote) quote = '';
      else word += character;
    } else if (character === '(' && word?.endsWith('$')) {
      depth = 1;
      word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === '&' && /[<>]$/.test(word ?? '')) {
      word += character;
    } else if (/[;&|()\n]/.test(character)) {
      const isDouble = line.charAt(at + 1) === character;
      next(!isDouble && (character === '&' || character === '|') ? character : '');
      if (isDouble) at += 1;
    } else if (/\s/.test(character)) end();
    else word = (word ?? '') + character;
  }
  next('');
  return commands;
}

/** What options of these names are given, as `--name value` and `--name=value`. */
export function valuesOf(words: readonly string[], names: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    if (names.includes(word)) return words[at + 1] === undefined ? [] : [words[at + 1] ?? ''];
    const name = names.find((one) => word.startsWith(`${one}=`));
    return name === undefined ? [] : [word.slice(name.length + 1)];
  });
}

/** The words behind leading options, some of which (`taking`) have a value of their own; one `--` ends them. */
export function behindOptions(words: readonly string[], taking: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-') && words[at] !== '--') at += taking.includes(words[at] ?? '') ? 2 : 1;
  return words.slice(words[at] === '--' ? at + 1 : at);
}

/** The last part of the path of a program, without the version that npx is told. */
export const programName = (word: string): string =>
  (word.split(/[\\/]/).at(-1) ?? word).replace(/(?<=.)@[\w.^~*-]*$/, '');

/** A path as seen from another folder. */
export function inFolder(folder: string, path: string): string {
  const plain = path.replace(/^(?:\.\/+)+/, '');
  return folder === '' || /^(?:[\\/]|[A-Za-z]:)/.test(plain) ? plain : `${folder}/${plain}`;
}

/** Whether a program starts others in containers: docker compose, of version 1 or 2, or docker itself. */
export const startsContainers = ({
  program,
  args,
}: {
  readonly program: string;
  readonly args: readonly string[];
}): boolean =>
  /^(?:docker|podman)-compose$/.test(program) ||
  (/^(?:docker|podman|nerdctl)$/.test(program) && /^(?:compose|run|start|container)$/.test(args[0] ?? ''));
