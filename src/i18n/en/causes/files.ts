import type {
  CauseFacts,
  UnreadableReason,
  UnwritableReason,
} from '../../../domain/diagnosis/cause-facts.ts';
import { rewriteInPowerShell } from '../../../domain/loading/shells.ts';
import { shellPath } from '../../../domain/text/shell-word.ts';
import { type CauseWords, step } from '../../cause-words.ts';
import { named, quote, systemQuote, who, whoStarts } from './phrases.ts';

const unreadable: Readonly<Record<UnreadableReason, string>> = {
  directory: 'it is a folder',
  dangling_link: 'it is a link that leads nowhere',
  special_file: 'it is not an ordinary file',
  no_permission: 'this user may not read it',
  io_error: 'the system reported an error',
};

const unwritable: Readonly<Record<UnwritableReason | 'disk_full', string>> = {
  denied: 'this user may not write it',
  read_only: 'its disk is mounted read-only',
  io_error: 'the system reported an error',
  no_folder: 'its folder does not exist',
  busy: 'another run of this program is writing it',
  held: 'another program holds it, or it is mounted by itself',
  too_many_files: 'this process may open no more files',
  disk_full: 'there is no space left on the disk',
};

const permit = 'Give yourself permission to read and write the file and its folder, then run again';
const clear = 'Remove or rename what stands there, then run again';
const inUtf8 = 'Save the file as UTF-8 in your editor, then run again';
const lookAtDisk = 'Look at the disk, then run again';

const whereUnreadable: Readonly<Record<UnreadableReason, string>> = {
  directory: clear,
  dangling_link: clear,
  special_file: clear,
  no_permission: permit,
  io_error: lookAtDisk,
};

const whereUnwritable: Readonly<Record<UnwritableReason | 'disk_full', string>> = {
  denied: permit,
  read_only: 'Mount the disk so that it can be written, or work in another folder',
  no_folder: 'Make the folder, then run again',
  io_error: lookAtDisk,
  busy: 'Let the other run finish, then run again',
  held: 'Close the program that has it open, or write it where it is mounted from, then run again',
  too_many_files: 'Raise the limit of open files (ulimit -n), then run again',
  disk_full: 'Free some space, or your quota, then run again',
};

type IgnoreReason = CauseFacts['gitignore_not_writable']['reason'];

const notIgnoring: Readonly<Record<IgnoreReason, string>> = {
  ...unreadable,
  ...unwritable,
  link: 'git reads no rules through a link',
  utf16: 'it is in UTF-16, and git reads no rules from that',
  overruled: 'a rule elsewhere overrules its entry',
};

const whereNotIgnoring: Readonly<Record<Exclude<IgnoreReason, 'overruled'>, string>> = {
  ...whereUnreadable,
  ...whereUnwritable,
  link: 'Put a file of its own in place of the link, then run again',
  utf16: inUtf8,
};

const encodings: Readonly<Record<CauseFacts['env_file_encoding']['reason'], string>> = {
  utf16: 'is in UTF-16',
  binary: 'holds zero bytes, and is no text',
  not_utf8: 'is not in UTF-8',
};

const anotherFile = 'Or name another file with --file';

/** What is wrong with files of this machine, and what nobody knows. */
export const fileCauses = {
  env_file_missing: {
    title: 'The env file does not exist',
    explanation: (f) => `There is no file at ${f.path}.`,
    remedies: () => [
      'Look at the path, and at the folder in which you started',
      'Or create it: openai-setup',
    ],
  },
  env_file_unreadable: {
    title: 'The env file cannot be read',
    explanation: (f) => `${f.path} was left as it is: ${unreadable[f.reason]}${named(f.code || undefined)}.`,
    remedies: (f) => [whereUnreadable[f.reason], anotherFile],
  },
  env_file_encoding: {
    title: 'The env file has an encoding that loaders cannot read',
    explanation: (f) => `${f.path} ${encodings[f.reason]}; it was left as it is.`,
    remedies: (f) => [
      inUtf8,
      f.reason === 'utf16' && 'Or have it rewritten, in a terminal: openai-setup verify --fix',
      f.reason === 'utf16' && `Or rewrite it in PowerShell: ${rewriteInPowerShell(f.path)}`,
    ],
  },
  env_file_not_writable: {
    title: 'The env file cannot be written',
    explanation: (f) =>
      f.reason === 'read_back'
        ? `After writing, ${f.path} did not read back with the same values, so the old content was restored.`
        : f.reason === 'changed'
          ? `Somebody else changed ${f.path} after it was looked at. It was left as it is now, and nothing was written.`
          : `Nothing was changed in ${f.path}: ${unwritable[f.reason]}${named(f.code || undefined)}.`,
    remedies: (f) =>
      f.reason === 'read_back'
        ? ['Look for lines with unbalanced quotes in the file, correct them, and run again']
        : f.reason === 'changed'
          ? ['Run again: the file is looked at anew']
          : [whereUnwritable[f.reason], f.reason !== 'busy' && anotherFile],
  },
  disk_full: {
    title: 'There is no space left on the disk',
    explanation: (f) => `${f.path} could not be written whole; its old content is untouched.`,
    remedies: () => [whereUnwritable.disk_full],
  },
  env_file_tracked: {
    title: 'The env file is, or may be, tracked by git',
    explanation: (f) =>
      f.reason === 'in_doubt'
        ? `There is a git repository here, but neither git nor its index could be read, so nobody can tell whether a key written into ${f.path} would go into the next commit. Nothing was written.`
        : f.reason === 'untrack_refused'
          ? `Git did not take ${f.path} out of its index, so nothing was written.`
          : `A key written into ${f.path} would go into the next commit, so nothing was written.`,
    remedies: (f) =>
      f.reason === 'in_doubt'
        ? [
            'See what git says, and mend that: git status',
            `If you know that git does not have ${f.path}, run again with --force`,
          ]
        : [
            f.reason === 'untrack_refused'
              ? `See what git objects to, and mend that: git rm --cached ${shellPath(f.path)}`
              : `Take it out of git, and keep it in the folder: git rm --cached ${shellPath(f.path)}`,
            'If it was ever committed with a key, replace that key: openai-setup rotate',
          ],
  },
  gitignore_not_writable: {
    title: 'The env file cannot be kept out of git',
    explanation: (f) =>
      `${f.path} does not help: ${notIgnoring[f.reason]}${named(f.code || undefined)}. So the key was not written either: it could be committed by accident.`,
    remedies: (f) =>
      f.reason === 'overruled'
        ? [
            `See which rule decides: git check-ignore -v --no-index ${f.envPath}`,
            'Remove that rule, then run again',
          ]
        : [whereNotIgnoring[f.reason]],
  },
  unknown: {
    title: 'The call failed for a reason that this program does not know',
    explanation: (f) =>
      f.status === undefined
        ? `The call failed before an answer came.${systemQuote(f)}`
        : `${whoStarts(f)} answered with the status ${f.status}${f.code === undefined ? '' : ` and the code ${f.code}`}, and this program does not know what that means. The key was not judged.${f.said === undefined ? ' Nothing more was said.' : quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official ? 'Look up what the answer says' : `Ask whoever runs ${who(f)} what the answer means`,
        'errors',
      ),
      ...(f.status === undefined
        ? []
        : [
            'Look whether another model answers: openai-setup verify --model <id>',
            'Look whether it comes from another network too; some answers depend on where a call comes from',
          ]),
      'Try again with --debug; the output holds no key and can be shared',
    ],
  },
} satisfies Partial<CauseWords>;
