import type {
  CauseFacts,
  UnreadableReason,
  UnwritableReason,
} from '../../../domain/diagnosis/cause-facts.ts';
import { rewriteInPowerShell } from '../../../domain/loading/shells.ts';
import { shellPath } from '../../../domain/text/shell-word.ts';
import { type CauseWords, type CommonFacts, each, step } from '../../cause-words.ts';
import { named, quote, systemQuote, who, whoStarts } from './phrases.ts';

const unreadable: Readonly<Record<UnreadableReason, string>> = {
  directory: 'it is a folder',
  dangling_link: 'it is a broken link',
  special_file: 'it is not an ordinary file',
  too_large: 'it is far too large for a file of settings',
  no_permission: 'you do not have permission to read it',
  io_error: 'the system reported an error',
};

const unwritable: Readonly<Record<UnwritableReason | 'disk_full', string>> = {
  denied: 'you do not have permission to write it',
  read_only: 'the disk is mounted read-only',
  io_error: 'the system reported an error',
  no_folder: 'its folder does not exist',
  busy: 'another run of openai-setup is writing it',
  held: 'another program is using it, or it is a mount of its own',
  too_many_files: 'this process has too many open files',
  disk_full: 'no space left on the disk',
};

const permit = 'Give yourself permission to read and write the file and its folder, then run again';
const clear = 'Remove or rename what is there, then run again';
const inUtf8 = 'Save the file as UTF-8 in your editor, then run again';
const lookAtDisk = 'Check the disk, then run again';

const whereUnreadable: Readonly<Record<UnreadableReason, string>> = {
  directory: clear,
  dangling_link: clear,
  special_file: clear,
  too_large: clear,
  no_permission: permit,
  io_error: lookAtDisk,
};

const whereUnwritable: Readonly<Record<UnwritableReason | 'disk_full', string>> = {
  denied: permit,
  read_only: 'Mount the disk as writable, or work in another folder',
  no_folder: 'Create the folder, then run again',
  io_error: lookAtDisk,
  busy: 'Wait for the other run to finish, then run again',
  held: 'Close the program that is using it, or change it where it is mounted from, then run again',
  too_many_files: 'Raise the limit of open files (ulimit -n), then run again',
  disk_full: 'Free some disk space or quota, then run again',
};

type IgnoreReason = CauseFacts['gitignore_not_writable']['reason'];

const notIgnoring: Readonly<Record<IgnoreReason, string>> = {
  ...unreadable,
  ...unwritable,
  link: 'git does not read rules through a link',
  utf16: 'it is in UTF-16, which git cannot read rules from',
  overruled: 'a rule elsewhere overrides its entry',
};

const whereNotIgnoring: Readonly<Record<Exclude<IgnoreReason, 'overruled'>, string>> = {
  ...whereUnreadable,
  ...whereUnwritable,
  link: 'Replace the link with a file, then run again',
  utf16: inUtf8,
};

type AboutFile = CommonFacts & { readonly path: string };

const anotherFile = 'Or choose another file with --file';
const replaceCommitted = 'If it was ever committed with a key, replace that key: openai-setup rotate';

