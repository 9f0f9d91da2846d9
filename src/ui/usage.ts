import { nearestName } from '../domain/text/nearest-name.ts';
import type { CliWords } from '../i18n/en/cli.ts';

/** Something long that starts like a key: it must not be repeated on the screen, and the user must learn why. */
const keyLike = /(?:^|=)sk-[\w-]{16,}/;

/** An argument that is a key and nothing else, alone or as a value: refused even where a file or a name may stand. */
const wholeKey = /^(?:[\w-]+=)?["']?sk-(?=[\w-]*\d)[\w-]{20,}["']?$/;

export const holdsKey = (argv: readonly string[]): boolean =>
  argv.some((argument) => wholeKey.test(argument));

const commandNames = ['setup', 'verify', 'models', 'cost', 'example', 'rotate', 'scan', 'demo', 'help'];

/**
 * One line about a wrong command line, in the user's language, from commander's code and message.
 * It names options and commands only, never a value.
 */
export function usageMessage(
  code: string,
  message: string,
  argv: readonly string[],
  words: CliWords,
): string {
  const { errors } = words;
  if (argv.some((argument) => keyLike.test(argument))) return errors.noKeyArgument;
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const similar = /\(Did you mean (?:one of )?([^?]*)\?\)/.exec(message)?.[1];
  const meant = similar ? errors.didYouMean(similar) : suggestion(code, argv, words);
  return errors.sentences([describe(code, quoted, argv, words), meant, errors.seeHelp]);
}

function describe(code: string, quoted: string, argv: readonly string[], { errors }: CliWords): string {
  const name = quoted.split(/[ =]/)[0] ?? '';
  switch (code) {
    case 'commander.unknownOption':
      return errors.unknownOption(name);
    case 'commander.unknownCommand':
      return errors.unknownCommand(name);
    case 'commander.optionMissingArgument':
      return errors.missingValue(/--[\w-]+/.exec(quoted)?.[0] ?? quoted);
    case 'commander.missingArgument':
      return errors.missingArgument(quoted);
    default: {
      const first = argv.find((argument) => !argument.startsWith('-')) ?? '';
      return commandNames.includes(first) ? errors.tooManyArguments(first) : errors.unknownCommand(first);
    }
  }
}

/** The nearest command for a misspelt one, which commander takes for an argument of the default command. */
function suggestion(code: string, argv: readonly string[], { errors }: CliWords): string {
  if (code !== 'commander.excessArguments') return '';
  const word = argv.find((argument) => !argument.startsWith('-')) ?? '';
  if (commandNames.includes(word)) return '';
  const best = nearestName(word, commandNames);
  return best === undefined ? '' : errors.didYouMean(best);
}
