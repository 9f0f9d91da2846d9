import type { CliWords } from '../i18n/en/cli.ts';
import type { Expected, UsageProblem } from '../ports/errors.ts';

/** Something long that starts like a key: it must not be repeated on the screen, and the user must learn why. */
export const looksLikeKey = (argument: string): boolean => /(?:^|=)sk-[\w-]{16,}/.test(argument);

/** An argument that is a key and nothing else, alone or as a value: refused even where a file or a name may stand. */
const wholeKey = /^(?:[\w-]+=)?["']?sk-(?=[\w-]*\d)[\w-]{20,}["']?$/;

/** An option that would take a key, if there were one, and a value for it, however short. */
export const offersKey = (argv: readonly string[]): boolean =>
  /(?:^|\n)--?[\w-]*key(?:=|\n)["']?sk-/i.test(argv.join('\n'));

export const holdsKey = (argv: readonly string[]): boolean =>
  argv.some((argument) => wholeKey.test(argument));

/** One line about a wrong command line, in the user's language. */
export function usageText(problem: UsageProblem, words: CliWords): string {
  const { errors } = words;
  const said = (what: string, near?: string, known: readonly string[] = []): string =>
    errors.sentences([
      what,
      near !== undefined
        ? errors.didYouMean(near)
        : known.length > 0
          ? errors.thereIs(errors.list(known))
          : '',
      errors.seeHelp(problem.command),
    ]);
  switch (problem.kind) {
    case 'unknown_option':
    case 'unknown_command':
    case 'unknown_target':
    case 'unknown_example':
    case 'unknown_scenario':
      return said(errors.unknown[problem.kind](problem.name), problem.near, problem.known);
    case 'too_many_arguments':
      return said((problem.isLate ? errors.commandFirst : errors.tooManyArguments)(problem.command));
    case 'missing_value':
      return said(errors.missingValue(problem.option));
    case 'takes_no_value':
      return said(errors.takesNoValue(problem.option));
    case 'bad_value':
      return said(
        (problem.given === '' ? errors.absent : errors.badValue)(
          problem.option,
          expectedText(problem.expected, words),
          problem.given,
        ),
        problem.near,
      );
    case 'only_one':
      return errors.onlyOne(errors.list(problem.names));
    case 'node_debug':
      return errors.nodeDebug;
    case 'key_argument':
      return errors.noKeyArgument;
    case 'no_folder':
      return errors.noFolder(problem.path);
  }
}

function expectedText(one: Expected, { expected, errors }: CliWords): string {
  return typeof one === 'string' ? expected[one] : errors.list(one);
}