/** What is wrong with files of this machine, and what nobody knows. */
export const fileCauses = {
  env_file_missing: {
    title: 'The env file does not exist',
    explanation: (f) => `No such file: ${f.path}.`,
    remedies: (f) => [
      'Check the path, and the folder in which you ran this',
      `Or create it: openai-setup --file ${shellPath(f.path)}`,
    ],
  },
  env_file_unreadable: {
    title: 'The env file cannot be read',
    explanation: each(
      unreadable,
      (f: AboutFile, why) => `Could not read ${f.path}: ${why}${named(f.code || undefined)}.`,
    ),
    remedies: each(whereUnreadable, (_: AboutFile, what) => [what, anotherFile]),
  },
  env_file_encoding: {
    title: 'The env file has an encoding that loaders cannot read',
    explanation: {
      utf16: (f) => `${f.path} is in UTF-16; it was not changed.`,
      binary: (f) => `${f.path} contains NUL bytes and is not text; it was not changed.`,
      not_utf8: (f) => `${f.path} is not in UTF-8; it was not changed.`,
    },
    remedies: {
      utf16: (f) => [
        inUtf8,
        'Or let openai-setup rewrite it, in a terminal: openai-setup verify --fix',
        `Or rewrite it in PowerShell: ${rewriteInPowerShell(f.path)}`,
      ],
      binary: () => [inUtf8],
      not_utf8: () => [inUtf8],
    },
  },
  env_file_not_writable: {
    title: 'The env file cannot be written',
    explanation: {
      ...each(
        unwritable,
        (f: AboutFile, why) => `${f.path} was not changed: ${why}${named(f.code || undefined)}.`,
      ),
      read_back: (f) =>
        `After writing, ${f.path} did not read back with the same values, so the old content was restored.`,
      changed: (f) => `Something else changed ${f.path} after it was read, so nothing was written.`,
      not_restored: (f) =>
        `Writing failed, and the old content of ${f.path} could not be restored: the new content is still there.`,
    },
    remedies: {
      ...each(whereUnwritable, (_: AboutFile, what) => [what, anotherFile]),
      busy: () => [whereUnwritable.busy],
      read_back: () => ['Check the file for unbalanced quotes, correct them, and run again'],
      changed: () => ['Run again: the file will be read again'],
      not_restored: () => [
        'Close the program that has the file open, then check what is in it',
        'Then run again',
      ],
    },
  },
  disk_full: {
    title: 'No space left on the disk',
    explanation: { file: (f) => `Could not write all of ${f.path}; its old content is unchanged.` },
    remedies: () => [whereUnwritable.disk_full],
  },
  env_file_tracked: {
    title: 'The env file is, or may be, tracked by git',
    explanation: {
      in_doubt: (f) =>
        `There is a git repository here, but neither git nor its index could be read, so it is not known whether a key in ${f.path} would be in the next commit. Nothing was written.`,
      untrack_refused: (f) => `git did not remove ${f.path} from its index, so nothing was written.`,
      tracked: (f) => `A key in ${f.path} would be in the next commit, so nothing was written.`,
    },
    remedies: {
      in_doubt: (f) => [
        'Check what git says, and fix it: git status',
        `If you are sure that git does not track ${f.path}, run again with --force`,
      ],
      untrack_refused: (f) => [
        `Check why git refuses, and fix it: git rm --cached ${shellPath(f.path)}`,
        replaceCommitted,
      ],
      tracked: (f) => [
        `Stop tracking it (the file stays): git rm --cached ${shellPath(f.path)}`,
        replaceCommitted,
      ],
    },
  },
  gitignore_not_writable: {
    title: 'The env file cannot be kept out of git',
    explanation: each(
      notIgnoring,
      (f: AboutFile, why) =>
        `${f.path} does not help: ${why}${named(f.code || undefined)}. The key was not written, because it could be committed by accident.`,
    ),
    remedies: {
      ...each(whereNotIgnoring, (_: AboutFile, what) => [what]),
      overruled: (f) => [
        `Check which rule applies: git check-ignore -v --no-index ${f.envPath}`,
        'Remove that rule, then run again',
      ],
    },
  },
  unknown: {
    title: 'The call failed for an unknown reason',
    explanation: (f) =>
      f.status === undefined
        ? `The call failed before a response arrived.${systemQuote(f)}`
        : `${whoStarts(f)} responded with status ${f.status}${f.code === undefined ? '' : ` and code ${f.code}`}, which openai-setup cannot interpret. This does not mean that the key is invalid.${f.said === undefined ? ' The response gave no further explanation.' : quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official ? 'Look up the error' : `Ask the operator of ${who(f)} what the response means`,
        'errors',
      ),
      ...(f.status === undefined
        ? []
        : [
            'Try another model: openai-setup verify --model <id>',
            'Try another network; some responses depend on where the request comes from',
          ]),
      'Try again with --debug; the output has no key and can be shared',
    ],
  },
} satisfies Partial<CauseWords>;
