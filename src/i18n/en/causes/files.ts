import { type CauseWords, step } from '../../cause-words.ts';
import { file, fileStarts, named, quote, systemQuote, who, whoStarts } from './phrases.ts';

const reasons: Readonly<Record<string, string>> = {
  directory: 'it is a folder',
  dangling_link: 'it is a link that leads nowhere',
  special_file: 'it is not an ordinary file',
  no_permission: 'this user may not read it',
  io_error: 'the system reported an error',
};

/** What is wrong with files of this machine, and what nobody knows. */
export const fileCauses = {
  env_file_missing: {
    title: 'The env file does not exist',
    explanation: (f) => `There is no file at ${file(f)}.`,
    remedies: () => [
      { text: 'Look at the path, and at the folder in which you started' },
      { text: 'Or create it: openai-setup' },
    ],
  },
  env_file_unreadable: {
    title: 'The env file cannot be read',
    explanation: (f) =>
      `${fileStarts(f)} was left as it is: ${reasons[String(f.reason)] ?? 'it cannot be read'}${named(f.code || undefined)}.`,
    remedies: (f) => [
      f.reason === 'no_permission'
        ? { text: 'Give yourself permission to read and write the file, or run as its owner' }
        : { text: 'Remove or rename what stands there, or name another file with --file' },
    ],
  },
  env_file_encoding: {
    title: 'The env file has an encoding that loaders cannot read',
    explanation: (f) =>
      `${fileStarts(f)} is${f.encoding === undefined ? ' not text in UTF-8' : ` in ${f.encoding}`}; it was left as it is.`,
    remedies: () => [{ text: 'Save the file as UTF-8 in your editor, then run again' }],
  },
  env_file_not_writable: {
    title: 'The env file cannot be written',
    explanation: (f) =>
      f.reason === 'read_back'
        ? `After writing, ${file(f)} did not read back with the same values, so the old content was restored.`
        : f.reason === 'busy'
          ? `Another run of this program is writing ${file(f)}. Nothing was changed.`
          : f.reason === 'no_folder'
            ? `The folder of ${file(f)} does not exist.`
            : `Nothing was changed in ${file(f)}${named(f.code || undefined)}.`,
    remedies: (f) =>
      f.reason === 'read_back'
        ? [{ text: 'Look for lines with unbalanced quotes in the file, correct them, and run again' }]
        : f.reason === 'busy'
          ? [{ text: 'Let the other run finish, then run again' }]
          : [
              f.reason === 'no_folder'
                ? { text: 'Make the folder, then run again' }
                : { text: 'Give yourself permission to write the file and its folder' },
              { text: 'Or name another file with --file' },
            ],
  },
  disk_full: {
    title: 'There is no space left on the disk',
    explanation: (f) => `${fileStarts(f)} could not be written whole; its old content is untouched.`,
    remedies: () => [{ text: 'Free some space, or your quota, then run again' }],
  },
  env_file_tracked: {
    title: 'The env file is tracked by git',
    explanation: (f) =>
      `A key written into ${file(f)} would go into the next commit, so nothing was written.`,
    remedies: (f) => [
      { text: `Take it out of git, and keep it in the folder: git rm --cached ${f.path ?? '.env'}` },
      { text: 'If it was ever committed with a key, replace that key: openai-setup rotate' },
    ],
  },
  gitignore_not_writable: {
    title: 'The ignore file cannot be written',
    explanation: (f) =>
      `${f.path === undefined ? 'The .gitignore' : f.path} could not be changed${named(f.code || undefined)}, so the key was not written either: it could be committed by accident.`,
    remedies: () => [
      {
        text: 'Give yourself permission to write the .gitignore, or add the env file to it yourself, then run again',
      },
    ],
  },
  unknown: {
    title: 'The call failed for a reason that this program does not know',
    explanation: (f) =>
      f.status === undefined
        ? `The call failed before an answer came.${systemQuote(f)}`
        : `${whoStarts(f)} answered with the status ${f.status}, and nothing that tells the cause. The key was not judged.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official ? 'Look up what the answer says' : `Ask whoever runs ${who(f)} what the answer means`,
        'errors',
      ),
      { text: 'Try again with --debug; the output holds no key and can be shared' },
    ],
  },
} satisfies Partial<CauseWords>;
